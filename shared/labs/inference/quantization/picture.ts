import { array, type NDArray } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import { type CardPicture, rowsAsImages, transposed } from "../../picture.ts";
import { onGrid } from "./grid.ts";

/** Units or filters on a card: each as it is, and under it on a grid of two bits. */
const MOST = 8;

/** What the first layer looks for in float32, and what is left of it in very few bits. */
export function quantizationPicture(fold: Fold): CardPicture | undefined {
  const first = fold.output("train")?.["layer0.weights"];
  if (!first) return undefined;
  const [outputs] = first.shape.slice(-1);
  const taps = first.values.length / outputs;
  const rows = transposed(array(first.values, [taps, outputs]) as NDArray);
  const count = Math.min(MOST, outputs);
  const floats = Float32Array.from(rows.values.subarray(0, count * taps));
  const { values } = onGrid(floats, count, 2, "per-channel");
  const both = new Float32Array([...floats, ...values]);
  const side = first.shape.length === 4 ? first.shape[0] : Math.sqrt(taps);
  const isPicture = Number.isInteger(side) && side * side === taps;
  return rowsAsImages(array(both, [2 * count, taps]), isPicture ? { width: side, height: side } : undefined);
}
