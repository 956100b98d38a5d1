/** The model of a finished run that is published: the lab's own, or its trained net as a graph of integer operations. */
import { quantiserOf } from "../quant/graph/origin.ts";
import type { Lab } from "./lab.ts";
import { namesOf, netToPublish, type PublishedNet, type TrainedRun } from "./published-net.ts";
import type { QuantisedChain } from "./quantised-chain.ts";

/** Makes the graph of a net, here or on a thread. */
export type Quantise = (net: PublishedNet) => Promise<QuantisedChain>;

/** The code that quantises comes when it is needed. */
export const quantiseHere: Quantise = async (net) => (await import("./quantised-chain.ts")).quantised(net);

/** Undefined where the lab has none. */
export async function modelOf(
  lab: Lab,
  run: TrainedRun,
  quantise: Quantise = quantiseHere,
): Promise<QuantisedChain | undefined> {
  const bytes = lab.model?.(run.fold);
  if (bytes) {
    const classes = run.data?.classes && namesOf(run.data.classes);
    if (!classes || quantiserOf(bytes) === undefined) return { kind: "ready", bytes };
    return (await import("./quantised-chain.ts")).withClasses(bytes, classes);
  }
  const found = netToPublish(lab, run);
  return found?.kind === "net" ? quantise(found.net) : found;
}

/** Its bytes alone, as verifying compares them. */
export async function modelBytes(lab: Lab, run: TrainedRun, quantise?: Quantise): Promise<Uint8Array | undefined> {
  const model = await modelOf(lab, run, quantise);
  return model?.kind === "ready" ? model.bytes : undefined;
}
