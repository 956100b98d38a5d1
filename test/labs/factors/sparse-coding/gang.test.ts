import { expect, test } from "vitest";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { sparseCoding } from "../../../../shared/labs/factors/sparse-coding/lab.ts";
import { runInGang } from "../../../gang-run.ts";
import { generated, runTasks } from "../../../run.ts";

const pictures = generated("dead-leaves", { count: 4, side: 48, smallest: 3, largest: 20 });
const taskOf = (change: object, data = pictures) => {
  const params = { ...defaults(sparseCoding.params), atoms: 70, patch: 7, batch: 102, steps: 12, ...change };
  return sparseCoding.plan(params as never, data, [3, 4])[0];
};

test.each([
  { method: "cd" },
  { method: "ista", batch: 20 },
  { method: "fista", batch: 30, whiten: true },
  { method: "omp" },
])("%o: one, two, three and eight threads give the same bits, those of the scalar reference", async (change) => {
  const task = taskOf(change);
  expect(task.gang).toBeGreaterThan(2);
  const { rounds: _, ...alone } = await runInGang(sparseCoding, task, pictures, 1);
  for (const threads of [2, 3, 8]) {
    const { rounds, ...together } = await runInGang(sparseCoding, task, pictures, threads);
    expect(rounds).toBeGreaterThan(2);
    expect(together).toEqual(alone);
  }
  const scalar = runTasks(sparseCoding, [task], { data: pictures, device: "scalar" });
  expect(scalar.output("train")).toEqual(alone.output);
});

test("resumed on its way, in the midst of a gang, it gives the same bits", async () => {
  // Atoms are renewed at the tenth step.
  const task = taskOf({ method: "cd", steps: 14 });
  const { rounds: _, ...alone } = await runInGang(sparseCoding, task, pictures, 1);
  for (const resumeAt of [3, 9, 10]) {
    const { rounds, ...together } = await runInGang(sparseCoding, task, pictures, 3, { resumeAt });
    expect(rounds).toBeGreaterThan(2);
    expect(together.output).toEqual(alone.output);
  }
});

test("what is coded in no time, and what learns nothing, has no gang", () => {
  expect(taskOf({ atoms: 8, patch: 4 }).gang).toBeUndefined();
  expect(taskOf({ batch: 8 }).gang).toBeUndefined();
  expect(taskOf({ dictionary: "dct" }).gang).toBeUndefined();
  expect(taskOf({ atoms: 100, patch: 8, batch: 256 }).gang).toBe(16);
});
