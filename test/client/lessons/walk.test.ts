import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import type { Catalogue } from "../../../client/labs/recorded.ts";
import type { Step } from "../../../client/lessons/lesson.ts";
import { isDone } from "../../../client/lessons/progress.ts";
import { runExperiment } from "../../../client/run/driver.ts";
import { createNodePool } from "../../../client/terminal/pool.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import { sha256Hex } from "../../../shared/experiment/digest.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { labs } from "../../../shared/labs/index.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { exactMetrics } from "../../../shared/labs/metrics.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { folder, lessonOf, stepsOf } from "./read.ts";
import type { Act, Walk } from "./walk.ts";

/**
 * A reader who does what each lesson says, step after step: every act ticks what asks for it, and nothing else. What a preset gives was recorded
 * (`recorded/catalogue.json`, held to the digests by `npm run record`); so were the numbers that are asked of one whose parameters are changed
 * (`test/golden/walks.json`: the same for as long as the lab's revision is, as its digests are). CONFORMANCE=full runs them again, and whole where no
 * number is asked; UPDATE_GOLDEN=1 writes down those that are new or of another revision.
 */
const golden = new URL("../../golden/walks.json", import.meta.url);
const goldens: Record<string, Walked> = JSON.parse(readFileSync(golden, "utf8"));
/** Names of what the walks ran. */
const looked = new Set<string>();
/** What a changed preset gave. */
interface Walked {
  readonly revision: number;
  /** SHA-256 of the experiment. */
  readonly experiment: string;
  /** Those that the lesson asks for, of any step. */
  readonly metrics: Readonly<Record<string, number>>;
}
const asked = process.env.LABS?.split(",");
const full = process.env.CONFORMANCE === "full";
const update = process.env.UPDATE_GOLDEN === "1" && !full;
const walks = import.meta.glob<Walk>("../../labs/*/*/walk.ts", { import: "walk" });
const pool = createNodePool({ threads: 2 });
afterAll(() => {
  pool.close();
  resolved.clear();
  const kept = Object.entries(goldens).filter(
    ([name]) => looked.has(name) || asked?.includes(name.split(":")[0]) === false,
  );
  if (update) writeFileSync(golden, `${JSON.stringify(Object.fromEntries(kept.sort()), null, 2)}\n`);
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
      const metrics = act.run ? (act.set ? await metricsOf(lab, act, steps) : recorded(act.preset)) : null;
      const situation = { experiment, metrics, view, used: new Set(act.used ?? []) };
      const now = steps.filter((step) => !done.has(step) && isDone(lab, step, situation));
      expect(numbersOf(now), JSON.stringify({ ...act, metrics })).toEqual(act.ticks);
      for (const step of now) done.add(step);
      // A run that is shorter than the reader's must not stand for its numbers.
      if (act.shorter) expect(now.flatMap(numbersAsked), JSON.stringify(act)).toEqual([]);
    }
    const ofLab = Object.keys(goldens).filter((name) => name.startsWith(`${lab.id}:`));
    if (!full && !update)
      expect(ofLab, "written down and walked by no one").toEqual(ofLab.filter((name) => looked.has(name)));
    const left = steps.filter((step) => !done.has(step) && !step.isManual);
    expect(left.every(({ requires }) => requires.some(({ kind }) => kind === "own"))).toBe(true);
  });
});

const numbersAsked = ({ requires }: Step) => requires.filter(({ kind }) => kind === "metric");

function changed(lab: Lab, { preset, set = {} }: Pick<Act, "preset" | "set">): Experiment {
  return Object.entries(set).reduce<Experiment>(
    (experiment, [path, value]) => setPath(lab, experiment, path, value),
    presetExperiment(lab, preset),
  );
}

/** What the run of a changed preset gives of the numbers that the lesson asks for, of any step. */
async function metricsOf(lab: Lab, { preset, set, shorter }: Act, steps: readonly Step[]) {
  const change = { ...set, ...(full ? {} : shorter) };
  const experiment = changed(lab, { preset, set: change });
  const name = `${lab.id}:${preset} ${canonicalJson(change)}`;
  looked.add(name);
  const { revision } = lab;
  const hash = await sha256Hex(new TextEncoder().encode(canonicalJson(experiment)));
  const known = goldens[name];
  const isKnown = known?.revision === revision && known.experiment === hash;
  if (!full && !update) {
    if (!isKnown) expect.fail(`${name} is not written down for revision ${revision} (UPDATE_GOLDEN=1 LABS=${lab.id})`);
    return known.metrics;
  }
  const asked = steps.flatMap(numbersAsked).flatMap((one) => (one.kind === "metric" ? [one.metric] : []));
  const all = Object.entries(await runMetrics(lab, experiment));
  const metrics = Object.fromEntries(all.filter(([metric]) => asked.includes(metric)).sort());
  if (isKnown) expect(metrics, `${name} under revision ${revision}`).toMatchObject(exactMetrics(lab, known.metrics));
  goldens[name] = { revision, experiment: hash, metrics };
  return metrics;
}

/** Data of the acts before: most acts change nothing of them, and some take long to generate. */
const resolved = new Map<string, ReturnType<typeof resolveData>>();
function dataOf({ data }: Experiment) {
  const name = canonicalJson(data);
  const known = resolved.get(name) ?? resolveData(data, () => Promise.reject(new Error("presets have no files")));
  resolved.set(name, known);
  return known;
}

async function runMetrics(lab: Lab, experiment: Experiment) {
  const data = await dataOf(experiment);
  return (await runExperiment({ experiment, lab, data, pool, device: "wasm" })).metrics;
}
