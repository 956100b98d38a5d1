/** The lab of restricted Boltzmann machines whose chains a GPU anneals, beside the same runs without one. */
import { expect, onTestFinished, test } from "vitest";
import { createBrowserPool } from "../../../client/compute/browser/pool.ts";
import { runExperiment } from "../../../client/run/driver.ts";
import { countSteps } from "../../../client/run/saved-fold.ts";
import { type Arrays, array } from "../../../shared/arrays.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import type { Device, Preset, Task } from "../../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { rbm } from "../../../shared/labs/partition/rbm/lab.ts";
import { logSumExp } from "../../../shared/math/index.ts";
import { randomParameters, randomReal } from "../../oracles/rbm-parameters.ts";
import { thorough } from "../../thorough.ts";
import { theGpu } from "./gpu.ts";
import losing from "./losing-thread.ts?worker&url";

/** A machine of 16 × 16 units, whose Z is counted, and as few chains as a GPU gets. */
function smallMachine() {
  const preset = rbm.presets.find(({ id }) => id === "bars-and-stripes") as Preset;
  const short = { epochs: 60, aisChains: 500, aisSteps: 150 };
  return Object.entries(short).reduce(
    (one, [name, value]) => setPath(rbm, one, `params.${name}`, value),
    presetExperiment(rbm, preset),
  );
}

const noModule = (): never => {
  throw new Error("no module on this device");
};
const table = (experiment: ReturnType<typeof smallMachine>) =>
  resolveData(experiment.data, () => Promise.reject(new Error("no files")));

test("chains of a lab's task go the whole way, as on the processor, cut anywhere and taken up from what was saved", async () => {
  const gpu = await theGpu();
  const [visible, hidden, chains, temperatures] = [27, 25, 6, 30];
  for (const parameters of [randomParameters(visible, hidden, 1, 0.2), randomReal(visible, hidden, 2, 0.2)]) {
    const train = trainedArrays(parameters);
    const run = async (reverse: number, on: typeof gpu | undefined, cuts: readonly number[]) => {
      // Up to the machine, resampled, 20 sweeps there, and down again.
      const steps = (reverse === 1 ? temperatures + 20 : 0) + temperatures;
      const task: Task = {
        id: "a",
        kind: "forward",
        key: [5, 6],
        steps,
        params: { from: 0, to: chains, temperatures, reverse },
      };
      const context = {
        device: "scalar" as const,
        wasm: noModule,
        data: null,
        inputs: { train },
        ...(on && { gpu: on }),
      };
      let process = await rbm.open(task, context);
      for (const cut of [...cuts, steps]) {
        await process.advance(cut - process.step);
        if (cut < steps) process = await rbm.open(task, context, await process.checkpoint());
      }
      return (await process.output()).logWeights.values as Float64Array;
    };
    for (const reverse of [0, 1]) {
      const here = await run(reverse, undefined, []);
      const there = await run(reverse, gpu, []);
      for (const [n, value] of here.entries()) expect(Math.abs(there[n] - value)).toBeLessThan(2e-3);
      expect(new Set(there).size).toBe(chains);
      expect(await run(reverse, gpu, [1, 17, 29])).toEqual(there);
      if (reverse === 1) expect(await run(reverse, gpu, [30, 31, 49, 50, 60])).toEqual(there);
    }
  }
});

function trainedArrays({ weights, visibleBias, hiddenBias, logVariance }: ReturnType<typeof randomParameters>): Arrays {
  return {
    weights: array(weights, [visibleBias.length, hiddenBias.length]),
    visibleBias: array(visibleBias),
    hiddenBias: array(hiddenBias),
    baseBias: array(visibleBias.map((b) => 0.5 * b)),
    ...(logVariance && {
      logVariance: array(logVariance),
      baseLogVariance: array(logVariance.map((log) => log + 0.2)),
    }),
  };
}

test("a run whose device is lost in its middle begins again on WebAssembly, and ends in its digest", async () => {
  const experiment = smallMachine();
  const data = await table(experiment);
  const pool = createBrowserPool({ threads: 1, script: losing });
  onTestFinished(() => pool.close());
  const done: number[] = [];
  const reasons: unknown[] = [];
  let lostAt = 0;
  const found = await runExperiment({
    ...{ experiment, lab: rbm, data, pool, device: "webgpu" },
    onProgress: (fold) => done.push(countSteps(fold).done),
    onInstead(reason) {
      reasons.push(reason);
      lostAt = done.length;
    },
  });
  expect(reasons).toEqual([expect.objectContaining({ path: "device", code: "gpu-lost" })]);
  // Some chains were on their way, and nothing of them counts.
  expect(done[lostAt - 1]).toBeGreaterThan(60);
  expect(done[lostAt]).toBe(0);
  const whole = await runExperiment({ experiment, lab: rbm, data, pool, device: "wasm" });
  expect([found.device, found.digest]).toEqual(["wasm", whole.digest]);
});

/** The training is the same to the bit; the weights of chains are to rounding, until a unit is drawn otherwise for it: the estimates differ by their errors at most. */
test.runIf(thorough)(
  "a whole run of the lab says on a GPU what it says on WebAssembly, and is stopped where that is asked for",
  { timeout: 240_000 },
  async () => {
    const experiment = smallMachine();
    const data = await table(experiment);
    const pool = createBrowserPool({ threads: 1 });
    onTestFinished(() => pool.close());
    const run = (device: Device) => runExperiment({ experiment, lab: rbm, data, pool, device });
    const [here, there] = [await run("wasm"), await run("webgpu")];
    expect([here.device, there.device]).toEqual(["wasm", "webgpu"]);
    expect(Object.keys(there.metrics)).toEqual(Object.keys(here.metrics));
    for (const [name, { values }] of Object.entries(here.arrays))
      if (!name.includes("/logWeights")) expect(there.arrays[name].values, name).toEqual(values);
    const { "logZ.exact": exact, "logZ.aisLow": low, "logZ.aisHigh": high } = there.metrics;
    expect(low).toBeLessThan(exact);
    expect(high).toBeGreaterThan(exact);
    expect(Math.abs(there.metrics["logZ.ais"] - here.metrics["logZ.ais"])).toBeLessThan(
      5 * Math.hypot(errorOf(here.arrays), errorOf(there.arrays)),
    );

    const over = new AbortController();
    const stopped = runExperiment({
      ...{ experiment, lab: rbm, data, pool, device: "webgpu", signal: over.signal },
      onProgress: (fold) => fold.done("forward.0") > 0 && over.abort(new Error("enough")),
    });
    await expect(stopped).rejects.toThrow("enough");
  },
);

/** Standard error of the logarithm of the mean of the forward weights. */
function errorOf(arrays: Arrays): number {
  const logs = Object.entries(arrays).flatMap(([name, { values }]) =>
    /^output\/forward\.\d+\/logWeights$/.test(name) ? [...values] : [],
  );
  const centre = logSumExp(Float64Array.from(logs)) - Math.log(logs.length);
  const squares = logs.reduce((sum, log) => sum + (Math.exp(log - centre) - 1) ** 2, 0);
  return Math.sqrt(squares) / logs.length;
}
