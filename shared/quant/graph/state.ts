/** What recurrent steps and attention keep from row to row, as bytes: little-endian, node by node. */
import type { GraphHead, StepHead } from "./head.ts";
import { type Value, valueNamed, valuesOf } from "./values.ts";

/** Cells stay within ±2^20, hidden numbers within ±2^15, both of 2^−15. */
export const LARGEST_CELL = 2 ** 20;
export const LARGEST_HIDDEN = 2 ** 15;

/**
 * gru: hidden numbers as int32. lstm: hidden numbers, then cells. attention: rows seen as int32, then keys and values (steps × width each) as int8, code less zero: row t in
 * place t mod steps, so that only the last `steps` are seen. place: rows seen as int32.
 */
export function stateBytesOf(node: StepHead, x: Value): number {
  if (node.op === "place") return 4;
  if (node.op === "attention") return 4 + 2 * node.steps * x.shape[0];
  return (node.op === "gru" ? 4 : 8) * node.units;
}

export function isStep(node: GraphHead["nodes"][number]): node is StepHead {
  return node.op === "gru" || node.op === "lstm" || node.op === "attention" || node.op === "place";
}

interface Kept {
  readonly node: StepHead;
  readonly from: number;
  readonly bytes: number;
}

/** Where the state of each node lies among the bytes. */
export function keptBy(head: GraphHead, values: ReadonlyMap<string, Value> = valuesOf(head)): readonly Kept[] {
  let from = 0;
  return head.nodes.filter(isStep).map((node) => {
    const bytes = stateBytesOf(node, valueNamed(values, node.inputs[0]));
    from += bytes;
    return { node, from: from - bytes, bytes };
  });
}

/** How many bytes a graph keeps; 0 where rows do not depend on each other. */
export function stateBytes(head: GraphHead): number {
  return keptBy(head).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Throws a RangeError for a state of another graph's size; numbers out of range are brought to its ends, in place. */
export function checkState(kept: readonly Kept[], state: Uint8Array): void {
  const size = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  if (state.length !== size) throw new RangeError(`state of ${state.length} bytes (must be ${size} for this graph)`);
  const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
  const hold = (at: number, low: number, high: number) =>
    view.setInt32(at, Math.min(Math.max(view.getInt32(at, true), low), high), true);
  for (const { node, from } of kept) {
    if (node.op === "attention") hold(from, 0, 2 * node.steps);
    else if (node.op === "place") hold(from, 0, node.steps);
    else {
      for (let i = 0; i < node.units; i++) hold(from + 4 * i, -LARGEST_HIDDEN, LARGEST_HIDDEN);
      if (node.op === "lstm")
        for (let i = node.units; i < 2 * node.units; i++) hold(from + 4 * i, -LARGEST_CELL, LARGEST_CELL);
    }
  }
}
