import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { labViews } from "../../../client/labs/index.ts";
import { type Lesson, pathsOf, presetOf } from "../../../client/lessons/lesson.ts";
import { isAbout, isDone } from "../../../client/lessons/progress.ts";
import { labs } from "../../../shared/labs/index.ts";
import { metricMatches } from "../../../shared/labs/metrics.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { folder, lessonOf, stepsOf } from "./read.ts";

const asked = process.env.LABS?.split(",");

test("every lab has a lesson in each language, and every lesson a lab", () => {
  const found = globSync("*/*/lesson.*.md", { cwd: fileURLToPath(folder) });
  const wanted = labs.flatMap(({ family, id }) =>
    ["en", "es"].map((language) => `${family}/${id}/lesson.${language}.md`),
  );
  expect(found.toSorted()).toEqual(wanted.toSorted());
});

describe.each(labs.filter(({ id }) => asked?.includes(id) ?? true))("the lesson of $id", (entry) => {
  const lesson = lessonOf(entry, "en");
  const steps = stepsOf(lesson);

  test("has the same steps, buttons, level and minutes in both languages", () => {
    expect(actionsOf(lessonOf(entry, "es"))).toEqual(actionsOf(lesson));
  });

  test("asks only for metrics and presets that the lab has", async () => {
    const { metrics, presets } = await entry.load();
    const known = presets.map(({ id }) => id);
    for (const block of lesson.blocks) if (block.kind === "preset") expect(known).toContain(block.preset);
    for (const one of steps.flatMap(({ requires }) => requires)) {
      if (one.kind === "preset") expect(known).toContain(one.preset);
      if (one.kind === "metric")
        expect(
          metrics.some(({ name }) => metricMatches(name, one.metric)),
          `metric ${one.metric} is declared`,
        ).toBe(true);
    }
  });

  test("asks only for tabs and controls that the page has, and for no tab that is open from the start", async () => {
    const views = (await labViews.find(({ id }) => id === entry.id)?.load())?.supporting.slice(1).map(({ id }) => id);
    const controls = controlsOf(entry.family, entry.id);
    for (const one of steps.flatMap(({ requires }) => requires)) {
      if (one.kind === "view") expect(views).toContain(one.view);
      if (one.kind === "used") expect(controls).toContain(one.control);
    }
  });

  test("binds every check to a preset, or to what its reader does, unless it asks no more than to run", () => {
    for (const { isManual, requires } of steps) {
      const isBound = requires.some(
        ({ kind }) => kind === "preset" || kind === "view" || kind === "used" || kind === "own",
      );
      const onlyRun = requires.every(({ kind }) => kind === "run");
      expect(isManual || isBound || (onlyRun && requires.length > 0), JSON.stringify(requires)).toBe(true);
    }
  });

  test("calls for moves that the preset alone has not made, of parameters that it has", async () => {
    const lab = await entry.load();
    for (const step of steps.filter((one) => pathsOf(one).length > 0 && presetOf(one) !== null)) {
      const experiment = presetExperiment(lab, presetOf(step) ?? undefined);
      expect(isAbout(lab, step, experiment), JSON.stringify(step.requires)).toBe(true);
      // All else granted: what is left is whether the parameters stand where the step wants them.
      const settings = {
        ...step,
        requires: step.requires.filter(({ kind }) => kind === "preset" || kind === "setting"),
      };
      expect(isDone(lab, settings, { experiment, metrics: {}, view: null, used: new Set() })).toBe(false);
    }
  });
});

/** Names under which the lab's own views and the parts of all labs mark their controls. */
function controlsOf(family: string, id: string): readonly string[] {
  const root = fileURLToPath(new URL("../", folder));
  const own = [`labs/${family}/${id}/**/*.tsx`, `labs/${family}/*.tsx`, `labs/${family}/{messages,points,text}/*.tsx`];
  const files = globSync([...own, "labs/parts/*.tsx", "views/*.tsx"], { cwd: root });
  return files.flatMap((file) =>
    [...readFileSync(root + file, "utf8").matchAll(/\b(?:data-)?act=(?:\{[^}"]*)?"([\w-]+)"/g)].map(([, name]) => name),
  );
}

/** What a lesson asks for, without its words. */
function actionsOf({ level, minutes, blocks }: Lesson): unknown[] {
  const actions = blocks.flatMap((block): unknown[] => {
    if (block.kind === "step") return [{ step: block.requires, manual: block.isManual, id: block.id }];
    return block.kind === "preset" ? [{ preset: block.preset }] : [];
  });
  return [level, minutes, ...actions];
}
