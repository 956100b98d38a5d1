import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { labViews } from "../../../client/labs/index.ts";
import { type Cards, type Catalogue, type Indexes, recordedBytes } from "../../../client/labs/recorded.ts";
import { decodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import { labs } from "../../../shared/labs/index.ts";
import { exactMetrics } from "../../../shared/labs/metrics.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { withoutSweep } from "../../../shared/labs/sweep.ts";
import { lessonOf } from "../lessons/read.ts";

/** LABS=rbm,fa looks at these alone. */
const asked = process.env.LABS?.split(",");
const chosen = labs.filter(({ id }) => asked?.includes(id) ?? true);
const folder = new URL("../../../client/labs/", import.meta.url);
const read = <T>(path: string) => JSON.parse(readFileSync(new URL(path, folder), "utf8")) as T;
const indexes = read<Indexes>("indexes.json");

test("every lab is in the index, in the order of the registry", () => {
  expect(Object.keys(indexes)).toEqual(labs.map(({ id }) => id));
});

describe.each(chosen.map((entry) => [entry.id, entry] as const))("%s", (id, { family, load }) => {
  const own = `${family}/${id}/recorded/`;

  test("its index says what the lab says (else: npm run record -- --words)", async () => {
    const { title, summary, presets, data } = await load();
    const index = indexes[id];
    const { level, minutes, blocks } = lessonOf({ family, id }, "en");
    const steps = blocks.filter(({ kind }) => kind === "step").length;
    expect(index?.lesson).toEqual({ level, minutes, steps });
    expect(index?.formats).toEqual(data.formats);
    expect(index).toMatchObject({ family, title, summary, presets: presets.map(({ id, title }) => ({ id, title })) });
    for (const { seconds } of index?.presets ?? []) expect(seconds).toBeGreaterThan(0);
  });

  test("its catalogue has the digest and the metrics of every preset and of nothing else", async () => {
    const lab = await load();
    const { presets } = read<Catalogue>(`${own}catalogue.json`);
    expect(presets.map((entry) => entry.id)).toEqual(lab.presets.map((preset) => preset.id));
    for (const { digest, metrics } of presets) {
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
      expect(Object.keys(exactMetrics(lab, metrics)).length).toBeGreaterThan(0);
      for (const value of Object.values(metrics)) expect(value).toEqual(expect.any(Number));
    }
    expect(new Set(presets.map(({ digest }) => digest)).size).toBe(presets.length);
  });

  test("it has a recorded result for every preset and no other file, and a card", async () => {
    const { presets } = await load();
    const expected = [...presets.map((preset) => `${preset.id}.safetensors`), "catalogue.json"];
    const found = readdirSync(new URL(own, folder)).filter((name) => name !== "answers");
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(existsSync(new URL(`${family}/cards.json`, folder))).toBe(true);
    expect(read<Cards>(`${family}/cards.json`)[id]).toBeDefined();
  });

  test("answers that are recorded apart are those of presets, and its view finds them", async () => {
    const folderOfAnswers = new URL(`${own}answers/`, folder);
    const files = existsSync(folderOfAnswers) ? readdirSync(folderOfAnswers) : [];
    const { presets } = await load();
    const view = await labViews.find((entry) => entry.id === id)?.load();
    const addresses = Object.keys((await view?.recordedAnswers?.()) ?? {});
    expect(addresses.map((file) => file.replace(/^.*\//, "")).toSorted()).toEqual(files.toSorted());
    for (const file of files) expect(presets.map((preset) => `${preset.id}.safetensors`)).toContain(file);
  });

  // That it opens and says something is seen where views draw it (test/browser/views): for that its data must be generated.
  test("each result is that of its preset, and at most 100 kB of it", async () => {
    const lab = await load();
    for (const preset of lab.presets) {
      const bytes = new Uint8Array(readFileSync(new URL(`${own}${preset.id}.safetensors`, folder)));
      const experiment = withoutSweep(presetExperiment(lab, preset));
      const answers = new URL(`${own}answers/${preset.id}.safetensors`, folder);
      const apart = existsSync(answers) ? [new Uint8Array(readFileSync(answers))] : [];
      for (const file of [bytes, ...apart]) {
        expect(file.length, preset.id).toBeLessThanOrEqual(recordedBytes.each);
        expect(JSON.parse(decodeSafetensors(file).metadata.experiment), preset.id).toEqual(experiment);
      }
    }
  });
});

test("as many results as forty labs have, of this size, are at most 12 MB", () => {
  const sizes = labs.flatMap(({ family, id }) => {
    const own = new URL(`${family}/${id}/recorded/`, folder);
    const files = readdirSync(own).filter((name) => name.endsWith(".safetensors"));
    return files.map((name) => readFileSync(new URL(name, own)).length);
  });
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  expect(recordedBytes.presets * mean).toBeLessThanOrEqual(recordedBytes.all);
});
