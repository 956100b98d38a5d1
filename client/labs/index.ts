import type { Localized } from "../../shared/text.ts";
import type { Lesson } from "../lessons/lesson.ts";
import type { LabView } from "./view.ts";

/** How a lab is shown and taught. Its code and its lesson come over the wire when they are opened. */
export interface LabViewEntry {
  readonly id: string;
  load(): Promise<LabView>;
  /** The lesson in each language: `async () => (await import("../lessons/<lab>.es.md")).default`. */
  readonly lesson?: Readonly<Record<keyof Localized, () => Promise<Lesson>>>;
}

export const labViews: readonly LabViewEntry[] = [
  {
    id: "autoencoder",
    load: async () => (await import("./autoencoder.tsx")).autoencoderView,
    lesson: {
      es: async () => (await import("../lessons/autoencoder.es.md")).default,
      en: async () => (await import("../lessons/autoencoder.en.md")).default,
    },
  },
  {
    id: "rbm",
    load: async () => (await import("./rbm.tsx")).rbmView,
    lesson: {
      es: async () => (await import("../lessons/rbm.es.md")).default,
      en: async () => (await import("../lessons/rbm.en.md")).default,
    },
  },
  {
    id: "mcmc",
    load: async () => (await import("./mcmc.tsx")).mcmcView,
    lesson: {
      es: async () => (await import("../lessons/mcmc.es.md")).default,
      en: async () => (await import("../lessons/mcmc.en.md")).default,
    },
  },
];
