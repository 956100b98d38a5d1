import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { resolveData } from "../../../../shared/data/resolve.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import { decodeGaps, encodeGaps, GAP_CELLS } from "../../../../shared/labs/factors/sparse-coding/gaps.ts";
import { sparseCoding } from "../../../../shared/labs/factors/sparse-coding/lab.ts";
import { patchRows, startsOf, stripsOf } from "../../../../shared/labs/factors/sparse-coding/restore.ts";
import { rowSource } from "../../../../shared/labs/factors/sparse-coding/source.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { parseExperiment } from "../../../../shared/labs/parse-experiment.ts";
import { keyOfSeed, normal } from "../../../../shared/random/index.ts";
import { readFiles } from "../../../own-files.ts";
import { askLab, runTasks } from "../../../run.ts";

const run = ({ params, seed }: Experiment, data: Table) =>
  runTasks(sparseCoding, sparseCoding.plan(params, data, keyOfSeed(seed)), { data });
const measure = (experiment: Experiment, data: Table) => sparseCoding.measure(run(experiment, data), experiment, data);

async function preset(id: string, seed = 1, params: Experiment["params"] = {}, without?: string) {
  const found = sparseCoding.presets.find((one) => one.id === id);
  if (!found) throw new Error(id);
  const experiment = presetExperiment(sparseCoding, {
    ...found,
    seed,
    params: Object.fromEntries(Object.entries({ ...found.params, ...params }).filter(([name]) => name !== without)),
  });
  return {
    experiment,
    data: (await resolveData(experiment.data, () => Promise.reject(new Error("no files")))) as Table,
  };
}
/** An experiment on a table of any kind. */
async function given(data: Table, params: object): Promise<Experiment> {
  const input = { v: 1, lab: "sparse-coding", seed: 1, data: { generator: "digits", seed: 0, params: {} }, params };
  const entry = { id: "sparse-coding", family: "factors" as const, load: async () => sparseCoding };
  const { experiment } = await parseExperiment(input, [entry]);
  sparseCoding.check?.(experiment.params, data);
  return experiment;
}
const picture = (width: number, height: number, at: (x: number, y: number) => number): Table => ({
  rows: 1,
  columns: width * height,
  values: Float64Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
  image: { width, height, channels: 1 },
});
const waves = picture(24, 20, (x, y) => Math.sin(x / 3) + Math.cos(y / 2));

test.each([1, 2, 3])("at least 95 % of the planted atoms are recovered, seed %i", async (seed) => {
  const { experiment, data } = await preset("planted", seed);
  expect(measure(experiment, data).atomsRecovered).toBeGreaterThanOrEqual(0.95);
});

test("denoising gains more than 6 dB on noise of deviation 25", async () => {
  const { experiment, data } = await preset("denoise");
  const metrics = measure(experiment, data);
  // 20·log₁₀(255 / 25), up to the chance of 16,384 squares.
  expect(metrics["psnr.before"]).toBeCloseTo(20 * Math.log10(255 / 25), 0);
  expect(metrics["psnr.gain"]).toBeGreaterThan(6);
  expect(metrics.psnr).toBeCloseTo(metrics["psnr.before"] + metrics["psnr.gain"], 10);
});

test("inpainting gains more than 8 dB where half of the pixels are missing; learnt atoms do better than cosines", async () => {
  const { experiment, data } = await preset("inpaint");
  const fold = run(experiment, data);
  const metrics = sparseCoding.measure(fold, experiment, data);
  expect(metrics["psnr.gain"]).toBeGreaterThan(8);
  for (const { id } of fold.tasks.filter(({ kind }) => kind === "restore")) {
    const { before, after, truth, known } = fold.output(id) as Arrays;
    for (let i = 0; i < known.values.length; i++) if (known.values[i]) expect(after.values[i]).toBe(truth.values[i]);
    expect(before.values.length).toBe(after.values.length);
  }
  const cosines = await preset("inpaint", 1, { dictionary: "dct" }, "steps");
  expect(metrics.psnr).toBeGreaterThan(measure(cosines.experiment, cosines.data).psnr);
});

test("a drawing of gaps survives its text, and only struck-out pixels change", async () => {
  const cells = Uint8Array.from({ length: GAP_CELLS ** 2 }, (_, i) => (i % GAP_CELLS === 30 || i % 7 === 0 ? 1 : 0));
  expect(decodeGaps(encodeGaps(cells))).toEqual(cells);
  const line = Uint8Array.from(cells, (_, i) => (Math.floor(i / GAP_CELLS) === 20 ? 1 : 0));
  const experiment = await given(waves, {
    goal: "inpaint",
    gaps: "drawn",
    drawn: encodeGaps(line),
    patch: 4,
    atoms: 16,
    steps: 20,
  });
  const fold = run(experiment, waves);
  const known = fold.output("restore.0")?.known.values ?? [];
  // Row 20 of 64 cells lies in row 6 of 20 pixels.
  for (let i = 0; i < known.length; i++)
    expect(known[i]).toBe(
      Math.floor(i / 24) === 6 && Math.floor((6 * 64) / 20) <= 20
        ? 1 - line[Math.floor((6 * GAP_CELLS) / 20) * GAP_CELLS]
        : 1,
    );
});

test("strips share a picture without gap or overlap, and every pixel lies in a patch", () => {
  for (const [height, patch, stride] of [
    [10, 8, 1],
    [128, 8, 3],
    [100, 16, 8],
  ]) {
    const strips = stripsOf(height);
    expect(strips[0][0]).toBe(0);
    expect(strips.at(-1)?.[1]).toBe(height);
    for (const [i, [from, to]] of strips.entries()) {
      if (i > 0) expect(from).toBe(strips[i - 1][1]);
      const rows = patchRows(height, patch, stride, from, to);
      for (let y = from; y < to; y++) expect(rows.some((start) => start <= y && y < start + patch)).toBe(true);
    }
    expect(startsOf(height, patch, stride).at(-1)).toBe(height - patch);
  }
});

test("whitened patches have nearly the unit covariance where the data vary", async () => {
  const { data, experiment } = await preset("edges", 1, { whiten: true, patch: 4 });
  const { params } = experiment as never as { params: Parameters<typeof rowSource>[1] };
  const source = rowSource(data, { ...params, dataKey: [1, 2], damageKey: [3, 4] });
  const rows = Array.from({ length: 4000 }, (_, r) => {
    const out = new Float64Array(16);
    source.draw([5, 6], r, out);
    return out;
  });
  const variance = (of: (row: Float64Array) => number) =>
    rows.reduce((sum, row) => sum + of(row) ** 2, 0) / rows.length;
  // Of the mean square 1, each of the 15 directions that vary has its share.
  const across = variance((row) => row.reduce((sum, v, i) => sum + (i % 4 < 2 ? v : -v), 0) / 4);
  const fine = variance((row) => row.reduce((sum, v, i) => sum + ((i + Math.floor(i / 4)) % 2 ? v : -v), 0) / 4);
  expect(variance((row) => Math.hypot(...row))).toBeCloseTo(1, 0);
  expect(across / fine).toBeLessThan(5);
});

test("numbers of any size and unit are learnt alike", async () => {
  const base = Float64Array.from({ length: 400 }, (_, i) => normal([1, 1], i));
  const metrics = [];
  for (const unit of [1, 2 ** 500, 2 ** -500]) {
    const table: Table = { rows: 50, columns: 8, values: base.map((v) => v * unit) };
    metrics.push(measure(await given(table, { atoms: 12, steps: 20, batch: 32 }), table));
  }
  expect(metrics[1]).toEqual(metrics[0]);
  expect(metrics[2]).toEqual(metrics[0]);
  expect(metrics[0].objective).toBeGreaterThan(0);
});

describe("refuses with a word to the person", () => {
  const rows = (values: number[], columns: number): Table => ({
    rows: values.length / columns,
    columns,
    values: Float64Array.from(values),
  });
  const drawn = { goal: "inpaint", gaps: "drawn" };
  test.each<[string, Table, object, string, RegExp]>([
    ["a constant picture", picture(20, 20, () => 7), {}, "constant-values", /data is constant: 7/],
    ["rows that are all the same", rows([1, 2, 1, 2], 2), {}, "constant-values", /constant/],
    ["one row", rows([1, 2, 3], 3), {}, "too-few-rows", /rows: 1 \(must be at least 2\)/],
    [
      "a patch larger than the picture",
      picture(20, 6, (x) => x),
      {},
      "patch-too-large",
      /patch: 8 pixels \(must be at most 6/,
    ],
    [
      "a picture that is not there",
      waves,
      { goal: "denoise", picture: 2 },
      "no-such-picture",
      /picture: 2 \(must be at most 1/,
    ],
    ["denoising what is no picture", rows([1, 2, 3, 4], 2), { goal: "denoise" }, "needs-pictures", /must be learn/],
    ["no drawing", waves, drawn, "nothing-drawn", /nothing is marked/],
    ["a drawing that is none", waves, { ...drawn, drawn: "abc" }, "not-a-drawing", /3 characters/],
  ])("%s", async (_, table, params, code, message) => {
    const error = await given(table, params).catch((found: unknown) => found);
    expect(error).toBeInstanceOf(ExperimentError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test("a missing cell, by row and column", async () => {
    const table = { ...rows([1, 2, 3, Number.NaN], 2), mask: Uint8Array.of(1, 1, 1, 0), names: ["a", "b"] };
    await expect(given(table, {})).rejects.toMatchObject({ code: "missing-value", values: { row: 2, column: "b" } });
  });

  test("a picture whose patches all have gaps", async () => {
    const experiment = await given(waves, { goal: "inpaint", missing: 0.9 });
    expect(() => run(experiment, waves)).toThrow(/no patch without gaps.*choose cosines/);
    const cosines = await given(waves, { goal: "inpaint", missing: 0.9, dictionary: "dct", patch: 4 });
    expect(measure(cosines, waves)["psnr.gain"]).toBeGreaterThan(0);
  });
});

test("a picture of one's own is taken in colour, made smaller, and cleaned", async () => {
  const { pictures } = JSON.parse(readFileSync(new URL("../../../shared/data/pictures.json", import.meta.url), "utf8"));
  const bytes = Uint8Array.from(Buffer.from(pictures.baseline.file, "base64"));
  const { table } = await readFiles([{ name: "own.jpg", bytes }]);
  expect(table.image).toEqual({ width: 18, height: 13, channels: 3 });
  const experiment = await given(table, { goal: "denoise", noise: "own", sigma: 5, patch: 4, atoms: 20, steps: 10 });
  const fold = run(experiment, table);
  expect(fold.output("restore.0")?.after.shape).toEqual([13, 18]);
  expect(sparseCoding.measure(fold, experiment, table)).not.toHaveProperty("psnr");
  const large = picture(70, 64, (x, y) => x + y);
  const smaller = await given(large, { goal: "denoise", side: 32, patch: 4, atoms: 8, steps: 2 });
  expect(run(smaller, large).output("restore.0")?.after.shape[1]).toBe(23);
});

test("an explanation adds up: parts end at the code's sum, the path begins at zero, solvers reach the least loss", async () => {
  const { experiment, data } = await preset("edges", 1, { steps: 5 });
  const fold = run(experiment, data);
  const [train] = fold.tasks;
  const given = { atoms: (fold.output("train") as Arrays).atoms };
  const task = { kind: "explain", steps: 1, params: { ...train.params, row: 4 } };
  const { rows, row, code, order, parts, path, penalties, gaps } = askLab(sparseCoding, data, task, given);
  expect(rows.shape).toEqual([24, 64]);
  expect([...row.values]).toEqual([...rows.values.subarray(256, 320)]);
  const used = order.values.length;
  expect(used).toBeGreaterThan(1);
  for (let i = 0; i < 64; i++) {
    const sum = Array.from(code.values).reduce((s, a, j) => s + a * Number(given.atoms.values[64 * j + i]), 0);
    expect(parts.values[(used - 1) * 64 + i]).toBeCloseTo(sum, 10);
  }
  expect(path.values.subarray(0, path.shape[1]).every((a) => a === 0)).toBe(true);
  expect([...penalties.values]).toEqual([...penalties.values].sort((a, b) => b - a));
  expect(gaps.values.every((gap) => gap >= 0)).toBe(true);
  // Coordinate descent is there first.
  const last = (m: number) => gaps.values[60 * m + 59];
  expect(last(2)).toBeLessThan(1e-6);
  expect(last(2)).toBeLessThanOrEqual(last(1));
  expect(last(1)).toBeLessThanOrEqual(last(0));
});
