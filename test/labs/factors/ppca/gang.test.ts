import { expect, test } from "vitest";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { roundsOf } from "../../../../shared/labs/factors/ppca/e-step.ts";
import { ppca } from "../../../../shared/labs/factors/ppca/lab.ts";
import { runInGang } from "../../../gang-run.ts";
import { generated } from "../../../run.ts";

const data = generated("planted-factors", { rows: 2500, columns: 9, factors: 2, missing: 0.2 });
const params = { ...defaults(ppca.params), latent: 2, iterations: 4, folds: 2, hide: 0.1 } as never;
const tasks = ppca.plan(params, data, [3, 4]);

test.each(["fit", "impute", "held.-1.2", "held.1.2"])(
  "%s: one, two, three and eight threads give the same bits",
  async (id) => {
    const task = tasks.find((one) => one.id === id);
    if (!task) throw new Error(`no task ${id}`);
    expect(task.gang).toBe(6);
    const { rounds: _, ...alone } = await runInGang(ppca, task, data, 1);
    for (const threads of [2, 3, 8]) {
      const { rounds, ...together } = await runInGang(ppca, task, data, threads);
      expect(rounds).toBeGreaterThan(2);
      expect(together).toEqual(alone);
    }
  },
);

test("shards hold a block of rows at most, few rows have no gang, and answers stay small", () => {
  for (const columns of [3, 64, 784])
    for (const latent of [1, 10, 100])
      for (const rows of [2, 256, 257, 1000, 5000, 60_000]) {
        const { rounds, shards } = roundsOf({ rows, columns, latent });
        expect(Math.ceil(rows / (rounds * shards))).toBeLessThanOrEqual(256);
        expect(shards === 1).toBe(rows <= 256);
        expect(shards).toBeLessThanOrEqual(8);
        const bytes = (8 * columns * ((latent + 1) * (latent + 2))) / 2;
        expect(shards === 2 || shards * bytes <= 2 ** 26).toBe(true);
      }
});
