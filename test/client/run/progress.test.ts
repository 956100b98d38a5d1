import { describe, expect, test } from "vitest";
import type { Planned } from "../../../client/run/estimate.ts";
import { planOf } from "../../../client/run/plan.ts";
import { fractionOf, learnWeights, weightsOf } from "../../../client/run/progress.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import type { Table } from "../../../shared/data/table.ts";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { type OpenFold, openFold } from "../../../shared/labs/fold.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";

const noFile = (): never => {
  throw new Error("presets have no files");
};

/** Presets share data, and some take long to generate. */
const resolved = new Map<string, Promise<Table | null>>();
function dataOf({ data }: Experiment): Promise<Table | null> {
  const name = canonicalJson(data);
  const known = resolved.get(name) ?? resolveData(data, noFile, noFile);
  resolved.set(name, known);
  return known;
}

/** A preset of a lab, the first unless another is meant, as it would run here. */
async function planned(id: string, device: Planned["device"] = "wasm", preset = 0) {
  const lab = await labs.find((one) => one.id === id)?.load();
  if (!lab) throw new Error(`no lab ${id}`);
  const experiment = presetExperiment(lab, lab.presets[preset]);
  const data = await dataOf(experiment);
  await lab.prepareFor?.(experiment.params);
  const run: Planned = { lab, experiment, data, device, threads: 2 };
  return { run, tasks: planOf(lab, experiment, data) };
}

function finish(fold: OpenFold, kind: string): void {
  for (const task of fold.tasks.filter((one) => one.kind === kind)) {
    fold.add({ task: task.id, from: 0, to: task.steps, records: {}, output: {} });
  }
}

describe("the progress of a run", () => {
  test("is the expected time that is over: an RBM's training counts for its arithmetic, not for its steps", async () => {
    const { run, tasks } = await planned("rbm");
    const { kinds = {}, multiplyAdds } = run.lab.estimate(run.experiment.params, run.data);
    expect(Object.values(kinds).reduce((a, b) => a + b, 0)).toBeCloseTo(multiplyAdds, 0);
    const fold = openFold(tasks);
    const weights = weightsOf(run, tasks);
    expect(fractionOf(fold, weights)).toBe(0);
    finish(fold, "train");
    expect(fractionOf(fold, weights)).toBeCloseTo(kinds.train / multiplyAdds, 10);
    // 216 minibatches among 52,000 steps.
    expect(fractionOf(fold, weights)).toBeGreaterThan(0.04);
    for (const kind of ["evaluate", "exact", "forward", "reverse"]) finish(fold, kind);
    expect(fractionOf(fold, weights)).toBeCloseTo(1, 10);
  });

  test.each(labs.map(({ id }) => id))("every kind of task of %s that runs counts", async (id) => {
    const { run, tasks } = await planned(id);
    const weights = weightsOf(run, tasks);
    for (const { kind } of tasks) expect([kind, weights.get(kind)]).toEqual([kind, expect.any(Number)]);
    for (const { kind } of tasks) expect(weights.get(kind)).toBeGreaterThan(0);
  });

  test.each(labs.map(({ id }) => id))("the kinds of tasks of %s make up its work", async (id) => {
    const lab = await labs.find((one) => one.id === id)?.load();
    for (const [index, preset] of lab?.presets.entries() ?? []) {
      const { run, tasks } = await planned(id, "wasm", index);
      const { kinds, multiplyAdds } = run.lab.estimate(run.experiment.params, run.data);
      if (kinds === undefined) continue;
      const parts = [...new Set(tasks.map(({ kind }) => kind))].map((kind) => kinds[kind] ?? 0);
      const share = parts.reduce((sum, part) => sum + part, 0) / multiplyAdds;
      expect.soft([preset.id, share.toFixed(2)], id).toEqual([preset.id, "1.00"]);
    }
  });

  test("weighs by what an earlier run took here, once all its kinds were timed", async () => {
    const { run, tasks } = await planned("rbm", "scalar");
    const fold = openFold(tasks);
    finish(fold, "train");
    const before = fractionOf(fold, weightsOf(run, tasks));
    const kinds = [...new Set(tasks.map(({ kind }) => kind))];
    const steps = (kind: string) =>
      tasks.filter((task) => task.kind === kind).reduce((sum, task) => sum + task.steps, 0);
    const timed = (kind: string, seconds: number) => [kind, { seconds, steps: steps(kind) }] as const;
    learnWeights(run, tasks, new Map([timed("train", 6)]));
    expect(fractionOf(fold, weightsOf(run, tasks))).toBe(before);
    // Training took six seconds, everything else two each.
    learnWeights(run, tasks, new Map(kinds.map((kind) => timed(kind, kind === "train" ? 6 : 2))));
    expect(fractionOf(fold, weightsOf(run, tasks))).toBeCloseTo(6 / (6 + 2 * (kinds.length - 1)), 2);
  });
});
