import fc from "fast-check";
import { expect, test } from "vitest";
import { expectations, type Learned, maximise } from "../../../../shared/kernels/kalman/em.ts";
import { modelOf, type StateSpaceModel } from "../../../../shared/kernels/kalman/model.ts";
import { problems, simulate } from "./problems.ts";

const learnedKinds = fc.record({
  rows: fc.constantFrom<"all" | "first" | "none">("all", "first", "none"),
  process: fc.constantFrom<Learned["process"]>("full", "diagonal", "scale", "fixed"),
  observation: fc.boolean(),
  noise: fc.boolean(),
  mean: fc.boolean(),
  covariance: fc.boolean(),
});

/** Noise without correlation, as EM asks for, and Q of full rank where it is scaled. */
function prepared(model: StateSpaceModel, process: Learned["process"]): StateSpaceModel {
  const { states: n, outputs: m } = model;
  const noiseFactor = model.noiseFactor.map((value, at) => (at % (m + 1) === 0 ? value : 0));
  const processFactor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) processFactor[i * n + i] = 0.3 + 0.2 * i;
  // Nothing that grows: after twenty steps its uncertainty would be all there is.
  const transition = model.transition.map((value) => 0.6 * value);
  return { ...model, transition, noiseFactor, ...(process !== "fixed" && { processFactor }) };
}

test("EM never lowers the likelihood, whatever is learned and whatever is missing", () => {
  fc.assert(
    fc.property(problems, learnedKinds, fc.nat(), ({ model, data }, kinds, seed) => {
      const { rows, ...rest } = { ...kinds, ...(kinds.rows === "first" && { process: "diagonal" as const }) };
      let current = prepared(model, rest.process);
      const all = Array.from({ length: model.states }, (_, i) => i);
      const learned: Learned = { ...rest, transitionRows: rows === "all" ? all : rows === "first" ? [0] : [] };
      const steps = data.steps + 12;
      const { y } = simulate(current, steps, seed);
      const mask = new Uint8Array(y.length).map((_, at) => (data.mask ? (data.mask[at % data.mask.length] ?? 1) : 1));
      let before = Number.NEGATIVE_INFINITY;
      for (let iteration = 0; iteration < 6; iteration++) {
        const e = expectations(current, { steps, values: y, mask });
        // The sums lose some digits of what they subtract.
        expect(e.logLikelihood).toBeGreaterThan(before - 1e-7 * Math.max(1, Math.abs(before)));
        before = e.logLikelihood;
        current = maximise(current, e, learned);
      }
    }),
    { numRuns: 80 },
  );
});

test("the M step finds the parameters that made a long series", () => {
  const truth = modelOf(1, 1, {
    transition: Float64Array.of(0.9),
    processFactor: Float64Array.of(1),
    observation: Float64Array.of(1),
    noiseFactor: Float64Array.of(0.5),
    factor: Float64Array.of(2),
  });
  const { y } = simulate(truth, 4000, 3);
  const learned: Learned = {
    transitionRows: [0],
    process: "full",
    observation: false,
    noise: true,
    mean: false,
    covariance: false,
  };
  let model: StateSpaceModel = {
    ...truth,
    transition: Float64Array.of(0.5),
    processFactor: Float64Array.of(2),
    noiseFactor: Float64Array.of(2),
  };
  for (let i = 0; i < 60; i++) model = maximise(model, expectations(model, { steps: 4000, values: y }), learned);
  // Standard errors about 0.006, 0.03 and 0.04.
  expect(Math.abs(model.transition[0] - 0.9)).toBeLessThan(0.04);
  expect(Math.abs(model.processFactor[0] - 1)).toBeLessThan(0.12);
  expect(Math.abs(model.noiseFactor[0] - 0.5)).toBeLessThan(0.16);
});
