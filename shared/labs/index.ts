import type { Family, Lab } from "./lab.ts";

export interface LabEntry {
  readonly id: string;
  readonly family: Family;
  /** Code of a lab comes over the wire when it is opened, not before. */
  load(): Promise<Lab>;
}

export const labs: readonly LabEntry[] = [
  {
    id: "autoencoder",
    family: "autoencoders",
    load: async () => (await import("./autoencoders/autoencoder.ts")).autoencoder,
  },
  { id: "rbm", family: "partition", load: async () => (await import("./partition/rbm.ts")).rbm },
  { id: "mcmc", family: "monte-carlo", load: async () => (await import("./monte-carlo/mcmc.ts")).mcmc },
];
