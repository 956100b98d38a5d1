/** What is drawn of results, pixel by pixel, and how much work it is. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Arrays, array, type NDArray } from "../../shared/arrays.ts";
import { encodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import { resolveData } from "../../shared/data/resolve.ts";
import { resultArrays } from "../../shared/labs/fold.ts";
import { labs } from "../../shared/labs/index.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { readRecorded } from "../../shared/labs/recording.ts";
import { keyOfSeed } from "../../shared/random/philox.ts";
import { createCanvas } from "../../worker/preview/canvas.ts";
import { cardOfResult } from "../../worker/preview/card.ts";
import { seriesColor, tokens } from "../../worker/preview/colors.ts";
import { drawPreview } from "../../worker/preview/draw.ts";
import { canWrite, wrapped, written } from "../../worker/preview/letters.ts";
import { packed } from "../../worker/preview/pack.ts";
import { wordsOf } from "../../worker/preview/result.ts";

const root = fileURLToPath(new URL("../../", import.meta.url).href);
const WHITE = [255, 255, 255] as const;
const BLACK = [0, 0, 0] as const;
const words = { titles: [], numbers: [], note: [] };

describe("a canvas", () => {
  const levels = (canvas: { pixels: Uint8Array }) => Array.from(canvas.pixels).filter((_, at) => at % 3 === 0);

  test("covers with a line as much of each pixel as lies within its breadth", () => {
    const canvas = createCanvas(4, 5, WHITE);
    canvas.line(
      [
        [-3, 2.5],
        [9, 2.5],
      ],
      2,
      BLACK,
    );
    const row = (level: number) => [level, level, level, level];
    expect(levels(canvas)).toEqual([255, 127, 0, 127, 255].flatMap(row));
  });

  test("is no darker where a line crosses itself, and paler where it lets through", () => {
    const canvas = createCanvas(9, 9, WHITE);
    canvas.line(
      [
        [0, 4.5],
        [9, 4.5],
        [4.5, 4.5],
        [4.5, 0],
        [4.5, 9],
      ],
      1,
      BLACK,
      0.5,
    );
    expect(Math.min(...levels(canvas))).toBe(128);
    const there = createCanvas(9, 9, WHITE);
    there.line(
      [
        [0, 4],
        [9, 4],
        [0, 4],
      ],
      1,
      BLACK,
    );
    expect(Math.min(...levels(there))).toBe(127);
    canvas.line(
      [
        [Number.NaN, 1],
        [Number.POSITIVE_INFINITY, 2],
      ],
      3,
      BLACK,
    );
    expect(Math.min(...levels(canvas))).toBe(128);
  });

  test("draws a disc of its area", () => {
    const canvas = createCanvas(60, 60, WHITE);
    canvas.disc([30, 30], 20, BLACK);
    const area = levels(canvas).reduce((sum, level) => sum + (255 - level) / 255, 0);
    expect(Math.abs(area / (Math.PI * 400) - 1)).toBeLessThan(0.005);
  });

  test("visits no more than the marks are long", () => {
    const canvas = createCanvas(1000, 1000, WHITE);
    const before = canvas.work;
    canvas.rect(-1e9, -1e9, 1, 1e12, BLACK);
    canvas.disc([1e300, 4], 1e3, BLACK);
    expect(canvas.work - before).toBe(0);
    const paper = canvas.work;
    canvas.line(
      [
        [0, 0],
        [1000, 1000],
      ],
      3,
      BLACK,
    );
    // Once about the line, once over its box.
    expect(canvas.work - paper).toBeLessThan(1000 * 1000 + 12 * 1000);
  });
});

test("what is packed is unpacked by another, and is small where a drawing repeats itself", () => {
  const near = 3;
  const above = 61;
  const random = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + (i >> 3) * 17) & 255);
  const runs = Uint8Array.from({ length: 50_000 }, (_, i) => Math.floor(i / 700) & 255);
  const rows = Uint8Array.from({ length: 50_000 }, (_, i) => ((i % above) * 37) & 255);
  for (const bytes of [random, runs, rows, new Uint8Array(0), new Uint8Array(259), Uint8Array.of(255)])
    expect(new Uint8Array(inflateRawSync(packed(bytes, near, above)))).toEqual(bytes);
  expect(packed(runs, near, above).length).toBeLessThan(1500);
  expect(packed(rows, near, above).length).toBeLessThan(1500);
  // Every length of a run.
  for (let length = 1; length < 600; length++) {
    const bytes = new Uint8Array(length + 2).fill(7, 1, 1 + length);
    expect(new Uint8Array(inflateRawSync(packed(bytes, 1, above)))).toEqual(bytes);
  }
});

test("colours are those of the page's light theme", async () => {
  const css = await readFile(`${root}client/styles/tokens.css`, "utf8");
  const hex = (color: readonly number[]) => `#${color.map((level) => level.toString(16).padStart(2, "0")).join("")}`;
  const light = css.slice(0, css.indexOf("color-scheme: dark"));
  const tokenOf = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(light)?.[1];
  for (const [name, color] of Object.entries(tokens)) expect([name, hex(color)]).toEqual([name, tokenOf(name)]);
  for (let i = 0; i < 8; i++) expect(hex(seriesColor(i))).toBe(tokenOf(`series-${i}`));
  expect(seriesColor(8)).toEqual(seriesColor(0));
});

test("words are as wide as their letters and are cut between words", () => {
  expect(written("", 14).width).toBe(0);
  expect(written("ii", 14).width).toBeLessThan(written("mm", 14).width);
  expect(written("nn", 28).width).toBe(2 * written("nn", 14).width);
  expect(written("ñ", 14).strokes.length).toBe(written("n", 14).strokes.length + 1);
  expect(canWrite("☃")).toBe(false);
  expect(wrapped("uno dos tres", 14, written("uno dos", 14).width)).toEqual(["uno dos", "tres"]);
});

/** Pixels visited for a preview at most, whatever it shows. */
const MOST_WORK = 12_000_000;

describe("results of labs", async () => {
  const all = await Promise.all(labs.map(({ load }) => load()));

  test.each(all.map((lab, i) => [lab.id, lab, i] as const))(
    "of %s are drawn, and hostile ones cost no more",
    async (_, lab, i) => {
      const [preset] = lab.presets;
      const folder = `${root}client/labs/${lab.family}/${lab.id}/recorded/`;
      const bytes = new Uint8Array(await readFile(`${folder}${preset.id}.safetensors`));
      const { metrics } = JSON.parse(await readFile(`${folder}catalogue.json`, "utf8")).presets[0];
      const experiment = { ...presetExperiment(lab, preset), sweep: undefined } as never as ReturnType<
        typeof presetExperiment
      >;
      const data = await resolveData(experiment.data, () => Promise.reject(new Error("no files")));
      if (data) await lab.prepare?.(data);
      await lab.prepareFor?.(experiment.params);
      const tasks = lab.plan(experiment.params, data, keyOfSeed(experiment.seed));
      const arrays = resultArrays(readRecorded(tasks, bytes).fold);
      const said = wordsOf({ lab, metrics, card: undefined });
      for (const text of [...said.titles, ...said.numbers.flat(), ...said.note])
        expect([text, canWrite(text)]).toEqual([text, true]);
      const cardOf = (changed: Arrays) =>
        cardOfResult(lab, experiment, encodeSafetensors(changed, { tasks: JSON.stringify(tasks) }));
      const card = await cardOf(arrays);
      expect(card).toBeDefined();
      const canvas = drawPreview(card, said);
      expect(canvas.work).toBeLessThan(MOST_WORK);
      expect(canvas.pixels).not.toEqual(drawPreview(undefined, said).pixels);
      // By default one kind for each lab, in turn; with CONFORMANCE=full all.
      const thorough = process.env.CONFORMANCE === "full";
      const kinds = Object.values(changes);
      for (const change of thorough ? kinds : [kinds[i % kinds.length]]) {
        const changed = Object.fromEntries(Object.entries(arrays).map(([name, one]) => [name, change(one)]));
        expect(drawPreview(await cardOf(changed), words).work).toBeLessThan(MOST_WORK);
      }
    },
  );
});

const changes: Readonly<Record<string, (array: NDArray) => NDArray>> = {
  nan: ({ shape, values }) => array(new Float64Array(values.length).fill(Number.NaN), [...shape]),
  infinite: ({ shape, values }) => array(new Float64Array(values.length).fill(Number.NEGATIVE_INFINITY), [...shape]),
  huge: ({ shape, values }) =>
    array(
      Float64Array.from(values, (_, i) => (i % 2 ? 1e308 : -1e308)),
      [...shape],
    ),
  flat: ({ values }) => array(Float64Array.from(values, Number), [values.length]),
  upright: ({ values }) => array(Float64Array.from(values, Number), [values.length, 1]),
  lying: ({ values }) => array(Float64Array.from(values, Number), [1, values.length]),
};
