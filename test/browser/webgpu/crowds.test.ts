/** Crowds on a GPU beside the same crowds in float64 on the processor: chain by chain at first, and their statistics in the end. */
import { expect, onTestFinished, test } from "vitest";
import { createBrowserPool } from "../../../client/compute/browser/pool.ts";
import { runExperiment } from "../../../client/run/driver.ts";
import { countSteps } from "../../../client/run/saved-fold.ts";
import type { Program } from "../../../shared/densities/program.ts";
import { workOf } from "../../../shared/densities/work.ts";
import { gpuCrowd, partsOf } from "../../../shared/kernels/mcmc/crowd/gpu.ts";
import type { CrowdParams } from "../../../shared/kernels/mcmc/crowd/params.ts";
import { makeCrowd, startCrowd, superchainsOf } from "../../../shared/kernels/mcmc/crowd/scalar.ts";
import { startsOf } from "../../../shared/kernels/mcmc/crowd/starts.ts";
import type { Device, Preset } from "../../../shared/labs/lab.ts";
import { mcmc } from "../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import type { Key } from "../../../shared/random/key.ts";
import { nestedMcse, nestedSd } from "../../../shared/stats/nested-rhat.ts";
import { banana, eightSchools, logistic, normals } from "../../shared/densities/programs.ts";
import { targetOf } from "../../shared/densities/target.ts";
import { thorough } from "../../thorough.ts";
import { theGpu } from "./gpu.ts";
import losing from "./losing-thread.ts?worker&url";

const KEY: Key = [3, 4];
const plain: CrowdParams = {
  ...{ sampler: "hmc", superchains: 16, chains: 8, warmup: 4, stepSize: 0.2, leapfrogs: 5 },
  ...{ targetAccept: 0.8, initRadius: 2 },
};

function onProcessor(program: Program, params: CrowdParams, steps: number) {
  const target = targetOf(program);
  const state = startCrowd(target, params, startsOf(KEY, target, params));
  const crowd = makeCrowd(KEY, target, params);
  const rows = Array.from({ length: steps }, (_, n) => crowd.step(state, n));
  return { rows, state, report: crowd.report(state) };
}

async function onGpu(program: Program, params: CrowdParams, steps: readonly number[], options = {}) {
  const target = targetOf(program);
  const start = startCrowd(target, params, startsOf(KEY, target, params));
  let crowd = await gpuCrowd(await theGpu(), KEY, program, params, start, options);
  const rows = [];
  for (const count of steps) {
    rows.push(...(await crowd.advance(rows.length, count)));
    // On another one, from what this one saved.
    if (rows.length < 8) crowd = await gpuCrowd(await theGpu(), KEY, program, params, await crowd.state(), options);
  }
  return { rows, state: await crowd.state(), report: await crowd.report() };
}

test.each([
  ["HMC on eight schools", eightSchools(), plain, 1e-3],
  ["HMC on a logistic regression", logistic(100, 3), { ...plain, stepSize: 0.05 }, 1e-3],
  ["Metropolis on a banana", banana(), { ...plain, sampler: "metropolis", stepSize: 0.5 }, 1e-3],
] as const)(
  "%s: the chains of float64, but for rounding, through warm-up and after it",
  async (_, program, params, within) => {
    const steps = 8;
    const here = onProcessor(program, params, steps);
    const there = await onGpu(program, params, [3, 2, 3]);
    for (const [n, row] of here.rows.entries()) {
      const own = there.rows[n];
      expect(own.divergent, `divergences of step ${n}`).toBe(row.divergent);
      expect(Math.abs(own.accept - row.accept), `acceptance of step ${n}`).toBeLessThan(within);
      expect(Math.abs(own.stepSize / row.stepSize - 1), `step size of step ${n}`).toBeLessThan(within);
      for (const part of ["mean", "between", "within"] as const)
        for (const [p, value] of row[part].entries())
          expect(Math.abs(own[part][p] - value), `${part} ${p} of step ${n}`).toBeLessThan(
            within * (1 + Math.abs(value)),
          );
    }
    for (const name of ["position", "mean", "squares", "scale"] as const) {
      const far = here.state[name].reduce(
        (count, x, i) => (Math.abs(there.state[name][i] - x) > within * (1 + Math.abs(x)) ? count + 1 : count),
        0,
      );
      expect(far, name).toBe(0);
    }
  },
);

type Statistics = readonly [CrowdParams["sampler"], Program, readonly number[], readonly number[]];
const STATISTICS: readonly Statistics[] = [
  ["hmc", normals([1, -2, 30], [1, 0.1, 20]), [1, -2, 30], [1, 0.1, 20]],
  ["metropolis", banana(), [0, 0], [1, Math.sqrt(2.09)]],
];

/** Means within five standard errors of the truth, standard deviations within five of the same errors. */
test.each(STATISTICS.filter(([sampler]) => thorough || sampler === "hmc"))(
  "%s: the statistics of the target",
  async (sampler, program, means, sds) => {
    const draws = 40;
    const params: CrowdParams = {
      ...plain,
      sampler,
      superchains: 64,
      chains: 16,
      warmup: 140,
      leapfrogs: 6,
      initRadius: 3,
    };
    const { rows, state } = await onGpu(program, params, [params.warmup + draws]);
    const found = superchainsOf(state.mean, state.squares, params, program.names.length, draws);
    for (const [p, mean] of means.entries()) {
      const own = found.map((superchain) => superchain[p]);
      const error = nestedMcse(own) as number;
      expect(Math.abs(own.reduce((sum, one) => sum + one.mean, 0) / own.length - mean)).toBeLessThan(5 * error);
      expect(Math.abs(nestedSd(own, params.chains, draws) / sds[p] - 1)).toBeLessThan((5 * error) / sds[p]);
    }
    const accept = rows.slice(params.warmup).reduce((sum, row) => sum + row.accept, 0) / draws;
    expect(Math.abs(accept - (sampler === "hmc" ? 0.8 : 0.337))).toBeLessThan(0.05);
  },
);

test("what is long is cut into dispatches, and gives the same", async () => {
  const own = { sampler: "hmc", leapfrogs: 5 } as const;
  expect(partsOf(own, 200, 1.5e6).slice(0, 3)).toEqual([
    { first: 0, chains: 128, from: 0, to: 1 },
    { first: 128, chains: 72, from: 0, to: 1 },
    { first: 0, chains: 128, from: 1, to: 2 },
  ]);
  expect(partsOf(own, 100, 1e6)).toHaveLength(3);
  const program = banana();
  const whole = await onGpu(program, plain, [8]);
  for (const mostWork of [1, workOf(program) * 128 * 2]) {
    const { rows, report } = await onGpu(program, plain, [8], { mostWork });
    expect(report).toEqual(whole.report);
    expect(rows).toEqual(whole.rows);
  }
});

/** A crowd of the lab, in one task of 256 chains. */
function smallCrowd() {
  const preset = mcmc.presets.find(({ id }) => id === "crowd-schools") as Preset;
  const short = { superchains: 32, subchains: 8, warmup: 40, draws: 10 };
  return Object.entries(short).reduce(
    (one, [name, value]) => setPath(mcmc, one, `params.${name}`, value),
    presetExperiment(mcmc, preset),
  );
}

test("a run whose device is lost in its middle begins again on WebAssembly, and ends in its digest", async () => {
  const experiment = smallCrowd();
  const pool = createBrowserPool({ threads: 1, script: losing });
  onTestFinished(() => pool.close());
  const done: number[] = [];
  const reasons: unknown[] = [];
  let lostAt: number | undefined;
  const found = await runExperiment({
    ...{ experiment, lab: mcmc, data: null, pool, device: "webgpu" },
    onProgress: (fold) => done.push(countSteps(fold).done),
    onInstead(reason) {
      reasons.push(reason);
      lostAt = done.length;
    },
  });
  expect(reasons).toEqual([expect.objectContaining({ path: "device", code: "gpu-lost" })]);
  // In the middle: some of its steps had come, and none of them counts.
  const before = done[(lostAt ?? 0) - 1];
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(50);
  expect(done[lostAt ?? 0]).toBe(0);
  const whole = await runExperiment({ experiment, lab: mcmc, data: null, pool, device: "wasm" });
  expect([found.device, found.digest]).toEqual(["wasm", whole.digest]);
});

/** Both runs have the same random numbers, but part ways where a step is decided by a rounding: their means differ by the errors of both at most. */
test.runIf(thorough)(
  "a whole run of the lab says on a GPU what it says on WebAssembly",
  { timeout: 120_000 },
  async () => {
    const pool = createBrowserPool({ threads: 1 });
    const experiment = smallCrowd();
    const run = (device: Device) => runExperiment({ experiment, lab: mcmc, data: null, pool, device });
    const [here, there] = [await run("wasm"), await run("webgpu")];
    pool.close();
    expect([here.device, there.device]).toEqual(["wasm", "webgpu"]);
    expect(Object.keys(there.metrics)).toEqual(Object.keys(here.metrics));
    for (const name of ["mu", "tau", "theta[1]", "theta[8]"]) {
      const error = Math.hypot(here.metrics[`mcse.${name}`], there.metrics[`mcse.${name}`]);
      for (const kind of ["mean", "sd"])
        expect(Math.abs(there.metrics[`${kind}.${name}`] - here.metrics[`${kind}.${name}`])).toBeLessThan(5 * error);
    }
    expect(Math.abs(there.metrics.acceptance - here.metrics.acceptance)).toBeLessThan(0.02);
  },
);
