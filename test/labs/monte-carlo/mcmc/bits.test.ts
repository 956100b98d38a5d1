import { describe, expect, test } from "vitest";
import type { ChainParams } from "../../../../shared/kernels/mcmc/chain.ts";
import { decodeChain, encodeChain } from "../../../../shared/kernels/mcmc/checkpoint.ts";
import { conditionalsNumber } from "../../../../shared/kernels/mcmc/conditional-targets.ts";
import { METRIC_KINDS } from "../../../../shared/kernels/mcmc/metric.ts";
import { type Model, modelOf } from "../../../../shared/kernels/mcmc/model.ts";
import { NoStart } from "../../../../shared/kernels/mcmc/no-start.ts";
import { REMEMBERING } from "../../../../shared/kernels/mcmc/remembering.ts";
import { scalarRun } from "../../../../shared/kernels/mcmc/run.ts";
import { wasmRun } from "../../../../shared/kernels/mcmc/wasm.ts";
import { programOf } from "../../../shared/densities/wasm/random-program.ts";
import { thorough } from "../../../thorough.ts";
import { fresh } from "../../../wasm.ts";
import { models, nutsParams } from "./models.ts";

const key = [11, 12] as const;
/** Of what the reference takes milliseconds for a gradient. */
const isDear = (name: string) => !thorough && (name === "gaussian-100" || name.startsWith("logistic"));

describe.each(Object.entries(models))("%s", (name, model) => {
  const [draws, kept, maxDepth] = isDear(name) ? [40, 15, 6] : [thorough ? 200 : 150, 40, 10];
  test.each(["nuts", "hmc", "metropolis"] as const)("%s: reference and module agree bit for bit", (sampler) => {
    agree(model, { ...nutsParams, sampler, maxDepth, thin: 2, warmup: draws - kept }, draws);
  });
});

describe.each(["gaussian", "mixture", "eight-schools-centered", "gaussian-100", "logistic-regression"])(
  "%s",
  (name) => {
    const conditionals = conditionalsNumber(name) ?? -1;
    const samplers = ["mala", ...REMEMBERING.filter((sampler) => sampler !== "gibbs" || conditionals >= 0)] as const;
    test.each(samplers)("%s: reference and module agree bit for bit", (sampler) => {
      const draws = isDear(name) ? 30 : 240;
      const params = { ...nutsParams, sampler, thin: 2, warmup: (5 * draws) / 6, conditionals };
      agree(models[name], { ...params, levels: 4, hottest: 0.05, walkers: 7 }, draws);
    });
  },
);

describe.each(["gaussian", "eight-schools-noncentered", "linear-regression"])("%s", (name) => {
  const cases = (["nuts", "walnuts", "hmc"] as const).flatMap((sampler) =>
    METRIC_KINDS.map((metric) => [sampler, metric] as const),
  );
  test.each(cases)("%s, %s metric: reference and module agree bit for bit", (sampler, metric) => {
    agree(models[name], { ...nutsParams, sampler, metric, maxError: 0.3, warmup: 200 }, 230);
  });
});

// Where the density makes the steps itself, weights are computed late: trajectories that are cut short, that diverge, or that were never begun.
test.each([0, 1, 2, 3, 7])(
  "nuts to depth %d with steps that are too long: reference and module agree bit for bit",
  (maxDepth) => {
    for (const name of ["funnel", "eight-schools-centered", "eight-schools-noncentered", "banana"]) {
      for (const stepSize of [0.3, 3, 40]) {
        agree(models[name], { ...nutsParams, adapt: false, stepSize, maxDepth, warmup: 0, thin: 2 }, 30);
      }
    }
  },
);

test("nuts on random densities: reference and module agree bit for bit", () => {
  let sampled = 0;
  for (let seed = 0; seed < (thorough ? 3000 : 150); seed++) {
    const model = modelOf(programOf(seed, 10 + (seed % 30), [1, 2, 3, 8, 15, 16]));
    const params = { ...nutsParams, warmup: 20, maxDepth: 5, stepSize: 0.1 };
    try {
      agree(model, params, 30);
      sampled++;
    } catch (error) {
      if (!(error instanceof NoStart)) throw error;
      expect(() => wasmRun(fresh("mcmc"), key, model, params)).toThrow(NoStart);
    }
  }
  expect(sampled).toBeGreaterThan(50);
});

function agree(model: Model, params: ChainParams, draws: number): void {
  const scalar = scalarRun(key, model, params);
  const wasm = wasmRun(fresh("mcmc"), key, model, params);
  expect(wasm.draw(draws)).toEqual(scalar.draw(draws));
  expect(wasm.checkpoint()).toEqual(scalar.checkpoint());
  expect(wasm.path()).toEqual(scalar.path());
}

test.each(
  (["scalar", "wasm"] as const).flatMap((device) => [
    ...(["walnuts", ...REMEMBERING] as const).map((sampler) => [device, sampler, "diagonal"] as const),
    ...METRIC_KINDS.map((metric) => [device, "nuts", metric] as const),
  ]),
)("%s, %s, %s metric: draws do not depend on how they are cut and resumed", (device, sampler, metric) => {
  const model = models["eight-schools-centered"];
  const params = { ...nutsParams, sampler, metric, warmup: 120, conditionals: 3, levels: 4, walkers: 12 };
  const open = (checkpoint?: Float64Array) =>
    device === "wasm"
      ? wasmRun(fresh("mcmc"), key, model, params, checkpoint)
      : scalarRun(key, model, params, checkpoint);
  const whole = open();
  const all = [...whole.draw(160)];
  let part = open();
  const pieces: number[] = [];
  for (const count of [1, 63, 7, 29, 60]) {
    pieces.push(...part.draw(count));
    part = open(part.checkpoint());
  }
  expect(pieces).toEqual(all);
  expect(part.checkpoint()).toEqual(whole.checkpoint());
});

test.each(METRIC_KINDS)("a checkpoint with a %s metric survives decoding", (metric) => {
  const params = { ...nutsParams, metric };
  const run = scalarRun(key, models.banana, params);
  run.draw(120);
  const checkpoint = run.checkpoint();
  expect(encodeChain(decodeChain(checkpoint, 2, params))).toEqual(checkpoint);
});

test("no finite density within reach is an error with its cure", () => {
  const never = { ...models.banana, target: { ...models.banana.target, logDensity: () => -Infinity } };
  expect(() => scalarRun(key, never, nutsParams)).toThrow("choose another spread");
});
