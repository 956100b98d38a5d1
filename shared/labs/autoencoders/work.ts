import type { Table } from "../../data/table.ts";
import type { Cost } from "../../nets/cost.ts";
import type { Work } from "../lab.ts";
import type { AutoencodingParams } from "./samples.ts";

/** Training, and PCA beside it. `costOf`: of a minibatch of so many rows (`coderCost`, and what the lab adds). */
export function workOf(
  params: Pick<AutoencodingParams, "batch"> & { readonly epochs: number },
  { rows, columns }: Table,
  costOf: (rows: number) => Cost,
): Pick<Work, "multiplyAdds" | "bytes"> {
  const batch = Math.min(params.batch, rows);
  const { forward, backward, parameters, arena } = costOf(batch);
  const training = (params.epochs * rows * (forward + backward)) / batch;
  const gramSide = Math.min(rows, columns);
  const pca = rows * columns * gramSide + 12 * gramSide ** 3;
  // Parameters, their gradients, two moments and the best so far.
  const bytes = rows * columns * 4 + (5 * parameters + arena) * 4 + gramSide * columns * 32;
  return { multiplyAdds: training + pca, bytes };
}
