/** Integers of trained nets, made beside the page. */
import type { NDArray } from "../../shared/arrays.ts";
import { quantiseHere } from "../../shared/labs/model-of.ts";
import type { PublishedChain, PublishedNet } from "../../shared/labs/published-net.ts";
import type { QuantisedChain } from "../../shared/labs/quantised-chain.ts";
import { askBeside, type News } from "../app/lab/beside.ts";
import { PoolError } from "../compute/errors.ts";
import type { Made } from "./quantise-thread.ts";
import threadUrl from "./quantise-thread.ts?worker&url";

/** The graph of a net, made on a thread of its own; `hear`: how many calibration rows have gone through. Rejects once `stop` is aborted, and nothing goes on. */
export async function quantiseBeside(
  net: PublishedNet,
  stop?: AbortSignal,
  hear?: (news: News) => void,
): Promise<QuantisedChain> {
  const made = await askBeside<Made>(threadUrl, "text" in net ? net : withAlone(net), stop, hear);
  if (made === "absent") return quantiseHere(net);
  if (made === "died") throw new PoolError("no-thread", "the thread that quantises ended without an answer");
  if ("error" in made) throw new Error(made.error.message);
  return made.model;
}

function withAlone(net: PublishedChain): PublishedChain {
  const weights = Object.entries(net.weights).map(([name, one]) => [name, alone(one)] as const);
  return { ...net, weights: Object.fromEntries(weights) };
}

/** Without the rest of a larger memory, which would be sent along. */
function alone({ shape, values }: NDArray): NDArray {
  return { shape, values: values.byteLength < values.buffer.byteLength ? values.slice() : values };
}
