/** A run as frames: one for each message that was sent, or, where these were not kept, one for each round. Pure functions for views. */
import type { NDArray } from "../../../arrays.ts";
import { beliefs } from "../../../kernels/bayes-net/loopy.ts";
import { type Sent, stateAfter, type Wiring } from "../../../kernels/bayes-net/messages.ts";
import type { Fold } from "../../fold.ts";
import { told } from "../../metrics.ts";
import { messageLayout } from "./messages.ts";

export interface MessageFrame extends Sent {
  /** From 1. */
  readonly round: number;
  /** Its place among the messages of the round, from 1, and how many these are. */
  readonly place: number;
  readonly of: number;
}

/** Every message of every round in the order of sending; undefined where they were not kept. */
export function messageFrames(fold: Fold, wiring: Wiring): readonly MessageFrame[] | undefined {
  const [sent, said] = ["sent", "said"].map((name) => fold.records("messages", name));
  // Of a thinned result some rounds are missing.
  if (!sent || !said || sent.shape[0] < fold.done("messages")) return undefined;
  const { count, width } = messageLayout(wiring);
  const frames: MessageFrame[] = [];
  for (let r = 0; r < sent.shape[0]; r++) {
    const order = Array.from(sent.values.subarray(r * count, (r + 1) * count)).filter((wire) => wire >= 0);
    for (const [k, wire] of order.entries()) {
      const at = (r * count + k) * width;
      const size = wiring.model.sizes[wiring.wires[wire].variable];
      const message = Float64Array.from(said.values.subarray(at, at + size));
      frames.push({ round: r + 1, place: k + 1, of: order.length, wire, message });
    }
  }
  return frames;
}

/** What is believed once so many messages were sent: of each node one number per state. */
export function beliefsAfter(wiring: Wiring, frames: readonly MessageFrame[], sent: number): readonly Float64Array[] {
  return beliefs(wiring.model, stateAfter(wiring, frames.slice(0, sent)));
}

/** Numbers of all nodes, one after the other, by node. */
export function byNode(
  { model: { sizes } }: Pick<Wiring, "model">,
  numbers: ArrayLike<number>,
): readonly Float64Array[] {
  let at = 0;
  return Array.from(sizes, (size) => Float64Array.from({ length: size }, () => numbers[at++]));
}

/** Beliefs after each round; none where they were not kept. */
export function roundBeliefs(fold: Fold, wiring: Wiring): readonly (readonly Float64Array[])[] {
  const record: NDArray | undefined = fold.records("messages", "beliefs");
  if (!record) return [];
  const width = record.shape[1];
  const rounds = Math.min(told(fold, "messages", "residual").length, record.shape[0]);
  return Array.from({ length: rounds }, (_, r) => byNode(wiring, record.values.subarray(r * width, (r + 1) * width)));
}
