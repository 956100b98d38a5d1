/** Messages as frames: one for each that was sent, or, where these were not kept, one for each round. Pure functions for views. */
import type { Arrays, NDArray } from "../../../arrays.ts";
import { beliefs } from "../../../kernels/bayes-net/loopy.ts";
import { type Sent, stateAfter, type Wiring } from "../../../kernels/bayes-net/messages.ts";
import type { Fold } from "../../fold.ts";
import { told } from "../../metrics.ts";
import { messageLayout } from "./run.ts";

/** What is known of messages that were sent, by a run or for an answer (`course`). */
export interface Course {
  /** Of each round. */
  readonly residuals: readonly number[];
  /** Whether these are all rounds there are. */
  readonly isOver: boolean;
  /** A row per round: wires in the order of sending, and what they carried. Absent where that was not kept. */
  readonly sent: NDArray | undefined;
  readonly said: NDArray | undefined;
  /** A row per round: what was believed after it. */
  readonly told: NDArray | undefined;
  /** What is believed at the end. */
  readonly beliefs: NDArray | undefined;
  /** What is right, with sums. */
  readonly exact: NDArray | undefined;
}

/** Of a run, as far as it is. */
export function courseOfRun(fold: Fold): Course {
  const [sent, said] = ["sent", "said"].map((name) => fold.records("messages", name));
  const output = fold.output("messages");
  // Of a thinned result some rounds are missing.
  const isWhole = sent !== undefined && said !== undefined && sent.shape[0] >= fold.done("messages");
  return {
    residuals: told(fold, "messages", "residual"),
    isOver: output !== undefined,
    ...(isWhole ? { sent, said } : { sent: undefined, said: undefined }),
    told: fold.records("messages", "beliefs"),
    beliefs: output?.beliefs,
    exact: output?.exact,
  };
}

/** Of an answer of `course` that says what messages came to; undefined of one that does not. */
export function courseOfAnswer({ residual, sent, said, told: rows, beliefs: last, exact }: Arrays): Course | undefined {
  if (!residual) return undefined;
  return { residuals: Array.from(residual.values, Number), isOver: true, sent, said, told: rows, beliefs: last, exact };
}

export interface MessageFrame extends Sent {
  /** From 1. */
  readonly round: number;
  /** Its place among the messages of the round, from 1, and how many these are. */
  readonly place: number;
  readonly of: number;
}

/** Every message of every round in the order of sending; undefined where they were not kept. */
export function messageFrames({ sent, said }: Course, wiring: Wiring): readonly MessageFrame[] | undefined {
  if (!sent || !said) return undefined;
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
export function roundBeliefs(
  { told: rows, residuals }: Course,
  wiring: Pick<Wiring, "model">,
): readonly (readonly Float64Array[])[] {
  if (!rows) return [];
  const [all, width] = rows.shape;
  const rounds = Math.min(residuals.length, all);
  return Array.from({ length: rounds }, (_, r) => byNode(wiring, rows.values.subarray(r * width, (r + 1) * width)));
}
