import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  evidenceOf,
  type Hmm,
  logDensities,
  type Observations,
  posteriorOf,
  viterbi,
} from "../../../../shared/kernels/hmm/index.ts";
import { smoothByLogarithms } from "../../../../shared/kernels/hmm/logarithms.ts";
import { beliefsOf } from "../../../../shared/kernels/hmm/smooth.ts";
import { enumerate, modelAndData } from "./oracle.ts";

/** Rounding of a few hundred operations. */
const NEAR = 1e-10;

function expectNear(found: ArrayLike<number>, right: ArrayLike<number>, tolerance = NEAR) {
  expect(found.length).toBe(right.length);
  for (let i = 0; i < right.length; i++) expect(Math.abs(found[i] - right[i])).toBeLessThanOrEqual(tolerance);
}

describe("a hidden Markov model, against every path", () => {
  it("gives likelihood, beliefs, pairs and the best path", () => {
    fc.assert(
      fc.property(modelAndData, ([model, data]) => {
        const right = enumerate(model, data);
        const found = posteriorOf(model, data);
        const { path, logProbabilities } = viterbi(model, data);
        if (right.logLikelihood === Number.NEGATIVE_INFINITY) {
          expect(found.logLikelihoods[0]).toBe(Number.NEGATIVE_INFINITY);
          expect(logProbabilities[0]).toBe(Number.NEGATIVE_INFINITY);
          return;
        }
        expectNear(found.logLikelihoods, [right.logLikelihood]);
        expectNear(found.posterior, right.posterior);
        expectNear(found.filtered, right.filtered);
        expectNear(found.pairs, right.pairs);
        expectNear(logProbabilities, [right.best.logProbability]);
        const same = right.paths.find((one) => one.path.every((s, t) => s === path[t]));
        expect(Math.log(same?.probability ?? 0)).toBeCloseTo(right.best.logProbability, 9);
      }),
      { numRuns: 400 },
    );
  });

  it("gives the same with logarithms", () => {
    fc.assert(
      fc.property(modelAndData, ([model, data]) => {
        const K = model.initial.length;
        const beliefs = beliefsOf(data.rows, K);
        const pairs = new Float64Array(K * K);
        const logs = logDensities(model.emissions, K, data);
        const logLikelihood = smoothByLogarithms(model, logs, [0, data.rows], beliefs, pairs);
        const scaled = posteriorOf(model, data);
        expectNear([Math.max(logLikelihood, -1e9)], [Math.max(scaled.logLikelihoods[0], -1e9)]);
        if (logLikelihood === Number.NEGATIVE_INFINITY) return;
        for (const name of ["predicted", "filtered", "posterior"] as const) expectNear(beliefs[name], scaled[name]);
        expectNear(pairs, scaled.pairs);
      }),
      { numRuns: 200 },
    );
  });

  it("adds up sequences, each with a beginning of its own", () => {
    fc.assert(
      fc.property(modelAndData, fc.integer({ min: 0, max: 5 }), ([model, data], cut) => {
        const at = Math.min(cut, data.rows);
        const both = posteriorOf(model, { ...data, starts: Int32Array.of(0, at) });
        const parts = [slice(data, 0, at), slice(data, at, data.rows)].map((part) => posteriorOf(model, part));
        expect([...both.logLikelihoods]).toEqual(parts.map(({ logLikelihoods }) => logLikelihoods[0]));
        if (both.logLikelihoods.every(Number.isFinite))
          expect([...both.posterior]).toEqual(parts.flatMap(({ posterior }) => [...posterior]));
      }),
      { numRuns: 100 },
    );
  });
});

function slice(data: Observations, from: number, to: number): Observations {
  const width = data.values ? data.values.length / data.rows : 1;
  return {
    ...{ rows: to - from, starts: Int32Array.of(0) },
    ...(data.symbols && { symbols: data.symbols.slice(from, to) }),
    ...(data.values && { values: data.values.slice(from * width, to * width) }),
    ...(data.mask && { mask: data.mask.slice(from * width, to * width) }),
  };
}

describe("numbers too small to be kept", () => {
  /** Two states that are never left, the second 200 deviations from the first value and right about all others. */
  const model: Hmm = {
    initial: Float64Array.of(0.5, 0.5),
    transitions: Float64Array.of(1, 0, 0, 1),
    emissions: { kind: "diagonal", dimensions: 1, means: Float64Array.of(0, 200), covariances: Float64Array.of(1, 1) },
  };
  const values = Float64Array.of(0, 200, 200, 200);
  const data: Observations = { rows: 4, starts: Int32Array.of(0), values };

  it("are answered with logarithms where they decide", () => {
    const constant = -2 * Math.log(2 * Math.PI) - Math.log(2);
    const { logLikelihoods, posterior } = posteriorOf(model, data);
    expect(logLikelihoods[0]).toBeCloseTo(constant - 0.5 * 200 ** 2, 6);
    expect([...posterior.slice(0, 2)]).toEqual([0, 1]);
  });

  it("are rounded to 0 where they do not", () => {
    const mixing = { ...model, transitions: Float64Array.of(0.9, 0.1, 0.1, 0.9) };
    const { weights } = evidenceOf(mixing.emissions, 2, data);
    expect(weights[1]).toBe(0);
    const { posterior, logLikelihoods } = posteriorOf(mixing, data);
    const [, , , , ...rest] = posterior;
    expect([...posterior.slice(0, 2), ...rest]).toEqual([1, 0, 0, 1, 0, 1]);
    expect(logLikelihoods[0]).toBeCloseTo(-2 * Math.log(2 * Math.PI) + Math.log(0.5 * 0.1 * 0.9 * 0.9), 9);
  });
});
