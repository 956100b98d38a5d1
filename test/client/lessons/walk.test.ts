import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import type { Catalogue } from "../../../client/labs/recorded.ts";
import type { Step } from "../../../client/lessons/lesson.ts";
import { isDone } from "../../../client/lessons/progress.ts";
import { runExperiment } from "../../../client/run/driver.ts";
import { createNodePool } from "../../../client/terminal/pool.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { labs } from "../../../shared/labs/index.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { folder, lessonOf, stepsOf } from "./read.ts";
import type { Act, Walk } from "./walk.ts";

/**
 * A reader who does what each lesson says, step after step: every act ticks what asks for it, and nothing else. What a preset gives was recorded
 * (`recorded/catalogue.json`, held to the digests by `npm run record`); what its parameters are changed to is run here, for shorter where no number
 * is asked of it (CONFORMANCE=full: whole).
 */
const asked = process.env.LABS?.split(",");
const full = process.env.CONFORMANCE === "full";
const walks = import.meta.glob<Walk>("../../labs/*/*/walk.ts", { import: "walk" });
const pool = createNodePool({ threads: 2 });
afterAll(() => {
  pool.close();
  resolved.clear();
});

describe.each(labs.filter(({ id }) => asked?.includes(id) ?? true))("the lesson of $id", (entry) => {
  const steps = stepsOf(lessonOf(entry, "en"));
  const numbersOf = (done: readonly Step[]) => done.map((step) => steps.indexOf(step) + 1);
  const catalogue: Catalogue = JSON.parse(
    readFileSync(new URL(`${entry.family}/${entry.id}/recorded/catalogue.json`, folder), "utf8"),
  );
  const walkOf = () => walks[`../../labs/${entry.family}/${entry.id}/walk.ts`]();
  const recorded = (preset: string) => catalogue.presets.find(({ id }) => id === preset)?.metrics ?? {};

  test("running a preset, and doing nothing else, ticks what asks to run it and no more", async () => {
    const lab = await entry.load();
    const ticked = lab.presets.map(({ id }) => {
      const experiment = presetExperiment(lab, id);
      const ran = { experiment, metrics: recorded(id), view: null, used: new Set<string>() };
      const opened = { ...ran, metrics: null };
      expect(
        steps.filter((step) => isDone(lab, step, opened)),
        `opening ${id} ticks nothing`,
      ).toEqual([]);
      return [id, numbersOf(steps.filter((step) => isDone(lab, step, ran)))];
    });
    expect(Object.fromEntries(ticked)).toEqual((await walkOf()).alone);
  });

  test("ticks each step when it was done, and no other", { timeout: 240_000 }, async () => {
    const lab = await entry.load();
    const done = new Set<Step>();
    let view: string | null = null;
    for (const act of (await walkOf()).acts) {
      const experiment = changed(lab, act);
      view = act.view ?? view;
      const metrics = act.run ? (act.set ? await metricsOf(lab, ranIn(lab, act)) : recorded(act.preset)) : null;
      const situation = { experiment, metrics, view, used: new Set(act.used ?? []) };
      const now = steps.filter((step) => !done.has(step) && isDone(lab, step, situation));
      expect(numbersOf(now), JSON.stringify({ ...act, metrics })).toEqual(act.ticks);
      for (const step of now) done.add(step);
      // A run that is shorter than the reader's must not stand for its numbers.
      if (act.shorter) expect(now.flatMap(numbersAsked), JSON.stringify(act)).toEqual([]);
    }
    const left = steps.filter((step) => !done.has(step) && !step.isManual);
    expect(left.every(({ requires }) => requires.some(({ kind }) => kind === "own"))).toBe(true);
  });
});

const numbersAsked = ({ requires }: Step) => requires.filter(({ kind }) => kind === "metric");

function changed(lab: Lab, { preset, set = {} }: Act): Experiment {
  return Object.entries(set).reduce<Experiment>(
    (experiment, [path, value]) => setPath(lab, experiment, path, value),
    presetExperiment(lab, preset),
  );
}

/** What is run for an act. */
function ranIn(lab: Lab, act: Act): Experiment {
  return changed(lab, full ? act : { ...act, set: { ...act.set, ...act.shorter } });
}

/** Data of the acts before: most acts change nothing of them, and some take long to generate. */
const resolved = new Map<string, ReturnType<typeof resolveData>>();
function dataOf({ data }: Experiment) {
  const name = canonicalJson(data);
  const known = resolved.get(name) ?? resolveData(data, () => Promise.reject(new Error("presets have no files")));
  resolved.set(name, known);
  return known;
}

async function metricsOf(lab: Lab, experiment: Experiment) {
  const data = await dataOf(experiment);
  return (await runExperiment({ experiment, lab, data, pool, device: "wasm" })).metrics;
}
