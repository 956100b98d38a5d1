import { array } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import { type CardPicture, rowsAsImages } from "../../picture.ts";

/** Filters or units on a card. */
const MOST = 12;

/** What is left of the first layer: of each of its first units its weights as a picture, zeros in the middle of the colours. */
export function pruningPicture(fold: Fold): CardPicture | undefined {
  const matrix = fold.output("prune")?.["layer0.weights"];
  if (!matrix) return undefined;
  const { shape, values } = matrix;
  const outputs = shape[shape.length - 1];
  const taps = values.length / outputs;
  const side = Math.sqrt(shape.length === 2 ? taps : shape[0] * shape[1]);
  if (!Number.isInteger(side)) return undefined;
  // Units that are left are the ones to look at.
  const strong = Array.from({ length: outputs }, (_, o) => o)
    .map((o) => ({ o, size: sizeOf(values, o, outputs) }))
    .toSorted((a, b) => b.size - a.size)
    .slice(0, MOST);
  const step = shape.length === 2 ? 1 : shape[2];
  const rows = new Float32Array(strong.length * side * side);
  for (const [r, { o }] of strong.entries())
    for (let p = 0; p < side * side; p++) rows[r * side * side + p] = Number(values[p * step * outputs + o]);
  return rowsAsImages(array(rows, [strong.length, side * side]), { height: side, width: side });
}

function sizeOf(values: ArrayLike<number>, o: number, outputs: number): number {
  let sum = 0;
  for (let i = o; i < values.length; i += outputs) sum += Math.abs(Number(values[i]));
  return sum;
}
