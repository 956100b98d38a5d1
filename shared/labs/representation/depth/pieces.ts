import type { Arrays } from "../../../arrays.ts";
import type { TrainingParams } from "./fields.ts";
import { targetAt } from "./target.ts";

/** A net over the line, from its regions: its value at both ends of each, from left to right. */
export function piecesOf({ corners, heights }: Arrays): { readonly x: Float64Array; readonly y: Float64Array } {
  const pieces = Array.from({ length: heights.values.length / 2 }, (_, r) =>
    [2 * r, 2 * r + 1]
      .map((c) => [Number(corners.values[c]), Number(heights.values[c])] as const)
      .sort(([a], [b]) => a - b),
  ).sort(([[a]], [[b]]) => a - b);
  const all = pieces.flat();
  return { x: Float64Array.from(all, ([x]) => x), y: Float64Array.from(all, ([, y]) => y) };
}

/** The function that is learnt, over the line. */
export function targetLine({ target, detail }: Pick<TrainingParams, "target" | "detail">, points = 513) {
  const x = Float64Array.from({ length: points }, (_, i) => (2 * i) / (points - 1) - 1);
  return { x, y: x.map((at) => targetAt(target, detail, [at])) };
}

/** The function that is learnt over the plane: side × side, the first row at the top. */
export function targetField({ target, detail }: Pick<TrainingParams, "target" | "detail">, side = 64): Float32Array {
  const at = (i: number) => (2 * i + 1) / side - 1;
  return Float32Array.from({ length: side * side }, (_, cell) =>
    targetAt(target, detail, [at(cell % side), -at(Math.floor(cell / side))]),
  );
}
