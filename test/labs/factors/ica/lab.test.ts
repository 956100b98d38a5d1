import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { heartbeats } from "../../../../shared/data/generators/heartbeats.ts";
import { mixingMatrix } from "../../../../shared/data/generators/mixing.ts";
import { voices } from "../../../../shared/data/generators/voices.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { bestFit, ica } from "../../../../shared/labs/factors/ica/lab.ts";
import { gaussianLimit, trustOf } from "../../../../shared/labs/factors/ica/trust.ts";
import { amariError, decibels } from "../../../../shared/labs/factors/ica/truth.ts";
import type { Preset } from "../../../../shared/labs/lab.ts";
import { multiply } from "../../../../shared/linalg/index.ts";
import { foldIn, normal } from "../../../../shared/random/index.ts";
import type { Key } from "../../../../shared/random/key.ts";
import { askLab, runLab } from "../../../run.ts";
import { planted } from "./data.ts";

const params = (change: Record<string, unknown>) => ({ ...defaults(ica.params), ...change }) as never;

function run(data: Table, change: Record<string, unknown> = {}, key: Key = [5, 6]) {
  const { fold: whole, metrics } = runLab(ica, data, change, { key });
  const best = bestFit(whole) as string;
  return { whole, best, metrics, output: whole.output(best) as Arrays, trust: trustOf(whole, best) };
}

const ask = (kind: string, own: Record<string, unknown>, given: Arrays, data: Table | null) =>
  askLab(ica, data, { kind, steps: 1, params: own as never }, given);

const tenSources = { laplace: 3, uniform: 2, student: 2, bimodal: 2, gaussian: 1 };

describe("proofs", () => {
  test("the Amari error is below 0.005 on ten planted sources and 100,000 rows", () => {
    const data = planted({ rows: 100_000, ...tenSources });
    const { metrics, output } = run(data, { restarts: 1 });
    expect(metrics.amari).toBeLessThan(0.005);
    expect(metrics.siSdr).toBeGreaterThan(25);
    // Newton's: the distance is squared at each step. A wrong derivative would leave it linear.
    expect(metrics.iterations).toBeLessThan(9);
    // Against the true matrix of the key, not the one by least squares.
    const gains = multiply(output.unmixing.values as Float64Array, mixingMatrix(foldIn([1, 0], 1), 10), 10, 10, 10);
    expect(amariError(gains, 10)).toBeCloseTo(metrics.amari, 9);
  });

  test.each([1, 2, 3, 4, 5])("every one of three voices is separated by 20 dB or more (data %d)", (seed) => {
    const data = voices.generate([seed, 0], { voices: 3, seconds: 5, noise: 0 } as never);
    for (const algorithm of ["symmetric", "deflation"])
      expect(run(data, { algorithm, restarts: 1 }).metrics.siSdr).toBeGreaterThan(20);
  });

  test("the preset of two hearts separates mother, child and breath by 15 dB or more", () => {
    const { data, params: own } = ica.presets.find(({ id }) => id === "heartbeats") as Preset;
    const { seed, params: chosen } = data as { seed: number; params: Record<string, unknown> };
    const { metrics, output, trust } = run(heartbeats.generate([seed, 0], chosen as never), own);
    expect(metrics.siSdr).toBeGreaterThan(15);
    expect(metrics.amari).toBeLessThan(0.02);
    expect(trust?.gaussian).toEqual([]);
    // Each source has a component of its own.
    const best = [0, 1, 2].map((j) => [0, 1, 2].filter((i) => Math.abs(output.correlations.values[3 * i + j]) > 0.98));
    expect(best.map((one) => one.length)).toEqual([1, 1, 1]);
    expect(new Set(best.flat()).size).toBe(3);
  });

  test("every contrast and Infomax find the same planted sources", () => {
    const data = planted({ rows: 20_000, laplace: 2, uniform: 1, bimodal: 1 });
    for (const algorithm of ["symmetric", "picard"])
      for (const contrast of ["logcosh", "exp", "cube"])
        expect(run(data, { algorithm, contrast, restarts: 1 }).metrics.amari).toBeLessThan(0.02);
    const infomax = run(data, { algorithm: "infomax", restarts: 1, iterations: 400, tolerance: 1e-3 });
    expect(infomax.metrics.amari).toBeLessThan(0.02);
    // Plain Infomax assumes peaks: flat sources stay mixed.
    const plain = run(data, { algorithm: "infomax", extended: false, restarts: 1, iterations: 400 });
    expect(plain.metrics.amari).toBeGreaterThan(0.1);
  });
});

describe("measures", () => {
  test("the Amari error of permutations with scales is 0, of equal elements 1, and by hand", () => {
    expect(amariError(Float64Array.of(0, -3, 0, 0, 0, 0.1, 7, 0, 0), 3)).toBe(0);
    expect(amariError(new Float64Array(16).fill(-2), 4)).toBeCloseTo(1, 12);
    // Rows: 1.5 − 1 and 1.25 − 1; columns the same.
    expect(amariError(Float64Array.of(2, 1, 1, 4), 2)).toBeCloseTo((0.5 + 0.25 + 0.5 + 0.25) / 4, 12);
  });

  test("SI-SDR is that of its definition on the signals themselves", () => {
    const data = voices.generate([9, 0], { voices: 2, seconds: 2, noise: 0.1 } as never);
    const { metrics, output } = run(data, { restarts: 1 });
    const task = { ...(params({}) as object), own: [0, 0], from: 0, count: data.rows, stride: 1 } as Record<
      string,
      unknown
    >;
    const { components, sources } = ask("signals", task, { unmixing: output.unmixing, mean: output.mean }, data);
    const column = (of: Arrays[string], c: number) => {
      const raw = Float64Array.from({ length: data.rows }, (_, r) => of.values[2 * r + c]);
      const mean = raw.reduce((sum, x) => sum + x, 0) / raw.length;
      return raw.map((x) => x - mean);
    };
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i], 0);
    const ratio = (s: Float64Array, y: Float64Array) => {
      const scale = dot(y, s) / dot(s, s);
      const target = s.map((x) => scale * x);
      const rest = y.map((x, i) => x - target[i]);
      return 10 * Math.log10(dot(target, target) / dot(rest, rest));
    };
    const each = [0, 1].map((j) => Math.max(...[0, 1].map((i) => ratio(column(sources, j), column(components, i)))));
    expect(metrics.siSdr).toBeCloseTo(Math.min(...each), 3);
    expect(decibels(0.5)).toBeCloseTo(0, 12);
  });

  test("the model leads back: mixing · unmixing is the identity, components have variance 1", () => {
    const data = planted({ rows: 4000, laplace: 2, bimodal: 2 });
    for (const change of [{}, { algorithm: "infomax" }]) {
      const { output } = run(data, { restarts: 1, ...change });
      const back = multiply(output.mixing.values as Float64Array, output.unmixing.values as Float64Array, 4, 4, 4);
      for (let at = 0; at < 16; at++) expect(back[at]).toBeCloseTo(at % 5 === 0 ? 1 : 0, 8);
      const task = { ...(params({}) as object), own: [0, 0], from: 0, count: data.rows, stride: 1 } as Record<
        string,
        unknown
      >;
      const { components } = ask("signals", task, { unmixing: output.unmixing, mean: output.mean }, data);
      for (let i = 0; i < 4; i++) {
        let squares = 0;
        for (let r = 0; r < data.rows; r++) squares += components.values[4 * r + i] ** 2;
        expect(squares / data.rows).toBeCloseTo(1, 5);
      }
    }
  });
});

describe("what cannot be separated", () => {
  test.each([2, 3, 6])("%d Gaussian sources: none is told from a Gaussian, and the sources are not found", (n) => {
    let amari = 0;
    for (const seed of [1, 2, 3, 4]) {
      const { trust, metrics } = run(planted({ gaussian: n, rows: 4000 }, seed), { restarts: 3, iterations: 60 });
      expect(trust?.gaussian.length).toBe(n);
      expect(trust?.agreement.length).toBe(n);
      amari += metrics.amari / 4;
    }
    expect(amari).toBeGreaterThan(0.1);
  });

  test("one Gaussian among others is named, and the others are found", () => {
    const { trust, output, metrics } = run(planted({ rows: 20_000, laplace: 1, uniform: 1, bimodal: 1, gaussian: 1 }));
    expect(trust?.gaussian).toEqual([3]);
    expect(Math.min(...(trust?.agreement ?? []))).toBeGreaterThan(0.999);
    expect(Math.abs(output.gaussianity.values[2])).toBeGreaterThan(3 * gaussianLimit(4));
    expect(metrics.amari).toBeLessThan(0.02);
  });

  test.each([10, 20])("the limit holds for %d dimensions of Gaussian data", (n) => {
    const rows = 3000;
    const values = Float64Array.from({ length: rows * n }, (_, at) => normal([n, 77], at));
    const { output } = run({ rows, columns: n, values }, { restarts: 1, iterations: 100 });
    for (const z of output.gaussianity.values) expect(Math.abs(z)).toBeLessThan(gaussianLimit(n));
  });
});

describe("hard data", () => {
  const { values, rows } = planted({ rows: 2000, laplace: 2 });
  const wide = (of: (a: number, b: number) => number[]): Table => {
    const filled = Array.from({ length: rows }, (_, r) => of(values[2 * r], values[2 * r + 1])).flat();
    return { rows, columns: filled.length / rows, values: Float64Array.from(filled) };
  };

  test("repeated and constant columns are left out: as many components as the data have directions", () => {
    const { output, trust } = run(wide((a, b) => [a, 3, b, a + b]));
    expect(output.unmixing.shape).toEqual([2, 4]);
    expect([trust?.rank, trust?.columns]).toEqual([2, 4]);
  });

  test.each([1e148, 1e-148])("columns of %s are separated like any others", (unit) => {
    // A change of 1e-10 is an angle of 1e-5.
    const change = { tolerance: 1e-10 };
    const found = run(
      wide((a, b) => [a * unit, b * unit]),
      change,
    );
    const plain = run(
      wide((a, b) => [a, b]),
      change,
    );
    expect(found.output.unmixing.values.every(Number.isFinite)).toBe(true);
    expect(found.output.kurtosis.values[0]).toBeCloseTo(plain.output.kurtosis.values[0], 3);
  });

  test.each<[string, Table, Record<string, unknown>, string, RegExp]>([
    ["one row", { rows: 1, columns: 2, values: Float64Array.of(1, 2) }, {}, "too-few-rows", /rows: 1/],
    ["one column", { rows: 3, columns: 1, values: Float64Array.of(1, 2, 3) }, {}, "too-few-columns", /columns: 1/],
    [
      "fewer rows than columns",
      { rows: 3, columns: 4, values: Float64Array.from({ length: 12 }, (_, i) => i * i) },
      {},
      "fewer-rows-than-columns",
      /rows: 3 \(must be more than the 4/,
    ],
    [
      "values whose squares leave float64",
      { rows: 3, columns: 2, values: Float64Array.of(1, 2, 3, 1e200, 5, 6) },
      {},
      "too-large-to-square",
      /1e\+?200 in row 2, column 2/,
    ],
    ["nothing that varies", { rows: 3, columns: 2, values: new Float64Array(6) }, {}, "nothing-varies", /same value/],
    [
      "a missing cell",
      { rows: 3, columns: 2, values: new Float64Array(6), mask: Uint8Array.of(1, 1, 1, 0, 1, 1), names: ["a", "b"] },
      {},
      "missing-value",
      /row 2, column b/,
    ],
    [
      "patches of what is no picture",
      wide((a, b) => [a, b]),
      { cut: true, side: 2, patches: 200 },
      "no-pictures",
      /not pictures/,
    ],
  ])("%s: an error with value and cure", (_, data, change, code, message) => {
    let error: unknown;
    try {
      ica.check?.(params(change), data);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ExperimentError);
    expect((error as ExperimentError).code).toBe(code);
    expect((error as ExperimentError).message).toMatch(message);
  });
});

test("own sources are mixed by the lab, differently for every seed, and found again", () => {
  const sources = planted({ rows: 8000, laplace: 1, uniform: 1, bimodal: 1 });
  const clean: Table = {
    rows: 8000,
    columns: 3,
    values: sources.factors?.values as Float64Array,
    names: ["a", "b", "c"],
  };
  const own = (key: readonly [number, number]) => ica.plan(params({ mix: true }), clean, key)[0].params;
  const question = { from: 0, count: 5, stride: 1 };
  const first = ask("signals", { ...own([1, 0]), ...question }, {}, clean);
  const second = ask("signals", { ...own([2, 0]), ...question }, {}, clean);
  expect(first.sources.values).toEqual(Float32Array.from(clean.values.slice(0, 15)));
  expect(first.mixtures.values).not.toEqual(second.mixtures.values);
  expect(run(clean, { mix: true }).metrics.amari).toBeLessThan(0.03);
  // They were no mixtures, so without mixing there is no truth to compare with.
  expect(run(clean).metrics).toEqual({ iterations: expect.any(Number) });
});

test("patches are pieces of the pictures without their mean", () => {
  const values = Uint8Array.from({ length: 2 * 100 }, (_, i) => (i * i * 37 + 11 * i) % 251);
  const pictures: Table = { rows: 2, columns: 100, values, image: { width: 10, height: 10, channels: 1 } };
  const [{ params: own }] = ica.plan(params({ cut: true, side: 3, patches: 300 }), pictures, [3, 4]);
  const { mixtures } = ask("signals", { ...own, from: 0, count: 300, stride: 1 }, {}, pictures);
  expect(mixtures.shape).toEqual([300, 9]);
  const pieces = new Set<string>();
  const print = (piece: readonly number[]) => {
    const mean = piece.reduce((sum, x) => sum + x, 0) / 9;
    return piece.map((x) => Math.round((x - mean) * 1e4)).join();
  };
  for (let n = 0; n < 2; n++)
    for (let y = 0; y < 8; y++)
      for (let x = 0; x < 8; x++)
        pieces.add(
          print(
            Array.from({ length: 9 }, (_, k) => values[n * 100 + (y + Math.floor(k / 3)) * 10 + x + (k % 3)] / 255),
          ),
        );
  const found = new Set(Array.from({ length: 300 }, (_, r) => print([...mixtures.values.slice(9 * r, 9 * r + 9)])));
  for (const piece of found) expect(pieces.has(piece)).toBe(true);
  expect(found.size).toBeGreaterThan(80);
});

test("the spectrogram of a tone is loudest at its frequency", () => {
  const values = Float32Array.from({ length: 4000 }, (_, i) => Math.sin((2 * Math.PI * 1000 * i) / 8000));
  const { levels } = ask("spectrogram", { window: 256 }, { sound: { shape: [4000], values } }, null);
  const [frames, bins] = levels.shape;
  expect([frames, bins]).toEqual([Math.floor((4000 - 256) / 64) + 1, 128]);
  for (let frame = 0; frame < frames; frame++) {
    const row = [...levels.values.slice(frame * bins, frame * bins + bins)];
    expect(row.indexOf(Math.max(...row))).toBe(32);
    expect(row[32]).toBeGreaterThan(-0.1);
    expect(row[60]).toBeLessThan(-50);
  }
});
