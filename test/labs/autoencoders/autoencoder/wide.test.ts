import { expect, test } from "vitest";
import { autoencoder } from "../../../../shared/labs/autoencoders/autoencoder/lab.ts";
import { normal } from "../../../../shared/random/index.ts";
import { runLab } from "../../../run.ts";

await autoencoder.ready?.();

test("the principal components of a wide table are those of its covariance", () => {
  const [rows, columns] = [40, 200];
  const values = Float64Array.from({ length: rows * columns }, (_, at) => {
    const [n, j] = [Math.floor(at / columns), at % columns];
    return (
      5 + 3 * normal([1, n], 0) * normal([2, j], 0) + 2 * normal([1, n], 1) * normal([2, j], 1) + normal([3, n], j)
    );
  });
  const params = { hidden: [2], epochs: 1, batch: 8, testFraction: 0.25, loss: "mse" };
  const dual = runLab(autoencoder, { rows, columns, values }, params).fold;
  expect(dual.tasks.map(({ id }) => id)).not.toContain("moments");
  // The same rows seven times over have the same covariance, and take the long way.
  const often = Float64Array.from({ length: 7 * values.length }, (_, at) => values[at % values.length]);
  const long = runLab(autoencoder, { rows: 7 * rows, columns, values: often }, params).fold;
  expect(long.tasks.map(({ id }) => id)).toContain("moments");
  for (const name of ["variances", "components", "testMse"]) {
    const [found, wanted] = [dual, long].map((fold) => Array.from(fold.output("pca")?.[name].values ?? []));
    expect(found.length).toBeGreaterThan(0);
    for (const [i, value] of wanted.entries()) expect(found[i] / value - 1, `${name} ${i}`).toBeCloseTo(0, 3);
  }
});
