/** The model of a finished run that is published: the lab's own, or its trained net as a graph of integer operations. */
import type { Lab } from "./lab.ts";
import type { QuantisedChain, TrainedRun } from "./quantised-chain.ts";

/** Undefined where the lab has none. The code that quantises comes when it is needed. */
export async function modelOf(lab: Lab, run: TrainedRun): Promise<QuantisedChain | undefined> {
  const bytes = lab.model?.(run.fold);
  if (bytes) return { kind: "ready", bytes };
  if (!lab.chain) return undefined;
  const { quantisedChain } = await import("./quantised-chain.ts");
  return quantisedChain(lab, run);
}

/** Its bytes alone, as verifying compares them. */
export async function modelBytes(lab: Lab, run: TrainedRun): Promise<Uint8Array | undefined> {
  const model = await modelOf(lab, run);
  return model?.kind === "ready" ? model.bytes : undefined;
}
