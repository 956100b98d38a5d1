import { expect, test } from "vitest";
import { recordedFile } from "../../../../client/build/recorded-file.ts";
import { tracksOf } from "../../../../client/labs/graphs/state-space/tracks.ts";
import { levelled } from "../../../../client/views/audio-player.ts";
import { decodeWav, encodeWav } from "../../../../shared/data/readers/wav/wav.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { kalmanFilter } from "../../../../shared/kernels/kalman/filter.ts";
import { brightest } from "../../../../shared/labs/graphs/state-space/centroid.ts";
import { gridFilter } from "../../../../shared/labs/graphs/state-space/grid-filter.ts";
import { stateSpace } from "../../../../shared/labs/graphs/state-space/lab.ts";
import { startModel } from "../../../../shared/labs/graphs/state-space/models.ts";
import { seriesOf } from "../../../../shared/labs/graphs/state-space/series.ts";
import { readRecorded } from "../../../../shared/labs/recording.ts";
import { foldIn, keyOfSeed, normal } from "../../../../shared/random/index.ts";
import { generated, runLab } from "../../../run.ts";

const column = (values: readonly number[], mask?: readonly number[]): Table => ({
  rows: values.length,
  columns: 1,
  values: Float64Array.from(values),
  ...(mask && { mask: Uint8Array.from(mask) }),
});
const preset = (id: string) => {
  const found = stateSpace.presets.find((one) => one.id === id);
  if (!found?.data || !("generator" in found.data)) throw new Error(`no preset ${id}`);
  return { table: generated(found.data.generator, found.data.params, found.data.seed), params: found.params };
};

test("the Nile: EM finds the published variances, and the likelihood is the published one (Durbin and Koopman, 2012, section 2.10)", () => {
  const { table, params } = preset("nile");
  expect(Float64Array.from(table.values).reduce((sum, value) => sum + value)).toBe(91935);
  const { fold, metrics } = runLab(stateSpace, table, params);
  const last = (name: string) => Number(fold.records("fit", name)?.values.at(-1));
  expect(last("noise") ** 2).toBeCloseTo(15099, -1);
  expect(last("process") ** 2).toBeCloseTo(1469.1, -1);
  // Theirs is of a diffuse start: without the density of the first value, which here has (ten ranges)² and the noise.
  const first = 0.5 * Math.log(2 * Math.PI * ((10 * 914) ** 2 + 15099));
  expect(metrics.logLikelihood + first).toBeCloseTo(-632.54, 1);
  // The steady state: P = q(1 + √(1 + 4r/q))/2, K = P/(P + r).
  const p = (1469.1 * (1 + Math.sqrt(1 + (4 * 15099) / 1469.1))) / 2;
  expect(fold.output("answer")?.gains.values[99]).toBeCloseTo(p / (p + 15099), 4);
});

test("a forecast's band of 90 % holds nine of ten values of series that the model made", () => {
  const table = generated("hidden-series", { kind: "level", rows: 200 }, 1);
  const model = startModel(
    parseParams(stateSpace.params, { model: "trend", process: 0.4, slope: 0.1, noise: 1 }) as never,
    seriesOf(table),
    keyOfSeed(1),
  );
  const [runs, seen, steps] = [300, 40, 60];
  const inside = new Float64Array(runs);
  for (let r = 0; r < runs; r++) {
    const key = keyOfSeed(r);
    const y = new Float64Array(steps);
    let [level, slope] = [0, 0];
    for (let t = 0; t < steps; t++) {
      y[t] = level + normal(foldIn(key, 1), t);
      level += slope + 0.4 * normal(foldIn(key, 2), t);
      slope += 0.1 * normal(foldIn(key, 3), t);
    }
    const mask = new Uint8Array(steps).fill(1, 0, seen);
    const run = kalmanFilter(model, { steps, values: y, mask });
    for (let t = seen; t < steps; t++) {
      const at = run.slots[t] * 4;
      const deviation = Math.sqrt(run.predictedFactors[at] ** 2 + 1);
      if (Math.abs(y[t] - run.predicted[2 * t]) < 1.6448536 * deviation) inside[r] += 1 / (steps - seen);
    }
  }
  const share = inside.reduce((sum, value) => sum + value / runs, 0);
  const spread = Math.sqrt(inside.reduce((sum, value) => sum + (value - share) ** 2 / runs, 0) / runs);
  expect(Math.abs(share - 0.9)).toBeLessThan(4 * spread);
});

test("an HMM of many levels gives what the Kalman smoother gives", () => {
  const table = generated("hidden-series", { kind: "level", rows: 120, process: 0.5, missing: 0.2, gap: 4 }, 3);
  const { fold } = runLab(stateSpace, table, { model: "level", process: 0.5, noise: 1 });
  const found = fold.output("answer");
  const grid = gridFilter(seriesOf(table), 80, 0.5, 1);
  // Levels end a tenth of the range beyond the values.
  for (let t = 5; t < 115; t++)
    expect(Math.abs(grid.smoothed[t] - Number(found?.smoothed.values[t]))).toBeLessThan(0.02);
});

test("what is hidden is found better than measured: path, film, voice; jumps best by the chain of Potts", () => {
  const path = runLab(stateSpace, preset("path").table, preset("path").params).metrics;
  expect(path.rmse).toBeLessThan(1.5);
  const film = runLab(stateSpace, preset("film").table, preset("film").params).metrics;
  expect(film.rmse).toBeLessThan(0.6);
  expect(film.rejected).toBeGreaterThan(0);
  const { fold } = runLab(stateSpace, preset("clean").table, preset("clean").params);
  const truth = Array.from(preset("clean").table.factors?.values ?? []);
  const error = (name: string) =>
    Math.sqrt(
      truth.reduce(
        (sum: number, value: number, t: number) =>
          sum + (value - Number(fold.output("answer")?.[name].values[t])) ** 2 / 300,
        0,
      ),
    );
  expect(error("potts")).toBeLessThan(error("hmmSmoothed"));
  expect(error("hmmSmoothed")).toBeLessThan(error("smoothed"));
});

test("the middle of what is brightest: the larger patch, by its light; nothing where all is dark", () => {
  const dark = new Uint8Array(64);
  expect(brightest(dark, 8, 255)).toBeNull();
  const two = dark.slice();
  for (const at of [9, 10, 11, 17, 18, 19, 54, 55, 62]) two[at] = 255;
  expect(brightest(two, 8, 255)).toEqual([2.5, 2]);
});

test.each([
  ["a column without any value", column([0, 0, 0], [0, 0, 0]), {}, "all-missing"],
  ["a constant that is to be learned from", column([2, 2, 2, 2]), { iterations: 5 }, "nothing-to-learn"],
  ["a horizon as long as the series", column([1, 2, 3]), { horizon: 3, holdOut: true }, "horizon-too-long"],
  [
    "an autoregressive model of two columns",
    { ...column([1, 2, 3, 4]), rows: 2, columns: 2 },
    { model: "ar", order: 1 },
    "one-column-only",
  ],
  [
    "too few values to learn from",
    column([1, 2, 3]),
    { model: "hidden", states: 2, iterations: 2 },
    "too-few-to-learn",
  ],
  ["seven columns", { ...column(Array(14).fill(1)), rows: 2, columns: 7 }, {}, "too-many-series"],
  ["huge values", column([1e200, 0, 1]), {}, "series-too-large"],
  ["no data", null, {}, "missing-data"],
])("%s is refused in words", (_, table, params, code) => {
  expect(() => runLab(stateSpace, table, params)).toThrow(expect.objectContaining({ code }));
});

test.each([
  ["a constant", column([2, 2, 2, 2])],
  ["one value", column([5])],
  ["one value among gaps at both ends", column([0, 0, 3, 0], [0, 0, 1, 0])],
])("%s gives numbers everywhere", (_, table) => {
  for (const model of ["level", "trend", "motion"]) {
    const { fold, metrics } = runLab(stateSpace, table, { model, horizon: 3 });
    for (const [name, { values }] of Object.entries(fold.output("answer") ?? {}))
      for (const value of values) expect(Number.isFinite(value), name).toBe(true);
    for (const value of Object.values(metrics)) expect(Number.isFinite(value)).toBe(true);
  }
});

test("a recorded result keeps each step's uncertainty, however vague the first step was", () => {
  const { table, params } = preset("path");
  const { fold, experiment } = runLab(stateSpace, table, params);
  const recording = stateSpace.recording?.(fold, experiment as never, table) ?? {};
  const kept = readRecorded(fold.tasks, recordedFile("path", recording, fold, {}, experiment).bytes).fold;
  for (const name of ["predictedCov", "filteredCov", "smoothedCov"]) {
    const [before, after] = [fold, kept].map((one) => one.output("answer")?.[name].values ?? []);
    for (let at = 0; at < before.length; at += 4) expect(Number(after[at]) / Number(before[at])).toBeCloseTo(1, 5);
  }
});

test("what is heard is the smoother's mean at the rate of the recording, and so is the WAV that is saved", () => {
  const { table, params } = preset("voice");
  const { fold } = runLab(stateSpace, table, { ...params, iterations: 2 });
  const { smoothed } = fold.output("answer") ?? {};
  if (!smoothed) throw new Error("no answer");
  const [before, clean] = tracksOf(seriesOf(table), smoothed);
  expect(before.samples).toEqual(Float32Array.from(table.values));
  expect(clean.samples).toEqual(Float32Array.from(smoothed.values, Number));
  const saved = decodeWav(
    encodeWav({ rate: table.rate ?? 0, channels: 1, values: levelled(clean.samples) }),
    "voice.wav",
  );
  expect([saved.rate, saved.values.length]).toEqual([8000, table.rows]);
  // Another loudness, to 16 bits.
  expect(correlation(saved.values, clean.samples)).toBeGreaterThan(0.99999);
});

/** Pearson's r. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (of: ArrayLike<number>) => Array.from(of).reduce((sum, x) => sum + x / of.length, 0);
  const [p, q] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < b.length; i++) {
    ab += (a[i] - p) * (b[i] - q);
    aa += (a[i] - p) ** 2;
    bb += (b[i] - q) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}
