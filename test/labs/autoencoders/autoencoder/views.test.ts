/** What the views of the autoencoder are given instead of computing it. */
import { expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import { split } from "../../../../shared/data/split.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import type { AutoencoderParams } from "../../../../shared/labs/autoencoders/autoencoder/fields.ts";
import { autoencoderFields } from "../../../../shared/labs/autoencoders/autoencoder/fields.ts";
import { heldOutClasses, heldOutRows, wayBetween } from "../../../../shared/labs/autoencoders/held-out.ts";
import { linearNet } from "../../../../shared/labs/autoencoders/linear-net.ts";

const params = defaults(autoencoderFields) as AutoencoderParams;
const data: Table = {
  rows: 40,
  columns: 2,
  values: Uint8Array.from({ length: 80 }, (_, i) => 3 * i),
  labels: Int32Array.from({ length: 40 }, (_, i) => i % 7),
};

test("held-out rows and their classes are those of the split, bytes as shares of 255", () => {
  const { test: held } = split({ rows: 40 }, params.testFraction);
  const { shape, values } = heldOutRows(data, params, 3);
  expect(shape).toEqual([3, 2]);
  for (const [n, row] of [...held.subarray(0, 3)].entries()) {
    expect(values[2 * n]).toBeCloseTo((6 * row) / 255, 6);
    expect(values[2 * n + 1]).toBeCloseTo((6 * row + 3) / 255, 6);
    expect(heldOutClasses(data, params, 3)?.[n]).toBe(row % 7);
  }
  expect(heldOutRows(data, params, 1000).shape).toEqual([held.length, 2]);
  expect(heldOutClasses({ rows: 40, columns: 2, values: data.values }, params, 3)).toBeNull();
});

test("the way between two rows is straight and holds both", () => {
  const { shape, values } = wayBetween({ shape: [2, 2], values: Float32Array.of(0, 8, 4, 0) }, 5);
  expect(shape).toEqual([5, 2]);
  expect([...values]).toEqual([0, 8, 1, 6, 2, 4, 3, 2, 4, 0]);
});

test("PCA as a net projects onto its components about the mean", () => {
  const [mean, components] = [array(Float32Array.of(1, 2, 3)), array(Float32Array.of(0.6, 0.8, 0, 0, 0, 1), [2, 3])];
  const net = linearNet(mean, components);
  const x = [4, 1, 5];
  const layer = (input: readonly number[], name: string) =>
    Array.from(
      net[`${name}.bias`].values,
      (bias, k) =>
        bias +
        input.reduce(
          (sum, z, i) => sum + z * net[`${name}.weights`].values[i * net[`${name}.bias`].values.length + k],
          0,
        ),
    );
  const code = layer(x, "layer0");
  const back = layer(code, "layer1");
  // (x − m) · c₁ = 3 × 0.6 − 1 × 0.8 = 1; (x − m) · c₂ = 2.
  expect(code[0]).toBeCloseTo(1, 6);
  expect(code[1]).toBeCloseTo(2, 6);
  [1 + 0.6, 2 + 0.8, 5].forEach((value, i) => {
    expect(back[i]).toBeCloseTo(value, 6);
  });
});
