/** Crowds as runs of the lab: their tasks, their metrics, and the same bytes on every device, cut and number of threads. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Pool } from "../../../../../client/compute/job.ts";
import { runExperiment } from "../../../../../client/run/driver.ts";
import { planOf } from "../../../../../client/run/plan.ts";
import { createNodePool } from "../../../../../client/terminal/pool.ts";
import type { NDArray } from "../../../../../shared/arrays.ts";
import type { ParamValue } from "../../../../../shared/experiment/fields.ts";
import { foldFromArrays } from "../../../../../shared/labs/fold.ts";
import { momentAt } from "../../../../../shared/labs/monte-carlo/mcmc/crowd/measure.ts";
import { mcmc } from "../../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { presetExperiment, setPath } from "../../../../../shared/labs/parse.ts";
import { nestedRhat, superchainOf } from "../../../../../shared/stats/nested-rhat.ts";
import { digestOfFold, runDirect } from "../../../../conformance/direct.ts";
import { thorough } from "../../../../thorough.ts";

await mcmc.ready?.();

const small: Readonly<Record<string, ParamValue>> = {
  superchains: 24,
  subchains: 8,
  warmup: 40,
  draws: 15,
  leapfrogs: 4,
};

function experimentOf(preset: string, changes: Readonly<Record<string, ParamValue>> = small) {
  const found = mcmc.presets.find(({ id }) => id === preset);
  if (!found) throw new Error(`no preset ${preset}`);
  return Object.entries(changes).reduce(
    (one, [name, value]) => setPath(mcmc, one, `params.${name}`, value),
    presetExperiment(mcmc, found),
  );
}

describe("the tasks of a crowd", () => {
  const tasksOf = (changes: Readonly<Record<string, ParamValue>>) =>
    planOf(mcmc, experimentOf("crowd-banana", changes), null);
  const superchainsIn = (changes: Readonly<Record<string, ParamValue>>) =>
    tasksOf(changes).map(({ params }) => Number(params.superchains));

  test.each([
    [{ superchains: 100, subchains: 100 }, 4],
    [{ superchains: 1000, subchains: 100 }, 25],
    [{ superchains: 8, subchains: 8 }, 1],
    [{ superchains: 3, subchains: 1024 }, 3],
  ])("of %o are %i, with all superchains and at most 4,096 chains in each", (changes, count) => {
    const own = superchainsIn(changes);
    expect(own).toHaveLength(count);
    expect(own.reduce((sum, superchains) => sum + superchains, 0)).toBe(changes.superchains);
    for (const superchains of own) expect(superchains * changes.subchains).toBeLessThanOrEqual(4096);
    expect(tasksOf(changes).every(({ gpu }) => gpu)).toBe(true);
  });

  test.each([
    [{ sampler: "nuts" }, "params.sampler", "must be hmc or metropolis"],
    [{ superchains: 4096, subchains: 1024 }, "params.subchains", "4194304 (must be at most 100000"],
    [{ target: "gaussian-100", superchains: 500, subchains: 100 }, "params.subchains", "50000 (must be at most 40000"],
  ])("of %o are refused", (changes, path, message) => {
    const { params } = experimentOf("crowd-banana", changes);
    expect(() => mcmc.check?.(params as never, null)).toThrow(
      expect.objectContaining({ path, message: expect.stringContaining(message) }),
    );
  });

  test("only crowds are for a GPU", () => {
    expect(mcmc.onGpu?.(experimentOf("crowd-banana").params as never)).toBe(true);
    expect(mcmc.onGpu?.(experimentOf("eight-schools", {}).params as never)).toBe(false);
    expect(planOf(mcmc, experimentOf("eight-schools", {}), null).some(({ gpu }) => gpu)).toBe(false);
  });
});

test("what a step tells over all tasks is what all its chains say", () => {
  const parts = [
    [
      [1, 4, 2],
      [7, 5, 9],
    ],
    [[3, 3, 8]],
  ];
  const tasks = parts.map((groups, t) => ({
    ...{ id: `crowd.${t}`, kind: "crowd", key: [0, 0] as const, steps: 1 },
    params: { superchains: groups.length, subchains: 3 },
  }));
  const row = (value: number): NDArray => ({ shape: [1, 1], values: Float64Array.of(value) });
  const arrays = parts.flatMap((groups, t) => {
    const own = groups.map((group) => superchainOf(group.map((x) => [x])));
    const mean = own.reduce((sum, one) => sum + one.mean, 0) / own.length;
    const between = own.reduce((sum, one) => sum + (one.mean - mean) ** 2, 0) / Math.max(1, own.length - 1);
    const within = own.reduce((sum, one) => sum + one.between, 0) / own.length;
    return Object.entries({ mean, between, within }).map(
      ([name, value]) => [`records/crowd.${t}/${name}`, row(value)] as const,
    );
  });
  const found = momentAt(foldFromArrays(tasks, Object.fromEntries(arrays)), 0, 0);
  const all = parts.flat();
  const flat = all.flat();
  const mean = flat.reduce((a, b) => a + b) / flat.length;
  expect(found?.mean).toBeCloseTo(mean, 12);
  expect(found?.sd).toBeCloseTo(Math.sqrt(flat.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 8), 12);
  expect(found?.rhat).toBeCloseTo(nestedRhat(all.map((group) => superchainOf(group.map((x) => [x])))) as number, 12);
});

describe("a run", () => {
  let pool: Pool;
  beforeAll(() => {
    pool = createNodePool({ threads: 1 });
  });
  afterAll(() => pool.close());

  test("says where it is: superchains in three modes differ, those in one do not", async () => {
    const run = (preset: string) =>
      runExperiment({ experiment: experimentOf(preset), lab: mcmc, data: null, pool, device: "wasm" });
    const [one, three] = [await run("crowd-banana"), await run("crowd-mixture")];
    expect(one.metrics.nestedRhat).toBeLessThan(1.15);
    expect(three.metrics.nestedRhat).toBeGreaterThan(1.3);
    // Both coordinates are 0 on average: each within five of its errors.
    for (const name of ["x", "y"])
      expect(Math.abs(one.metrics[`mean.${name}`])).toBeLessThan(5 * one.metrics[`mcse.${name}`]);
    expect(one.metrics.gradients).toBe(24 * 8 * 55 * 4);
  });

  test("has one digest on any number of threads, in any pieces, on both devices", async () => {
    const short = { lab: mcmc, experiment: experimentOf("crowd-schools"), data: null };
    const digests = new Set<string>();
    for (const threads of thorough ? [1, 2, 3, 8] : [1, 3]) {
      pool.resize(threads);
      digests.add((await runExperiment({ ...short, pool, device: "wasm" })).digest);
    }
    const cut = { slices: [0, 1, 7, 30], reopen: (slice: number) => slice % 2 === 1 };
    digests.add(await digestOfFold(short, runDirect(short, ["scalar", "wasm"], cut)));
    expect(digests.size).toBe(1);
  });
});
