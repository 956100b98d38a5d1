import { expect, test } from "vitest";
import { array } from "../../../shared/arrays.ts";
import { decodeSafetensors, encodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import { EMBEDDED } from "../../../shared/diffusion/embedding.ts";
import { scheduleOf } from "../../../shared/diffusion/schedule.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { encodeDiffusion, parseDiffusion } from "../../../shared/gallery/diffusion/model.ts";
import { cleaned } from "../../../shared/gallery/diffusion/steps.ts";
import { cardNamed, fileOf, openModel } from "../../../shared/gallery/index.ts";
import { standardCodes } from "../../../shared/quant/draws.ts";
import {
  encodeGraph,
  type GraphEngine,
  scalarGraphs,
  valueNamed,
  valuesOf,
} from "../../../shared/quant/graph/index.ts";

const open = async () => {
  const model = await openModel("diffusion");
  if (model.kind !== "diffusion") throw new Error("no diffusion");
  return model.diffusion;
};
const asked = { seed: 4, n: 2, temperature: 0.75, steps: 5 };

test("begins at its noise times the temperature, in the units of the data", async () => {
  const model = await open();
  const [first] = cleaned(model, scalarGraphs, asked);
  const noise = Float32Array.from(standardCodes(4, 2, 64), (z) => z * 0.75);
  expect(first).toEqual(Float64Array.from(noise, (z, i) => z / model.scale + model.means[i % 64]));
});

test("a net that says nothing of noise leaves the way of the formula", async () => {
  const model = { ...(await open()), predicts: "velocity" } as const;
  const [output] = model.graph.outputs;
  const { zero } = valueNamed(valuesOf(model.graph), output).code;
  const times: number[] = [];
  const nothing: GraphEngine = {
    run(_graph, rows) {
      times.push(rows[64 + EMBEDDED - 1]);
      return { [output]: new Uint8Array((rows.length / (64 + EMBEDDED)) * 64).fill(zero) };
    },
  };
  const far = { ...model, reach: model.reach.map((_, i) => (i < 64 ? -1e5 : 1e5)) };
  const stages = [...cleaned(far, nothing, asked)];
  expect(stages.length).toBe(6);
  expect(new Set(times).size).toBeGreaterThan(1);
  // Velocity 0: clean row √ᾱ·x and noise √(1 − ᾱ)·x, so that a step multiplies by the cosine of the angle between.
  const { alphaBar } = scheduleOf(model);
  let factor = 1;
  for (const [k, rows] of stages.entries()) {
    if (k > 0) {
      const [a, b] = [alphaBar[100 - 20 * (k - 1)], alphaBar[100 - 20 * k]];
      factor *= Math.sqrt(a * b) + Math.sqrt((1 - a) * (1 - b));
    }
    const start = (i: number) => (stages[0][i] - model.means[i % 64]) * factor + model.means[i % 64];
    for (const [i, one] of rows.entries()) expect(one).toBeCloseTo(start(i), 5);
  }
});

test("pixels end between black and white, the corners dark", async () => {
  const last = [...cleaned(await open(), scalarGraphs, { ...asked, temperature: 1, n: 16, steps: 25 })].at(-1) ?? [];
  for (const one of last) expect(Math.abs(one - 0.5)).toBeLessThan(0.500001);
  const corners = Array.from({ length: 16 }, (_, n) => last[64 * n]);
  expect(Math.max(...corners)).toBeLessThan(0.1);
});

test("a file is read as it was written, and refused with what is wrong", async () => {
  const bytes = await fileOf(cardNamed("diffusion"));
  const model = parseDiffusion(bytes);
  expect(parseDiffusion(encodeDiffusion(encodeGraph(model.graph), model))).toEqual(model);
  const { arrays, metadata } = decodeSafetensors(bytes, "file", limits.weights);
  const refused = (parts: object, about: object) => () =>
    parseDiffusion(encodeSafetensors({ ...arrays, ...parts } as never, { ...metadata, ...about } as never));
  expect(refused({}, { format: "other" })).toThrow("its format is other (must be");
  expect(refused({}, { schedule: "steep" })).toThrow("its schedule is steep (must be cosine or linear)");
  expect(refused({}, { predicts: "rain" })).toThrow("it predicts rain (must be noise or velocity)");
  expect(refused({}, { steps: "0.5" })).toThrow("its noise has 0.5 steps (must be a whole number from 1 to 1000)");
  expect(refused({ scale: array(Float64Array.of(0)) }, {})).toThrow("its scale is 0 (must be above 0");
  expect(refused({ means: array(new Float32Array(64)) }, {})).toThrow("must be there, of their types");
  expect(refused({ reach: array(new Float64Array(3)) }, {})).toThrow("reach has 3 numbers (must be twice");
  expect(refused({ reach: array(new Float64Array(128).fill(Number.NaN)) }, {})).toThrow("a mean or a bound NaN");
  const [means, reach] = [array(new Float64Array(2)), array(new Float64Array(4))];
  expect(refused({ means, reach }, {})).toThrow("its net makes 64 numbers of 74 (must make 2 of 12)");
});
