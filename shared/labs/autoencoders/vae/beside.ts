/** Which tasks there are beside training, and how long they take: without what they compute. */
import { isWide } from "../../../kernels/ppca/wide.ts";
import { codeSteps } from "../../nets/blocks.ts";
import type { VaeTaskParams } from "./fields.ts";

/** A step is a draw for each row of a block of held-out rows. */
export function boundSteps(rows: number, draws: number): number {
  return codeSteps(rows) * draws;
}

/** Columns up to which probabilistic PCA is computed beside the net. */
const MAX_COLUMNS = 256;

/** Whether the model of the net, were its decoder linear, would be that of probabilistic PCA. */
export function hasPpca({ likelihood, latent }: VaeTaskParams, rows: number, columns: number): boolean {
  return likelihood === "normal" && columns <= MAX_COLUMNS && latent < columns && !isWide({ rows, columns });
}
