import type { Table } from "../../../data/table.ts";
import type { Work } from "../../lab.ts";
import { coderCost, layersOf } from "../../nets/coders/layers.ts";
import { canQuantise } from "../integers.ts";
import { hasPpca } from "./beside.ts";
import { taskParams, type VaeParams } from "./fields.ts";

/** Training, and the draws of the bound, each of which goes through the decoder. What log variances and the loss add is little. */
export function vaeWork(params: VaeParams, data: Table | null): Work {
  if (data === null) return { multiplyAdds: 0, bytes: 0 };
  const { rows, columns } = data;
  const { batch, epochs, draws, testFraction } = params;
  const own = taskParams(params);
  const { forward, backward, parameters, arena } = coderCost(layersOf(own, data), own, Math.min(batch, rows));
  const row = 1 / Math.min(batch, rows);
  const kinds = {
    train: epochs * rows * (forward + backward) * row,
    bounds: testFraction * rows * draws * (forward / 2) * row,
    // The encoder, and the decoder twice: of a drawn code, and of the mean.
    codes: 1.5 * rows * forward * row,
    ...(hasPpca(own, (1 - testFraction) * rows, columns) && { moments: rows * columns ** 2, ppca: 12 * columns ** 3 }),
    // Rows that calibrate, and those that are held out.
    ...(canQuantise(own, data) && { quantise: rows * forward * row }),
  };
  // Parameters, their gradients, two moments and the best so far.
  const bytes = rows * columns * 4 + (5 * parameters + arena) * 4 + 800 * draws;
  return { multiplyAdds: Object.values(kinds).reduce((sum, work) => sum + work, 0), kinds, bytes };
}
