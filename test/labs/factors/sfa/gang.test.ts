import { describe, expect, test } from "vitest";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { sizesOf } from "../../../../shared/labs/factors/sfa/data.ts";
import { sfa } from "../../../../shared/labs/factors/sfa/lab.ts";
import { cutOf } from "../../../../shared/labs/factors/sfa/shards.ts";
import { runInGang } from "../../../gang-run.ts";
import { generated, runTasks } from "../../../run.ts";

const bars = generated("moving-bars", { frames: 6500, side: 9, motion: "turn", period: 200, noise: 0.05 });
const taskOf = (kind: string, change: object, data = bars) => {
  const params = { ...defaults(sfa.params), shuffles: 3, features: 4, ...change } as never;
  const task = sfa.plan(params, data, [3, 4]).find(({ id }) => id === kind);
  if (!task) throw new Error(`no task ${kind}`);
  // Whatever the lab finds worth while: what is small here is tried faster.
  return { ...task, gang: 8 };
};

describe.each([
  { expansion: "quadratic", inputs: 11, frames: 1 },
  { expansion: "linear", inputs: 60, frames: 2, lag: 3 },
])("$expansion features", (change) => {
  test.each(["slow", "chance"])(
    "%s: one, two, three and eight threads give the same bits, those of the scalar reference",
    async (kind) => {
      const task = taskOf(kind, change);
      const { rounds: _, ...alone } = await runInGang(sfa, task, bars, 1);
      for (const threads of [2, 3, 8]) {
        const { rounds, ...together } = await runInGang(sfa, task, bars, threads);
        expect(rounds).toBeGreaterThan(2);
        expect(together).toEqual(alone);
      }
      const scalar = runTasks(sfa, [task], { data: bars, device: "scalar" });
      expect(scalar.output(kind)).toEqual(alone.output);
    },
  );

  test.each(["slow", "chance"])(
    "%s: resumed on its way, in the midst of a round, it gives the same bits",
    async (kind) => {
      const task = taskOf(kind, change);
      const { output } = await runInGang(sfa, task, bars, 1);
      const blocks = Math.ceil(bars.rows / 256);
      for (const resumeAt of [1, 5, blocks, blocks + 3, 2 * blocks, 2 * blocks + 7, task.steps - 1]) {
        const resumed = await runInGang(sfa, task, bars, 3, { resumeAt });
        expect(resumed.output).toEqual(output);
      }
    },
  );
});

test("shuffles that take long are shared part by part, with the same bits", async () => {
  const wide = { inputs: 28, features: 3, shuffles: 2 };
  const task = taskOf("chance", wide);
  const sizes = sizesOf(task.params as never, bars);
  expect(cutOf(sizes, 3).whole).toBe(false);
  const alone = await runInGang(sfa, task, bars, 1);
  const together = await runInGang(sfa, task, bars, 3);
  expect(together.rounds).toBeGreaterThan(4);
  expect(together.output).toEqual(alone.output);
});

test("answers stay small, two threads have work in each round, and little work has no gang", () => {
  for (const columns of [1, 9, 196, 1024])
    for (const inputs of [1, 10, 53, columns])
      for (const expansion of ["linear", "quadratic"]) {
        const functions = expansion === "linear" ? inputs : inputs + (inputs * (inputs + 1)) / 2;
        if (functions > 1500 || inputs > columns) continue;
        const { shards, each } = cutOf({ columns, rows: 10_000, inputs, functions }, 6);
        expect(each).toBeGreaterThanOrEqual(1);
        expect(2 * each).toBeLessThanOrEqual(shards);
        expect(shards * 8 * functions ** 2).toBeLessThanOrEqual(2 ** 26);
      }
  const plan = (data: typeof bars, change: object) =>
    sfa.plan({ ...defaults(sfa.params), ...change } as never, data, [1, 2]).map(({ gang }) => gang);
  expect(plan(generated("driven-logistic-map", { rows: 5000 }), { frames: 3, shuffles: 5 })).toEqual([
    undefined,
    undefined,
  ]);
  const [slow, chance] = plan(bars, { inputs: 24, shuffles: 5 });
  expect(slow).toBeGreaterThan(4);
  expect(chance).toBeGreaterThan(4);
});
