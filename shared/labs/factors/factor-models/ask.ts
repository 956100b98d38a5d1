import { type Arrays, array } from "../../../arrays.ts";
import { type FamilyParams, familyOf } from "../../../data/generators/factor-family.ts";
import { addMultiple } from "../../../linalg/matrices.ts";
import { keyOfSeed } from "../../../random/index.ts";
import { once } from "../../process.ts";

/** Loadings and noise of the generator, by its parameters and "dataSeed". Output "mean", "components" (latents × columns), "noise". */
export const familyTruth = once(({ dataSeed, ...own }: FamilyParams & { readonly dataSeed: number }) => {
  const { columns, latents, loadings, noise } = familyOf(keyOfSeed(dataSeed), own);
  const components = Float64Array.from({ length: latents * columns }, (_, at) => {
    const [k, j] = [Math.floor(at / columns), at % columns];
    return loadings[j * latents + k];
  });
  return {
    mean: array(new Float64Array(columns)),
    components: array(components, [latents, columns]),
    noise: array(noise),
  };
});

/** Given "mean", "components" and "z" (points × latents), where the data are for these latents. Output "rows" (points × columns). */
export const familyMove = once((_, { inputs }) => move(inputs.given));

function move({ mean, components, z }: Arrays): Arrays {
  const [latents, columns] = components.shape;
  const [points] = z.shape;
  const rows = new Float64Array(points * columns);
  for (let n = 0; n < points; n++) {
    for (let j = 0; j < columns; j++) rows[n * columns + j] = mean.values[j];
    for (let k = 0; k < latents; k++)
      addMultiple(
        rows,
        n * columns,
        z.values[n * latents + k],
        components.values as Float64Array,
        k * columns,
        columns,
      );
  }
  return { rows: array(rows, [points, columns]) };
}
