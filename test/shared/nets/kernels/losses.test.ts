import { expect, test } from "vitest";
import { log1p, logSumExp, sigmoid } from "../../../../shared/math/index.ts";
import { bernoulli, softmaxCrossEntropy } from "../../../../shared/nets/kernels/losses.ts";
import { awkward, expectSame, instance, normals, slope, uniforms } from "./instance.ts";

const reference = { bernoulli, softmaxCrossEntropy };
const names = ["bernoulli", "softmaxCrossEntropy"] as const;
const shapes = [
  [1, 1],
  [3, 2],
  [2, 3],
  [5, 10],
  [4, 256],
  [3, 257],
  [2, 784],
  [1, 518],
] as const;

test.each(names)("%s has the bits of its reference", (name) => {
  for (const [rows, columns] of shapes) {
    for (const [logits, targets] of [
      [normals(rows * columns, 1).map((z) => 20 * z), uniforms(rows * columns, 2)],
      [awkward(rows * columns, 1, 97), uniforms(rows * columns, 2)],
      [awkward(rows * columns, 1), awkward(rows * columns, 3)],
    ]) {
      const { module, put, out, get } = instance();
      const [loss, residual] = [new Float32Array(rows), new Float32Array(rows * columns)];
      const dy = normals(rows, 4);
      const scaled = new Float32Array(rows * columns);
      reference[name](rows, columns, logits, targets, { loss, residual });
      reference[name](rows, columns, logits, targets, { loss: null, residual: scaled, dy });
      const [z, x, l, r, l2, r2, r3] = [
        put(logits),
        put(targets),
        out(rows),
        out(rows * columns),
        out(rows),
        out(rows * columns),
        out(rows * columns),
      ];
      module[name](rows, columns, z, x, l, r, 0);
      module[name](rows, columns, z, x, l2, 0, 0);
      module[name](rows, columns, z, x, 0, r2, 0);
      module[name](rows, columns, z, x, 0, r3, put(dy));
      for (const [at, n, expected] of [
        [l, rows, loss],
        [l2, rows, loss],
        [r, rows * columns, residual],
        [r2, rows * columns, residual],
        [r3, rows * columns, scaled],
      ] as const)
        expectSame(get(at, n), expected, `${rows} × ${columns}`);
    }
  }
});

/** The loss of one row in float64. */
const exact = {
  bernoulli: (z: ArrayLike<number>, x: ArrayLike<number>) =>
    Array.from(z).reduce((sum, v, j) => sum + Math.max(v, 0) + log1p(Math.exp(-Math.abs(v))) - x[j] * v, 0),
  softmaxCrossEntropy: (z: ArrayLike<number>, t: ArrayLike<number>) =>
    Array.from(z).reduce((sum, v, j) => sum + t[j] * (logSumExp(Float64Array.from(z)) - v), 0),
};

test.each(names)("%s and its residual are those of float64", (name) => {
  const columns = 300;
  const [z, x] = [normals(columns, 5).map((v) => 3 * v), uniforms(columns, 6)];
  if (name === "softmaxCrossEntropy") x.set(x.map((v) => v / x.reduce((a, b) => a + b)));
  const [loss, residual] = [new Float32Array(1), new Float32Array(columns)];
  reference[name](1, columns, z, x, { loss, residual });
  const truth = exact[name](z, x);
  // A lane adds 75 terms, each sum rounded to 2^-24 of at most the whole.
  expect(Math.abs(loss[0] - truth)).toBeLessThan(80 * 2 ** -24 * Math.max(1, truth));
  for (let j = 0; j < columns; j += 23)
    expect(residual[j]).toBeCloseTo(
      slope((at) => exact[name](at, x), z, j),
      6,
    );
});

test("a part of the Bernoulli loss is within 2^-23 of softplus(z) − x z, and the residual within 2.5 ulp of σ", () => {
  for (let z = -40; z < 40; z += 0.37) {
    const [loss, residual] = [new Float32Array(1), new Float32Array(1)];
    const logit = Math.fround(z);
    bernoulli(1, 1, Float32Array.of(logit), Float32Array.of(0), { loss, residual });
    const truth = exact.bernoulli([logit], [0]);
    expect(Math.abs(loss[0] - truth)).toBeLessThan(2 ** -23 * Math.max(1, truth));
    expect(Math.abs(residual[0] / sigmoid(logit) - 1)).toBeLessThan(2.5 * 2 ** -23);
  }
});

test("a NaN among the logits makes the row NaN and no other", () => {
  for (const name of names) {
    const { module, put, out, get } = instance();
    const [z, loss] = [normals(15, 1), out(3)];
    z[7] = Number.NaN;
    module[name](3, 5, put(z), put(uniforms(15, 2)), loss, 0, 0);
    expect([...get(loss, 3)].map(Number.isNaN)).toEqual([false, true, false]);
  }
});
