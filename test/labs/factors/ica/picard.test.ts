import { describe, expect, test } from "vitest";
import { deadLeaves } from "../../../../shared/data/generators/dead-leaves.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { type IcaData, initIca } from "../../../../shared/kernels/ica/ica.ts";
import { type Landscape, landscape, picardStep, rotate } from "../../../../shared/kernels/ica/picard.ts";
import { blockCount } from "../../../../shared/kernels/moments/index.ts";
import { signalsOf } from "../../../../shared/labs/factors/ica/data.ts";
import { amariError } from "../../../../shared/labs/factors/ica/truth.ts";
import { identity, multiply, transpose } from "../../../../shared/linalg/index.ts";
import { normal } from "../../../../shared/random/index.ts";
import { fitted, method, planted } from "./data.ts";

/** Σ sᵢ·E log cosh yᵢ. */
function loss({ pass }: IcaData, units: Float64Array, signs: Float64Array): number {
  const { slopes, rows } = pass({ units, contrast: "evaluate", sample: false });
  return slopes.reduce((sum, slope, i) => sum + (signs[i] * slope) / rows, 0);
}

function at(data: IcaData, units: Float64Array): Landscape {
  const { products, slopes, rows } = data.pass({ units, contrast: "logcosh", sample: false });
  const bent = products.map((x) => x / rows);
  return landscape(
    units,
    bent,
    slopes.map((slope) => 1 - slope / rows),
    multiply,
  );
}

/** By how far E log cosh of each component lies from a Gaussian's, squared and summed. */
function negentropy(data: IcaData, units: Float64Array): number {
  const { slopes, rows } = data.pass({ units, contrast: "evaluate", sample: false });
  return slopes.reduce((sum, slope) => sum + (slope / rows - 0.374567207491438) ** 2, 0);
}

const single = (size: number, one: number) => Float64Array.from({ length: size }, (_, k) => (k === one ? 1 : 0));

describe("a turn", () => {
  test("is a rotation, whatever its length, and the one of the plane in two dimensions", () => {
    const n = 5;
    const direction = Float64Array.from({ length: 10 }, (_, i) => 3 * normal([4, 4], i));
    const turned = rotate(identity(n), direction, 1.5, multiply);
    const square = multiply(turned, transpose(turned, n, n), n, n, n);
    for (const [i, x] of square.entries()) expect(x).toBeCloseTo(i % (n + 1) === 0 ? 1 : 0, 13);
    const [c, s] = rotate(identity(2), Float64Array.of(0.7), 2, multiply);
    expect([c, s]).toEqual([expect.closeTo(Math.cos(1.4), 14), expect.closeTo(Math.sin(1.4), 14)]);
  });
});

describe("the landscape", () => {
  const table = planted({ laplace: 2, uniform: 2, rows: 6000 });
  const { data, n } = fitted(table, { iterations: 1 });

  test("has the gradient of finite differences along every turn of two outputs", () => {
    const { unmixing } = initIca([9, 9], n, method, data);
    const here = at(data, unmixing);
    const gradient = here.gradient(here.signs);
    const h = 1e-2;
    for (let pair = 0; pair < gradient.length; pair++) {
      const along = single(gradient.length, pair);
      const [up, down] = [h, -h].map((t) => loss(data, rotate(unmixing, along, t, multiply), here.signs));
      // Central differences err by h²; a pass sums in float32.
      expect(Math.abs((up - down) / (2 * h) - gradient[pair])).toBeLessThan(2e-4);
    }
  });

  test("where the sources are found: no gradient, and the curvature of finite differences", () => {
    const { state } = fitted(table, { algorithm: "picard", tolerance: 1e-12, iterations: 60 });
    expect(state.done).toBe(true);
    const here = at(data, state.unmixing);
    const gradient = here.gradient(here.signs);
    const h = 0.1;
    for (let pair = 0; pair < gradient.length; pair++) {
      expect(Math.abs(gradient[pair])).toBeLessThan(2e-5);
      const along = single(gradient.length, pair);
      const [up, down, there] = [h, -h, 0].map((t) =>
        loss(data, rotate(state.unmixing, along, t, multiply), here.signs),
      );
      const second = (up + down - 2 * there) / (h * h);
      // The approximation takes the outputs for independent, which those of 6000 rows nearly are.
      expect(here.curvature[pair] / second).toBeGreaterThan(0.8);
      expect(here.curvature[pair] / second).toBeLessThan(1.25);
    }
    // Peaked sources are minima of log cosh, flat ones maxima.
    expect([...here.signs].sort()).toEqual([-1, -1, 1, 1]);
  });
});

test("a trial far beyond the minimum is shortened along the same direction, and remembers nothing of it", () => {
  // One angle a, the loss −cos 2a: gradient 2·sin 2a, and a curvature that is told far too small.
  const told = (a: number): Landscape => ({
    signs: Float64Array.of(1, 1),
    gradient: () => Float64Array.of(2 * Math.sin(2 * a)),
    curvature: Float64Array.of(0.5),
  });
  const angle = (w: Float64Array) => Math.atan2(w[1], w[0]);
  const first = rotate(identity(2), Float64Array.of(0.25), 1, multiply);
  const proposed = picardStep(first, told(angle(first)), undefined, multiply);
  expect(angle(proposed.unmixing)).toBeLessThan(-0.19);
  // Where it came to the slope has turned to more than nine tenths of what it was: it does not stand.
  let moved = picardStep(proposed.unmixing, told(-0.9), proposed.search, multiply);
  expect(moved.change).toBeUndefined();
  expect(moved.search.trials).toBe(2);
  expect(moved.search.length).toBeLessThan(1);
  expect(Math.abs(angle(moved.unmixing))).toBeLessThan(Math.abs(angle(proposed.unmixing)));
  for (let i = 0; i < 12; i++) moved = picardStep(moved.unmixing, told(angle(moved.unmixing)), moved.search, multiply);
  expect(angle(moved.unmixing)).toBeCloseTo(0, 8);
});

test.each(["logcosh", "exp", "cube"] as const)(
  "%s: the same components as FastICA, up to order and sign",
  (contrast) => {
    const table = planted({ laplace: 2, uniform: 1, bimodal: 1, rows: 8000 });
    const change = { contrast, iterations: 200, tolerance: 1e-11 };
    const { unmixing: theirs, n } = fitted(table, change);
    const { unmixing: own, state } = fitted(table, { ...change, algorithm: "picard" });
    expect(state.done).toBe(true);
    // P = own · theirs⁻¹ is a permutation with signs.
    const white = multiply(theirs, transpose(theirs, n, n), n, n, n);
    const back = solveAll(white, theirs, n);
    expect(amariError(multiply(own, back, n, n, n), n)).toBeLessThan(1e-4);
  },
);

/** theirs⁻¹ = theirsᵀ·(theirs·theirsᵀ)⁻¹, by elimination. */
function solveAll(square: Float64Array, theirs: Float64Array, n: number): Float64Array {
  const [a, b] = [square.slice(), identity(n)];
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const f = a[i * n + k] / a[k * n + k];
      for (let j = 0; j < n; j++) {
        a[i * n + j] -= f * a[k * n + j];
        b[i * n + j] -= f * b[k * n + j];
      }
    }
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) b[i * n + j] /= a[i * n + i];
  return multiply(transpose(theirs, n, n), b, n, n, n);
}

test("patches of pictures: more contrast than FastICA finds, in fewer passes, and an end where FastICA has none", () => {
  const pictures = deadLeaves.generate([1, 0], { count: 8, side: 96, shape: "ellipses", smallest: 1, largest: 32 });
  const count = 10_000;
  const signals = signalsOf({ cut: true, side: 6, patches: count, own: [1, 1] } as never, pictures);
  const values = new Float64Array(count * signals.columns);
  for (let i = 0; i < blockCount(count); i++) values.set(signals.block(i), i * 256 * signals.columns);
  const table: Table = { rows: count, columns: signals.columns, values };
  const theirs = fitted(table, { tolerance: 1e-8, iterations: 150 });
  expect(theirs.state.done).toBe(false);
  const own = fitted(table, { algorithm: "picard", tolerance: 1e-7, iterations: 150 });
  expect(own.state.done).toBe(true);
  expect(negentropy(own.data, own.state.unmixing)).toBeGreaterThan(negentropy(theirs.data, theirs.state.unmixing));
});
