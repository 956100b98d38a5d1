/** Flows of small pictures: the map and its determinant on 64 columns, the density of pixels, and the whole lab. */
import { describe, expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { bytesOf, flowSamples, type PictureSamples, sharesOf } from "../../../../shared/labs/generative/flow/data.ts";
import { type FlowParams, flowFields } from "../../../../shared/labs/generative/flow/fields.ts";
import { independentNll } from "../../../../shared/labs/generative/flow/independent.ts";
import { flow } from "../../../../shared/labs/generative/flow/lab.ts";
import { pictureModel } from "../../../../shared/labs/generative/flow/model.ts";
import { flowNet, logDensity } from "../../../../shared/labs/generative/flow/net.ts";
import { columnsOf, partingOf } from "../../../../shared/labs/generative/flow/parting.ts";
import { dequantised, momentsOf, pixelFlow } from "../../../../shared/labs/generative/flow/pixels.ts";
import {
  betweenQuestion,
  endsOf,
  latentPictures,
  stagesQuestion,
} from "../../../../shared/labs/generative/flow/questions.ts";
import type { PictureShape } from "../../../../shared/labs/generative/points/pictures.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { machineOf } from "../../../../shared/labs/training.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { fillUniform32 } from "../../../../shared/random/index.ts";
import { askLab, generated, runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";
import { precisely } from "./precisely.ts";

await flow.ready?.();

const paramsOf = (given: Partial<FlowParams> = {}): FlowParams =>
  parseParams(flowFields, { hidden: [6], activation: "tanh", ...given }) as FlowParams;

describe("which pixels are kept", () => {
  test.each([
    [8, 8, 1],
    [5, 3, 1],
    [4, 4, 3],
    [4, 1, 1],
    [1, 4, 1],
  ] as const)(
    "%i × %i × %i: sides are halves of all columns, a checkerboard first, each kept in turn",
    (width, height, channels) => {
      const parting = partingOf({ width, height, channels });
      const columns = width * height * channels;
      expect([...parting.order].toSorted((a, b) => a - b)).toEqual(Array.from({ length: columns }, (_, i) => i));
      expect(columnsOf(parting)).toBe(columns);
      const ends = parting.sizes.map((_, g) =>
        columnsOf(
          parting,
          Array.from({ length: g + 1 }, (_, h) => h),
        ),
      );
      const pixelsOf = (groups: readonly number[]) =>
        groups.flatMap((g) => [...parting.order.subarray(ends[g] - parting.sizes[g], ends[g])]);
      for (const [k, { kept, moved }] of parting.turns.entries()) {
        expect([...kept, ...moved].toSorted()).toEqual(parting.sizes.map((_, g) => g));
        expect(Math.min(kept.length, moved.length)).toBeGreaterThan(0);
        if (k % 2 === 1)
          expect({ kept, moved }).toEqual({ kept: parting.turns[k - 1].moved, moved: parting.turns[k - 1].kept });
      }
      const even = Array.from({ length: columns }, (_, at) => at).filter((at) => {
        const pixel = Math.floor(at / channels);
        return (Math.floor(pixel / width) + (pixel % width)) % 2 === 0;
      });
      expect(pixelsOf(parting.turns[0].kept).toSorted((a, b) => a - b)).toEqual(even);
      // Rows and columns, where there are two.
      expect(parting.turns.length).toBe(2 * (1 + Number(height > 1) + Number(width > 1)));
    },
  );
});

/** Bytes of small pictures, with what is between them. */
const some = (rows: number, columns: number): Float64Array => {
  const uniform = new Float32Array(rows * columns);
  fillUniform32([3, 4], 0, uniform);
  return Float64Array.from(uniform, (x) => 256 * x);
};

function pixelMap(params: FlowParams, image: PictureShape, rows: number, size: number) {
  const parting = partingOf(image);
  const columns = columnsOf(parting);
  const moments = { means: new Float64Array(columns), logDeviations: new Float64Array(columns) };
  const own = pixelFlow(flowNet(params, parting), moments);
  const [v, z] = [input("v", [rows, columns]), input("z", [rows, columns])];
  const { z: latent, logDeterminant } = own.toLatent(v);
  const outputs = { latent, logDeterminant, logs: logDensity(own, v), back: own.fromLatent(z)[params.couplings] };
  const { program } = precisely({ outputs }, rows, size);
  return {
    forward(values: ArrayLike<number>) {
      program.input("v").set(values);
      program.run();
      return (["latent", "logDeterminant", "logs"] as const).map((name) => Float64Array.from(program.output(name)));
    },
    back(values: ArrayLike<number>) {
      program.input("z").set(values);
      program.run();
      return Float64Array.from(program.output("back"));
    },
  };
}

const eight = { width: 8, height: 8, channels: 1 } as const;

/** Of a square matrix, by elimination with the largest pivot. */
function logAbsDeterminant(matrix: readonly Float64Array[]): number {
  const rows = matrix.map((row) => row.slice());
  let sum = 0;
  for (let k = 0; k < rows.length; k++) {
    const best = rows.slice(k).reduce((most, row, i) => (Math.abs(row[k]) > Math.abs(rows[most][k]) ? k + i : most), k);
    [rows[k], rows[best]] = [rows[best], rows[k]];
    sum += Math.log(Math.abs(rows[k][k]));
    for (let i = k + 1; i < rows.length; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j < rows.length; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  return sum;
}

describe.each([
  [{ couplings: 6 }, 0.3],
  [{ couplings: 9, hidden: [7, 5] }, 0.3],
  [{ couplings: 6, map: "spline", bins: 4 }, 0.2],
] as const)("64 columns: %o", (change, size) => {
  const params = paramsOf(change as Partial<FlowParams>);

  test("there and back again is where one was, in bytes", () => {
    const { forward, back } = pixelMap(params, eight, 20, size);
    const v = some(20, 64);
    const [latent] = forward(v);
    // Of 256; the logit is steep at its ends.
    for (const [i, x] of back(latent).entries()) expect(Math.abs(x - v[i]) / 256).toBeLessThan(1e-10);
    for (const z of latent) expect(Number.isFinite(z)).toBe(true);
  });

  test("the log-determinant is that of the whole Jacobian by differences", () => {
    // Each row is the picture with one of its 64 numbers moved, up and down, by two lengths.
    const { forward } = pixelMap(params, eight, 256, size);
    const picture = some(1, 64).map((x) => 8 + (240 * x) / 256);
    const h = 4e-4;
    const moved = new Float64Array(256 * 64);
    for (let c = 0; c < 64; c++)
      for (const [way, by] of [h, -h, h / 2, -h / 2].entries()) {
        moved.set(picture, (4 * c + way) * 64);
        moved[(4 * c + way) * 64 + c] += by;
      }
    const [latent] = forward(moved);
    const jacobian = Array.from({ length: 64 }, (_, c) => {
      const at = (way: number) => latent.subarray((4 * c + way) * 64, (4 * c + way + 1) * 64);
      // Central differences, extrapolated: an error of about h⁴.
      return at(0).map((up, i) => (4 * ((at(2)[i] - at(3)[i]) / h) - (up - at(1)[i]) / (2 * h)) / 3);
    });
    const all = new Float64Array(256 * 64);
    for (let row = 0; row < 256; row++) all.set(picture, row * 64);
    const [z, logDeterminant, logs] = forward(all);
    // 64 slopes that rounding of z, about 1e-15 of it, spoils by 1e-11 each; where a knot of a spline lies within h, by its bend.
    expect(Math.abs(logAbsDeterminant(jacobian) - logDeterminant[0])).toBeLessThan(1e-5);
    const normal = z.subarray(0, 64).reduce((sum, x) => sum - (x * x + Math.log(2 * Math.PI)) / 2, 0);
    expect(logs[0]).toBeCloseTo(normal + logDeterminant[0], 9);
  });
});

test.each([
  { couplings: 4, bound: 0.5, hidden: [4] },
  { couplings: 3, map: "spline", bins: 4, hidden: [4] },
])(
  "%o: the density of two pixels integrates to 1 over all that they may be, nearly all of it within the bytes",
  (change) => {
    const image = { width: 2, height: 1, channels: 1 } as const;
    const across = 240;
    const { forward } = pixelMap(paramsOf(change as Partial<FlowParams>), image, across, 0.4);
    // v where q is the sigmoid of evenly spaced logits: cells are as fine as the density asks. 0.001 and 0.998 as in the model.
    const span = 10;
    const cell = (2 * span) / across;
    const places = Array.from({ length: across }, (_, i) => {
      const q = 1 / (1 + Math.exp(span - cell * (i + 0.5)));
      return { v: ((q - 0.001) * 256) / 0.998, weight: (cell * q * (1 - q) * 256) / 0.998 };
    });
    let [sum, within] = [0, 0];
    for (const { v: one, weight } of places) {
      const [, , logs] = forward(Float64Array.from({ length: 2 * across }, (_, i) => (i % 2 ? one : places[i >> 1].v)));
      for (const [i, other] of places.entries()) {
        const mass = Math.exp(logs[i]) * weight * other.weight;
        sum += mass;
        if (Math.min(one, other.v) >= 0 && Math.max(one, other.v) < 256) within += mass;
      }
    }
    expect(Math.abs(sum - 1)).toBeLessThan(1e-3);
    expect(within).toBeGreaterThan(0.9);
  },
);

describe("pixels", () => {
  test("noise is uniform in [0, 1), another at every step, and the same for a row wherever it is cut", () => {
    const rows = 4000;
    const { program } = openNet(scalarMachine, { v: dequantised(input("x", [rows, 2])) }, {});
    program.input("x").fill(7);
    program.run(0, [1, 2]);
    const v = program.output("v").slice();
    const u = v.map((x) => x - 7);
    expect(Math.min(...u)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...u)).toBeLessThanOrEqual(1);
    const mean = (of: (x: number) => number) => u.reduce((sum, x) => sum + of(x), 0) / u.length;
    // 8,000 draws: standard errors 0.0032, and 0.0033 of the square.
    expect(Math.abs(mean((x) => x) - 1 / 2)).toBeLessThan(0.013);
    expect(Math.abs(mean((x) => x * x) - 1 / 3)).toBeLessThan(0.013);
    program.run(1000, [1, 2]);
    expect([...program.output("v").subarray(0, 20)]).toEqual([...v.subarray(2000, 2020)]);
    program.run(0, [1, 3]);
    expect([...program.output("v").subarray(0, 20)]).not.toEqual([...v.subarray(0, 20)]);
  });

  test("before anything is learnt, pixels are independent Gaussians of their logits", () => {
    const samples = flowSamples(generated("digits", { count: 300 }), { testFraction: 0.25, resolution: 8 });
    const { columns, values, train, parting, moments, test: held } = samples as PictureSamples;
    const { losses } = pictureModel(paramsOf({ couplings: 2 }), parting, moments).build(held.length, false);
    const { program, parameters, layout } = precisely({ outputs: { losses } }, held.length, 0);
    for (const { tensor, offset, size } of layout.parts) {
      const { name } = tensor.attributes as { name: string };
      if (name === "norm0.mean") parameters.set(moments.means, offset);
      if (name === "norm0.logDeviation") parameters.set(moments.logDeviations, offset);
      expect(size).toBeGreaterThan(0);
    }
    program.input("x").set(rowsAsFloats({ values, columns }, held));
    program.run(0, [5, 6]);
    // The same noise, by the formulas.
    const noised = openNet(scalarMachine, { v: dequantised(input("x", [held.length, columns])) }, {}).program;
    noised.input("x").set(rowsAsFloats({ values, columns }, held));
    noised.run(0, [5, 6]);
    const v = noised.output("v");
    const again = momentsOf(values, columns, train);
    for (let n = 0; n < held.length; n += 10) {
      let expected = 0;
      for (let c = 0; c < columns; c++) {
        const q = 0.001 + (0.998 * v[n * columns + c]) / 256;
        const deviation = Math.exp(again.logDeviations[c]);
        const z = (Math.log(q / (1 - q)) - again.means[c]) / deviation;
        expected += (z * z + Math.log(2 * Math.PI)) / 2 - Math.log(0.998 / 256 / (q * (1 - q) * deviation));
      }
      // Noise in float32: of a byte of 255 it moves the logit by some 1e-6.
      expect(Math.abs(program.output("losses")[n] - expected)).toBeLessThan(0.01);
    }
  });

  test("bytes go to the order of the net and come back", () => {
    const parting = partingOf({ width: 5, height: 3, channels: 3 });
    const shares = Float32Array.from({ length: 90 }, (_, i) => ((i * 37) % 256) / 255);
    const bytes = bytesOf(shares, { parting });
    expect([
      ...sharesOf(
        bytes.map((byte) => byte + 0.999),
        { parting },
      ),
    ]).toEqual([...shares]);
    expect(
      [...sharesOf([-3, 300, ...bytes.subarray(2)], { parting })].filter((share) => share === 0 || share === 1).length,
    ).toBeGreaterThan(1);
  });

  test("independent pixels by counts", () => {
    const rows = { values: [0, 9, 0, 9, 1, 9], columns: 2, train: Uint32Array.of(0, 1), test: Uint32Array.of(2) };
    expect(independentNll(rows)).toBeCloseTo(-Math.log(0.5 / 130) - Math.log(2.5 / 130), 12);
  });
});

describe("digits", () => {
  const digits = generated("digits", { count: 3000 });
  const own = {
    couplings: 6,
    hidden: [64, 64],
    epochs: 16,
    learningRate: 0.005,
    halving: 5,
    compared: 200,
    permutations: 19,
  };
  const run = runLab(flow, digits, own);
  const params = run.experiment.params as FlowParams;
  const samples = flowSamples(digits, params) as PictureSamples;
  const weights = flow.weights?.(run.fold) ?? {};
  const { generated: made, real, nlls } = run.fold.output("samples") ?? {};

  test("held-out pictures cost fewer bits than pixel by pixel: by counts, by Gaussians of logits, by Gaussians of bytes", () => {
    const { nll, bitsPerDimension, bitsIndependent } = run.metrics;
    expect(bitsPerDimension).toBeCloseTo(nll / 64 / Math.LN2, 10);
    expect(bitsPerDimension).toBeLessThan(bitsIndependent - 0.1);
    const before = Number(run.fold.records("train", "testLoss")?.values[0]);
    expect(nll).toBeLessThan(before - 20);
    const { values, columns, train, test: held } = samples;
    let gaussian = 0;
    for (let c = 0; c < columns; c++) {
      const of = (rows: Uint32Array) => Array.from(rows, (row) => values[row * columns + c]);
      const mean = of(train).reduce((sum, x) => sum + x, 0) / train.length;
      // A variance of one twelfth at least, that of the noise.
      const variance = 1 / 12 + of(train).reduce((sum, x) => sum + (x - mean) ** 2, 0) / train.length;
      for (const x of of(held))
        gaussian += (Math.log(2 * Math.PI * variance) + (x - mean) ** 2 / variance) / 2 / held.length;
    }
    expect(nll).toBeLessThan(gaussian);
  });

  test("each held-out picture is measured, by the same numbers on both devices", () => {
    const count = samples.test.length;
    expect(nlls?.shape).toEqual([count]);
    expect(run.metrics.nll).toBeCloseTo([...(nlls?.values ?? [])].reduce((sum, x) => sum + Number(x), 0) / count, 9);
    const judge = openNet(
      machineOf({ device: "scalar", wasm: fresh }),
      { losses: pictureModel(params, samples.parting).build(250, false).losses },
      weights,
    ).program;
    judge.input("x").set(rowsAsFloats(samples, samples.test.subarray(0, 250)));
    judge.run(0, [9, 9]);
    // Under other noise: some tenths of a nat a picture, less on average.
    const mean = judge.output("losses").reduce((sum, x) => sum + x, 0) / 250;
    const first = [...(nlls?.values.subarray(0, 250) ?? [])].reduce((sum, x) => sum + Number(x), 0) / 250;
    expect(Math.abs(mean - first)).toBeLessThan(2);
  });

  test("samples are pictures of bytes, like the data in mean", () => {
    expect([made?.shape, real?.shape]).toEqual([
      [200, 64],
      [200, 64],
    ]);
    for (const share of made?.values ?? []) expect(Math.abs(255 * share - Math.round(255 * share))).toBeLessThan(1e-4);
    const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
    expect(Math.abs(mean(made?.values ?? []) - mean(real?.values ?? []))).toBeLessThan(0.03);
  });

  test("the stages lead from pixels on their own to pictures; without temperature all are one", () => {
    const ask = (temperature: number) => {
      const { task, given } = stagesQuestion(params, weights, latentPictures(64, 1, temperature), samples.image);
      return askLab(flow, digits, task as never, given).stages;
    };
    const stages = ask(1);
    expect(stages.shape).toEqual([7, 32, 64]);
    expect(stages.values.every((share) => share >= 0 && share <= 1)).toBe(true);
    // A layer changes half of the pixels and no other.
    const changed = (k: number) =>
      Array.from({ length: 64 }, (_, c) => c).filter((c) =>
        Array.from({ length: 32 }, (_, n) => (k * 32 + n) * 64 + c).some(
          (at) => stages.values[at] !== stages.values[at + 32 * 64],
        ),
      ).length;
    for (let k = 0; k < 6; k++) expect(changed(k)).toBeLessThanOrEqual(32);
    expect(changed(5)).toBeGreaterThan(20);
    const cold = ask(0);
    const last = cold.values.subarray(6 * 32 * 64);
    for (let n = 1; n < 32; n++) expect([...last.subarray(64 * n, 64 * (n + 1))]).toEqual([...last.subarray(0, 64)]);
  });

  test("the way between two pictures begins and ends with them", () => {
    const ends = endsOf(real as never, 3);
    const { task, given } = betweenQuestion(params, weights, ends, samples.image);
    const { rows } = askLab(flow, digits, task as never, given);
    expect(rows.shape).toEqual([9, 64]);
    // There and back in float32 a byte may go to its neighbour, no farther.
    for (const [at, row] of [0, 8].entries())
      for (let c = 0; c < 64; c++)
        expect(Math.abs(Number(rows.values[row * 64 + c]) - ends.values[at * 64 + c]) * 255).toBeLessThan(1.01);
    expect([...rows.values.subarray(4 * 64, 5 * 64)]).not.toEqual([...rows.values.subarray(0, 64)]);
    const wrapped = endsOf(array(Float32Array.of(1, 2, 3), [3, 1]), 1);
    expect([...wrapped.values]).toEqual([3, 1]);
  });

  test.each(["affine", "spline"])(
    "%s: the same bits on both devices, opened again from checkpoints, with averages",
    (map) => {
      const few = generated("digits", { count: 120 });
      const short = {
        couplings: 3,
        hidden: [8],
        epochs: 2,
        batch: 32,
        compared: 20,
        permutations: 19,
        average: 0.9,
        map,
        ...(map === "spline" && { bins: 3 }),
      };
      const whole = runLab(flow, few, short);
      const cut = { slices: [1, 3, 2], reopen: () => true };
      const pieces = runLab(flow, few, short, { device: ["scalar", "wasm"], cut });
      for (const task of ["train", "samples"]) expect(pieces.fold.output(task)).toEqual(whole.fold.output(task));
      expect(runLab(flow, few, { ...short, average: 0 }).fold.output("train")).not.toEqual(whole.fold.output("train"));
    },
  );

  test("pictures that are no squares, and in colour, at a side of their own; what is refused", () => {
    const image = { width: 6, height: 3, channels: 3 } as const;
    const table: Table = { rows: 40, columns: 54, values: digits.values.slice(0, 40 * 54), image };
    const short = { couplings: 3, hidden: [8], epochs: 2, resolution: 4, compared: 20, permutations: 19 };
    const { fold, metrics } = runLab(flow, table, short);
    expect(fold.output("samples")?.generated.shape).toEqual([10, 4 * 2 * 3]);
    expect(Number.isFinite(metrics.bitsPerDimension)).toBe(true);
    expect(() => runLab(flow, { ...table, values: Float64Array.from(table.values) }, short)).toThrow("from 0 to 1");
    // Pictures that are all one.
    const one = runLab(flow, { ...table, values: new Uint8Array(40 * 54) }, short);
    expect(Number.isFinite(one.metrics.nll)).toBe(true);
    expect(() => runLab(flow, digits, { ...short, map: "spline", bins: 32, couplings: 16, batch: 1024 })).toThrow(
      "minibatch",
    );
  });
});
