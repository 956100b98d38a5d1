import { type Arrays, array } from "../../../arrays.ts";
import { BLOCK_ROWS } from "../../../kernels/moments/index.ts";
import type { Ppca } from "../../../kernels/ppca/ppca.ts";
import { foldIn, normal } from "../../../random/index.ts";
import type { Context } from "../../lab.ts";
import { once } from "../../process.ts";
import { residualBlock } from "../residuals.ts";
import { expectedCells } from "./em.ts";
import { checkPpca } from "./fields.ts";
import { modelFrom } from "./model.ts";
import { kernelFor, latentMeans } from "./scores.ts";

/** Draws of a model, `count` rows of a `round`. Output: means, W·z + mean, and samples, with the noise; count × columns. */
export const ppcaSample = once((params: { readonly count: number; readonly round?: number }, { inputs }, task) => {
  const model = modelFrom(inputs.given);
  const columns = model.mean.length;
  const latent = model.loadings.length / columns;
  const { count, round = 0 } = params;
  const key = foldIn(task.key, round);
  const noise = Math.sqrt(model.sigma2);
  const z = new Float64Array(count * latent);
  for (let n = 0; n < count; n++) for (let k = 0; k < latent; k++) z[n * latent + k] = normal(foldIn(key, n), k);
  const means = expectedCells(z, model, columns, latent, 1);
  const samples = means.map(
    (x, at) => x + noise * normal(foldIn(key, Math.floor(at / columns)), latent + (at % columns)),
  );
  return {
    means: array(Float32Array.from(means), [count, columns]),
    samples: array(Float32Array.from(samples), [count, columns]),
  };
});

/** Rows that a given model expects for given latents [n, latent]. */
export const ppcaDecoding = once((_, { inputs: { given } }) => {
  const model = modelFrom(given);
  const columns = model.mean.length;
  const latent = model.loadings.length / columns;
  const z = Float64Array.from(given.latents.values);
  return { rows: array(expectedCells(z, model, columns, latent, 1), [z.length / latent, columns]) };
});

/** Rows of the table (given `rows`, indices) with their missing cells filled in by a given model, and `present`; float64. */
export const ppcaCompletion = once((_, context) => {
  const { given } = context.inputs;
  return complete(context, modelFrom(given), Uint32Array.from(given.rows.values));
});

function complete(context: Context, model: Ppca, rows: Uint32Array): Arrays {
  const table = checkPpca({ latent: 1 }, context.data);
  const { columns } = table;
  const kernel = kernelFor(context, model);
  const values = new Float64Array(rows.length * columns);
  const present = new Uint8Array(rows.length * columns);
  for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
    const own = rows.subarray(from, from + BLOCK_ROWS);
    const expected = expectedCells(latentMeans(kernel, table, model, own), model, columns, kernel.latent, 1);
    const there = residualBlock(table, own, new Float64Array(columns), 1);
    present.set(there.present, from * columns);
    values.set(
      expected.map((x, at) => (there.present[at] ? there.residuals[at] : x)),
      from * columns,
    );
  }
  const shape = [rows.length, columns];
  return { rows: array(values, shape), present: array(present, shape) };
}
