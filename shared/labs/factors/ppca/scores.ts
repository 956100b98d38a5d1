import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { BLOCK_ROWS, blockCount } from "../../../kernels/moments/index.ts";
import type { Ppca } from "../../../kernels/ppca/ppca.ts";
import { type MissingKernel, missingKernel } from "../../../kernels/ppca-missing/index.ts";
import type { Context } from "../../lab.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { residualBlock } from "../residuals.ts";
import { keptRows } from "../table.ts";
import { expectedCells } from "./em.ts";
import { checkPpca, type PpcaParams } from "./fields.ts";
import { modelFrom } from "./model.ts";

/** Rows that are shown as the models give them back. */
const SHOWN = 16;

export function scoreSteps(rows: number): number {
  return blockCount(keptRows(rows).length);
}

/**
 * Where rows lie in the latent space. Output: rows (their indices); latents [rows, latent], the mean of z given each row; of the first of them original,
 * `ppca` (what the model expects) and, where no cell is missing, `pca` (the projection on as many components).
 */
export const ppcaScores = drive((params: PpcaParams, context, { saved }: Start<{ latents: Float64Array }>) => {
  const table = checkPpca(params, context.data);
  const model = modelFrom(context.inputs.fit);
  const rows = keptRows(table.rows);
  const latents = saved?.latents ?? new Float64Array(rows.length * params.latent);
  const kernel = kernelFor(context, model);
  const components = context.inputs.fit.components?.values as Float64Array | undefined;
  return {
    advance: eachStep([], (step) => {
      const own = rows.subarray(step * BLOCK_ROWS, (step + 1) * BLOCK_ROWS);
      latents.set(latentMeans(kernel, table, model, own), step * BLOCK_ROWS * params.latent);
    }),
    save: () => ({ latents }),
    output: () => ({
      rows: array(rows.slice()),
      latents: array(latents.slice(), [rows.length, params.latent]),
      ...givenBack(table, model, rows.subarray(0, SHOWN), latents, components),
    }),
  };
});

/** An E-step of a model in its own units, scaled to a size whose squares are safe. */
export function kernelFor(context: Context, { mean, loadings, sigma2 }: Ppca): MissingKernel {
  const columns = mean.length;
  const kernel = missingKernel(
    context.device !== "scalar" ? context.wasm("ppca") : "scalar",
    columns,
    loadings.length / columns,
    BLOCK_ROWS,
  );
  const root = Math.sqrt(sigma2);
  kernel.begin(
    loadings.map((w) => w / root),
    1,
  );
  return kernel;
}

/** Means of z given rows, at most BLOCK_ROWS. */
export function latentMeans(
  kernel: MissingKernel,
  table: Table,
  { mean, sigma2 }: Ppca,
  rows: Uint32Array,
): Float64Array {
  const { residuals, present } = residualBlock(table, rows, mean, 1 / Math.sqrt(sigma2));
  return kernel.add(residuals, present, rows.length);
}

function givenBack(
  table: Table,
  model: Ppca,
  rows: Uint32Array,
  latents: Float64Array,
  components: Float64Array | undefined,
): Arrays {
  const { columns } = table;
  const latent = model.loadings.length / columns;
  const shape = [rows.length, columns];
  const original = residualBlock(table, rows, new Float64Array(columns), 1);
  const back = expectedCells(latents.subarray(0, rows.length * latent), model, columns, latent, 1);
  const pictures = (values: Float64Array) => array(Float32Array.from(values), shape);
  const { residuals } = residualBlock(table, rows, model.mean, 1);
  return {
    original: pictures(original.residuals),
    ppca: pictures(back),
    ...(components && { pca: pictures(projected(residuals, model.mean, components, latent)) }),
  };
}

/** mean + U·Uᵀ·(x − mean): principal component analysis. */
function projected(
  residuals: Float64Array,
  mean: Float64Array,
  components: Float64Array,
  latent: number,
): Float64Array {
  const columns = mean.length;
  const out = new Float64Array(residuals.length);
  for (let from = 0; from < out.length; from += columns) {
    out.set(mean, from);
    for (let k = 0; k < latent; k++) {
      let along = 0;
      for (let j = 0; j < columns; j++) along += components[k * columns + j] * residuals[from + j];
      for (let j = 0; j < columns; j++) out[from + j] += along * components[k * columns + j];
    }
  }
  return out;
}
