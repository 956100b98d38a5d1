import { describe, expect, test } from "vitest";
import { decodeChain, encodeChain } from "../../../../shared/kernels/mcmc/checkpoint.ts";
import { scalarRun } from "../../../../shared/kernels/mcmc/run.ts";
import { wasmRun } from "../../../../shared/kernels/mcmc/wasm.ts";
import { fresh } from "../../../wasm.ts";
import { models, nutsParams } from "./models.ts";

const key = [11, 12] as const;

describe.each(Object.entries(models))("%s", (name, model) => {
  const draws = name.startsWith("logistic") ? 60 : 200;
  test.each(["nuts", "hmc", "metropolis"] as const)("%s: reference and module agree bit for bit", (sampler) => {
    const params = { ...nutsParams, sampler, thin: 2, warmup: draws - 40 };
    const scalar = scalarRun(key, model, params);
    const wasm = wasmRun(fresh("mcmc"), key, model, params);
    expect(wasm.draw(draws)).toEqual(scalar.draw(draws));
    expect(wasm.checkpoint()).toEqual(scalar.checkpoint());
    expect(wasm.path()).toEqual(scalar.path());
  });
});

test.each(["scalar", "wasm"])("%s: draws do not depend on how they are cut and resumed", (device) => {
  const model = models["eight-schools-centered"];
  const params = { ...nutsParams, warmup: 120 };
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

test("a checkpoint survives decoding", () => {
  const run = scalarRun(key, models.banana, nutsParams);
  run.draw(90);
  const checkpoint = run.checkpoint();
  expect(encodeChain(decodeChain(checkpoint, 2, nutsParams))).toEqual(checkpoint);
});

test("no finite density within reach is an error with its cure", () => {
  const never = { ...models.banana, target: { ...models.banana.target, logDensity: () => -Infinity } };
  expect(() => scalarRun(key, never, nutsParams)).toThrow("choose another spread");
});
