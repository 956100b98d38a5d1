import { expect, test } from "vitest";
import { rbm } from "../../../../shared/labs/partition/rbm/lab.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { runTasks } from "../../../run.ts";
import { prepared } from "./prepared.ts";

const bars = { generator: "bars-and-stripes", params: { side: 3, source: "all" } };

test("from 500 chains on a GPU may anneal them, and does nothing else", async () => {
  const tasks = async (aisChains: number) => {
    const { experiment, data } = await prepared(bars, { aisChains });
    expect(rbm.onGpu?.(experiment.params)).toBe(aisChains >= 500);
    return rbm.plan(experiment.params, data, keyOfSeed(1));
  };
  expect((await tasks(499)).filter(({ gpu }) => gpu)).toEqual([]);
  const many = await tasks(500);
  for (const { kind, gpu } of many) expect(gpu === true).toBe(kind === "forward" || kind === "reverse");
  expect(many.filter(({ gpu }) => gpu)).toHaveLength(16);
});

test("what devices are timed on begins at once, and can be run", async () => {
  const { experiment, data } = await prepared(bars, { aisChains: 500, aisSteps: 20, epochs: 5000 });
  const tasks = rbm.trial?.(rbm.plan(experiment.params, data, keyOfSeed(1))) ?? [];
  expect(tasks[0]).toMatchObject({ id: "train", steps: 1 });
  expect(new Set(tasks.slice(1).map(({ kind }) => kind))).toEqual(new Set(["forward"]));
  expect(runTasks(rbm, tasks, { data }).output("forward.7")?.logWeights.shape).toEqual([63]);
});
