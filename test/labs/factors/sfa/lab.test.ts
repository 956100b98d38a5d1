import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { generators } from "../../../../shared/data/generators/index.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { momentsOf } from "../../../../shared/kernels/moments/index.ts";
import { scalarSfa, wasmSfa } from "../../../../shared/kernels/sfa/arithmetic.ts";
import { optimalStimulus, slowDirections, sphering, whitening } from "../../../../shared/kernels/sfa/sfa.ts";
import { sfa } from "../../../../shared/labs/factors/sfa/lab.ts";
import type { Device } from "../../../../shared/labs/lab.ts";
import {
  cholesky,
  multiply,
  multiplyTransposed,
  solveLower,
  symmetricEigen,
  transpose,
} from "../../../../shared/linalg/index.ts";
import { fillNormal, normal } from "../../../../shared/random/index.ts";
import { runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

interface Reference {
  readonly params: Params;
  readonly frames: number;
  readonly inputs: number;
  readonly delta: readonly number[];
}
/** What sfa-reference.py printed for these rows. */
const reference: Record<"drivenLogisticMap" | "movingBars", Reference> = JSON.parse(
  readFileSync(new URL("./reference.json", import.meta.url), "utf8"),
);

function make(id: string, params: Params, seed = 7): Table {
  const generator = generators.find((one) => one.id === id);
  if (!generator) throw new Error(`no generator ${id}`);
  return generator.generate([seed, 0], params);
}

function run(data: Table, change: object, device: Device = "wasm") {
  const { fold, metrics } = runLab(sfa, data, { shuffles: 1, ...change }, { device });
  return { output: fold.output("slow") as Arrays, chance: fold.output("chance"), metrics };
}

/** The series x of n rows × m columns as a table without known factors. */
const tableOf = (values: Float64Array, columns: number): Table => ({ rows: values.length / columns, columns, values });
const logistic = { rows: 5000, cycles: 5, strength: 0.13, noise: 0 };

describe("the driving force", () => {
  test.each([1, 2, 3])("is recovered from the series alone with |r| ≥ 0.99 (data %i)", (seed) => {
    const data = make("driven-logistic-map", logistic, seed);
    const { metrics, output } = run(data, { frames: 3, features: 2 });
    expect(metrics.correlation).toBeGreaterThan(0.99);
    // And it is the slowest feature that has it.
    expect(Math.abs(output.correlations.values[0])).toBe(metrics.correlation);
    expect(metrics["delta.2"]).toBeGreaterThan(20 * metrics["delta.1"]);
  });

  test("needs the quadratic expansion", () => {
    expect(
      run(make("driven-logistic-map", logistic), { frames: 3, expansion: "linear" }).metrics.correlation,
    ).toBeLessThan(0.5);
  });

  test("stays slower than by chance with 500 steps, though chance is slower with fewer", () => {
    const lowest = (rows: number) => {
      const data = make("driven-logistic-map", { ...logistic, rows }, 1);
      const { metrics, chance } = run(data, { frames: 3, features: 3, shuffles: 20 });
      const { shape, values } = chance?.delta ?? { shape: [0, 0], values: [] };
      const firsts = Array.from({ length: shape[0] }, (_, n) => Number(values[n * shape[1]]));
      return { delta: metrics["delta.1"], chance: Math.min(...firsts), mean: firsts.reduce((a, b) => a + b) / 20 };
    };
    const [few, many] = [lowest(500), lowest(5000)];
    expect(few.mean).toBeLessThan(0.9 * many.mean);
    for (const { delta, chance } of [few, many]) expect(delta).toBeLessThan(0.1 * chance);
  });

  test("of moving bars is the angle where the bar turns and the place where it drifts", () => {
    for (const motion of ["turn", "drift"]) {
      const data = make("moving-bars", { frames: 1500, side: 10, motion, period: 300, noise: 0.02 });
      expect(run(data, { inputs: 20, features: 2 }).metrics.correlation, motion).toBeGreaterThan(0.98);
    }
  });
});

describe("delta", () => {
  const bars = { frames: 600, side: 8, motion: "turn", period: 200, noise: 0.05 };

  test.each(["wasm", "scalar"] as const)("is that of the reference in numpy, on %s", (device) => {
    for (const [id, { params, frames, inputs, delta }] of [
      ["driven-logistic-map", reference.drivenLogisticMap],
      ["moving-bars", reference.movingBars],
    ] as const) {
      const { output } = run(make(id, params), { frames, inputs }, device);
      expect(output.delta.values).toHaveLength(delta.length);
      for (const [i, value] of delta.entries()) expect(output.delta.values[i] / value - 1).toBeCloseTo(0, 8);
    }
  });

  test("is the mean square of the change of its feature, and features are white", () => {
    const { output } = run(make("moving-bars", bars), { inputs: 6, features: 5 });
    const { values: y, shape } = output.features;
    const [rows, count] = shape;
    for (let i = 0; i < count; i++) {
      let change = 0;
      for (let t = 0; t + 1 < rows; t++) change += (y[(t + 1) * count + i] - y[t * count + i]) ** 2;
      expect(change / (rows - 1) / output.delta.values[i] - 1).toBeCloseTo(0, 8);
      expect(output.eta.values[i] / ((rows / (2 * Math.PI)) * Math.sqrt(change / (rows - 1))) - 1).toBeCloseTo(0, 8);
      for (let j = 0; j <= i; j++) {
        let [both, mean] = [0, 0];
        for (let t = 0; t < rows; t++) {
          both += (y[t * count + i] * y[t * count + j]) / rows;
          mean += y[t * count + i] / rows;
        }
        expect(both).toBeCloseTo(i === j ? 1 : 0, 9);
        expect(mean).toBeCloseTo(0, 9);
      }
    }
  });

  test("of linear features is the generalized eigenvalue of change and covariance", () => {
    const [rows, n] = [400, 4];
    const x = new Float64Array(rows * n);
    for (let t = 1; t < rows; t++)
      for (let j = 0; j < n; j++) x[t * n + j] = (0.95 - 0.25 * j) * x[(t - 1) * n + j] + normal([3, j], t);
    const { output } = run(tableOf(x, n), { expansion: "linear", inputs: n, features: 1 });
    const mean = Float64Array.from({ length: n }, (_, j) =>
      x.reduce((sum, v, at) => sum + (at % n === j ? v / rows : 0), 0),
    );
    const centred = x.map((v, at) => v - mean[at % n]);
    const covariance = multiplyTransposed(centred, centred, rows, n, n).map((v) => v / rows);
    const changes = Float64Array.from({ length: (rows - 1) * n }, (_, at) => x[at + n] - x[at]);
    const change = multiplyTransposed(changes, changes, rows - 1, n, n).map((v) => v / (rows - 1));
    // L⁻¹ A L⁻ᵀ of the Cholesky factor L has the eigenvalues of the pair.
    const l = cholesky(covariance, n);
    const left = columnsOf(change, n).map((column) => solveLower(l, column, n));
    const half = Float64Array.from({ length: n * n }, (_, at) => left[Math.floor(at / n)][at % n]);
    const both = columnsOf(half, n).map((column) => solveLower(l, column, n));
    const { values } = symmetricEigen(
      Float64Array.from({ length: n * n }, (_, at) => both[Math.floor(at / n)][at % n]),
      n,
    );
    for (let i = 0; i < n; i++) expect(output.delta.values[i] / values[n - 1 - i] - 1).toBeCloseTo(0, 9);
  });

  test("does not change under an invertible linear map of the input", () => {
    const data = make("driven-logistic-map", { ...logistic, rows: 800, noise: 0.01 });
    const joined = Float64Array.from({ length: 2 * 799 }, (_, at) => data.values[(at >> 1) + (at & 1)]);
    const mixed = joined.map((_, at) => {
      const row = at - (at % 2);
      return at % 2 === 0
        ? 3e5 * joined[row] - 1e5 * joined[row + 1] + 40
        : 0.002 * joined[row] + 0.001 * joined[row + 1];
    });
    const [plain, other] = [joined, mixed].map(
      (values) => run(tableOf(values, 2), { features: 5 }).output.delta.values,
    );
    for (const [i, value] of plain.entries()) expect(other[i] / value - 1).toBeCloseTo(0, 8);
  });

  test("on shuffled rows is near that of noise, with a few functions", () => {
    const { chance } = run(make("driven-logistic-map", logistic), { frames: 2, features: 1, shuffles: 20 });
    const [shuffles] = chance?.delta.shape ?? [];
    expect(shuffles).toBe(20);
    for (const delta of chance?.delta.values ?? []) {
      expect(delta).toBeGreaterThan(1.8);
      expect(delta).toBeLessThan(2);
    }
  });
});

function columnsOf(a: ArrayLike<number>, n: number): Float64Array[] {
  return Array.from({ length: n }, (_, j) => Float64Array.from({ length: n }, (_, i) => a[i * n + j]));
}

describe("what cannot be analysed", () => {
  const check =
    (data: Table | null, change: object = {}) =>
    () =>
      sfa.check?.({ ...defaults(sfa.params), ...change } as never, data);
  const noise = (rows: number, columns: number) => {
    const values = new Float64Array(rows * columns);
    fillNormal([rows, columns], 0, values);
    return values;
  };

  test("is refused with its name", () => {
    expect(check(null)).toThrow("data is missing");
    expect(check(tableOf(new Float64Array(60).fill(3), 2))).toThrow("data is constant");
    expect(check(tableOf(Float64Array.of(1, 2), 2))).toThrow("rows: 1 for 5 functions (must be at least 7");
    expect(check(tableOf(noise(50, 9), 9))).toThrow("rows: 50 for 54 functions (must be at least 56");
    expect(check(tableOf(noise(10, 1500), 1500))).toThrow("columns: 1500");
    expect(check(tableOf(noise(10, 80), 80), { inputs: 80 })).toThrow("expanded signal: 3320 functions");
    const mask = new Uint8Array(60).fill(1);
    mask[7] = 0;
    expect(check({ ...tableOf(noise(20, 3), 3), names: ["a", "b", "c"], mask })).toThrow(
      "missing value in row 3, column b",
    );
  });

  test("of columns that repeat or stand still is left out, and counted", () => {
    const x = noise(300, 2);
    const values = Float64Array.from({ length: 300 * 4 }, (_, at) => {
      const [a, b] = [x[2 * Math.floor(at / 4)], x[2 * Math.floor(at / 4) + 1]];
      return [a, b, 2 * a - b, 5][at % 4];
    });
    const { output } = run(tableOf(values, 4), {});
    expect([...output.sizes.values]).toEqual([4, 2, 5, 5]);
    const plain = run(tableOf(x, 2), {}).output.delta.values;
    for (const [i, value] of plain.entries()) expect(output.delta.values[i] / value - 1).toBeCloseTo(0, 8);
  });

  test("of huge and tiny scales is not", () => {
    const x = noise(300, 2);
    const plain = run(tableOf(x, 2), {}).output.delta.values;
    for (const scale of [1e150, 1e-150, 1e300]) {
      const scaled = run(
        tableOf(
          x.map((v, at) => (at % 2 ? v : v * scale)),
          2,
        ),
        {},
      );
      for (const [i, value] of plain.entries()) expect(scaled.output.delta.values[i] / value - 1).toBeCloseTo(0, 8);
    }
  });
});

describe("a sphering whose directions do not matter", () => {
  const rows = 400;
  const moments = (values: Float64Array, n: number) => momentsOf({ rows, columns: n, values }, "scalar");
  const mixed = (n: number, least: number) => {
    const x = new Float64Array(rows * n);
    fillNormal([n, 3], 0, x);
    for (let at = n - 1; at < x.length; at += n) x[at] *= least;
    // Rows of a unit triangle: the columns hang together.
    return Float64Array.from(x, (_, at) => {
      let sum = 0;
      for (let j = 0; j <= at % n; j++) sum += x[at - (at % n) + j];
      return sum;
    });
  };

  test.each([1, 1e-2])("brings the covariance to the identity, a column's share being %f", (least) => {
    const found = moments(mixed(5, least), 5);
    const { matrix, rank } = sphering(found, { ...scalarSfa, eigen: never, eigenRange: never });
    expect(rank).toBe(5);
    const turned = multiply(transpose(matrix, 5, rank), multiply(found.covariance, matrix, 5, 5, rank), rank, 5, rank);
    for (const [at, value] of turned.entries()) expect(value).toBeCloseTo(at % 6 === 0 ? 1 : 0, 9);
  });

  test("gives the slow directions of principal components, Δ too", () => {
    const found = moments(mixed(6, 0.1), 6);
    const change = multiply(mixed(6, 2).slice(0, 36), transpose(mixed(6, 2).slice(0, 36), 6, 6), 6, 6, 6);
    const [fast, plain] = [
      sphering(found, scalarSfa),
      whitening(found, scalarSfa, Number.POSITIVE_INFINITY, false),
    ].map((one) => slowDirections(one, change, scalarSfa, 2));
    for (const [i, value] of plain.delta.entries()) expect(fast.delta[i] / value).toBeCloseTo(1, 9);
    // Up to its sign each direction is the same.
    for (const i of [0, 1]) {
      const [a, b] = [fast, plain].map(({ matrix }) => matrix.filter((_, at) => at % 2 === i));
      const sign = Math.sign(a[0] * b[0]);
      for (const [j, value] of b.entries()) expect(sign * a[j]).toBeCloseTo(value, 8);
    }
  });

  test.each([0, 1e-6])("leaves null directions to principal components (a column's share being %f)", (least) => {
    const { rank } = sphering(moments(mixed(5, least), 5), scalarSfa);
    expect(rank).toBe(4);
  });
});

function never(): never {
  throw new Error("no principal component is asked for");
}

test("both devices have the same bits", () => {
  const module = wasmSfa(fresh("math"));
  for (const [rows, n, m] of [
    [3, 5, 7],
    [1, 1, 1],
    [4, 3, 8],
  ]) {
    const [x, mean, w] = [rows * n, n, n * m].map((length, i) => {
      const values = new Float64Array(length);
      fillNormal([rows, i], 0, values);
      return values;
    });
    expect(module.project(x, rows, mean, w)).toEqual(scalarSfa.project(x, rows, mean, w));
  }
});

describe("the optimal stimulus", () => {
  test.each([0, 1, 2, 3])("beats every other of its length (form %i)", (form) => {
    const d = 4;
    const random = new Float64Array(40);
    fillNormal([form, 9], 0, random);
    // The last has no linear part along the largest eigenvector, nor any other.
    const f = form === 3 ? new Float64Array(d) : random.slice(0, d);
    const root = random.slice(d, d + d * d);
    const h = multiply(root, root, d, d, d).map((_, at) => root[at] + root[(at % d) * d + Math.floor(at / d)]);
    const value = (z: ArrayLike<number>) => {
      let sum = 0;
      for (let i = 0; i < d; i++) {
        sum += f[i] * z[i];
        for (let j = 0; j < d; j++) sum += 0.5 * z[i] * h[i * d + j] * z[j];
      }
      return sum;
    };
    const best = optimalStimulus(f, h, 2, symmetricEigen);
    expect(Math.hypot(...best)).toBeCloseTo(2, 8);
    for (let n = 0; n < 2000; n++) {
      const z = Array.from({ length: d }, (_, i) => normal([form, 77], n * d + i));
      const length = Math.hypot(...z);
      expect(value(z.map((v) => (2 * v) / length))).toBeLessThanOrEqual(value(best) + 1e-9);
    }
  });
});
