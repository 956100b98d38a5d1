/** Posterior, likelihoods and bounds: against Monte Carlo, finite differences, enumeration of what a grey pixel stands for, and a model whose evidence is known. */
import { describe, expect, it } from "vitest";
import {
  boundSizes,
  elboOf,
  importanceBound,
  logMeanExp,
  logWeightOf,
} from "../../../../shared/labs/nets/variational/bound.ts";
import { type Likelihood, logLikelihoodOf, meanOf } from "../../../../shared/labs/nets/variational/likelihood.ts";
import {
  logPriorOverPosterior,
  posteriorOf,
  reparametrised,
} from "../../../../shared/labs/nets/variational/posterior.ts";
import { float64 } from "../../../../shared/nets/arithmetic.ts";
import { grad } from "../../../../shared/nets/grad.ts";
import { denseLayer } from "../../../../shared/nets/layers/index.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { gradientsOf, type Model } from "../../../../shared/nets/model.ts";
import { sum } from "../../../../shared/nets/ops/sum.ts";
import { parametersOf, planOf } from "../../../../shared/nets/plan.ts";
import { scalarProgram } from "../../../../shared/nets/scalar.ts";
import { isShardSum } from "../../../../shared/nets/shard-sums.ts";
import { sizeOf, type Tensor } from "../../../../shared/nets/tensor.ts";
import { fillNormal } from "../../../../shared/random/index.ts";
import type { Key } from "../../../../shared/random/key.ts";

/** Outputs of the reference in float64 for given inputs, parameters and step key. */
function inDoubles(outputs: Readonly<Record<string, Tensor>>) {
  const layout = parametersOf(Object.values(outputs));
  const plan = planOf({ outputs }, layout);
  const memory = {
    parameters: new Float64Array(layout.count),
    gradients: new Float64Array(0),
    arena: new Float64Array(plan.arena),
  };
  const program = scalarProgram<Float64Array>(plan, Number.MAX_SAFE_INTEGER, float64, [], ({ block, offset }, size) =>
    memory[block].subarray(offset, offset + size),
  );
  return {
    parameters: memory.parameters,
    /** Where a parameter lies. */
    offsetOf: (name: string) => layout.parts.find((part) => part.name === name)?.offset ?? Number.NaN,
    run(values: Readonly<Record<string, ArrayLike<number>>>, key: Key = [0, 0]) {
      for (const [name, own] of Object.entries(values)) if (plan.inputs.has(name)) program.input(name).set(own);
      program.run(0, key);
      return Object.fromEntries(Object.keys(outputs).map((name) => [name, program.output(name).slice()]));
    },
  };
}

const meanAndError = (values: ArrayLike<number>) => {
  const all = Array.from(values);
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  const variance = all.reduce((total, x) => total + (x - mean) ** 2, 0) / (all.length - 1);
  return { mean, error: Math.sqrt(variance / all.length) };
};

describe("posterior", () => {
  const ROWS = 20_000;
  const outputs = input("outputs", [ROWS, 4]);
  const posterior = posteriorOf(outputs);
  const drawn = reparametrised(posterior, 3);
  const kl = elboOf(posterior, logPriorOverPosterior(posterior, drawn), 1).kl;
  const net = inDoubles({ ...posterior, ...drawn, kl, ratio: logPriorOverPosterior(posterior, drawn) });
  const row = [0.7, -1.2, Math.log(0.3), Math.log(2)];
  const result = net.run({ outputs: Float64Array.from({ length: ROWS * 4 }, (_, at) => row[at % 4]) }, [5, 6]);

  it("reads means first, then log variances", () => {
    expect([...result.mean.subarray(0, 2)]).toEqual([0.7, -1.2]);
    expect([...result.logVariance.subarray(0, 2)]).toEqual(row.slice(2));
  });

  it("draws codes of that mean and variance, others for each sample and step", () => {
    for (const i of [0, 1]) {
      const own = Float64Array.from({ length: ROWS }, (_, n) => result.code[2 * n + i]);
      const { mean, error } = meanAndError(own);
      expect(Math.abs(mean - row[i])).toBeLessThan(4 * error);
      const square = meanAndError(own.map((z) => (z - row[i]) ** 2));
      expect(Math.abs(square.mean - Math.exp(row[2 + i]))).toBeLessThan(4 * square.error);
    }
    expect(new Set(result.noise).size).toBeGreaterThan(1.9 * ROWS);
    expect(net.run({}, [5, 7]).noise[0]).not.toBe(result.noise[0]);
  });

  it("has the divergence of Monte Carlo, within its error", () => {
    const { mean, error } = meanAndError(result.ratio);
    expect(error).toBeLessThan(0.02);
    expect(Math.abs(-mean - result.kl[0])).toBeLessThan(4 * error);
  });
});

const LIKELIHOODS: Readonly<Record<string, Likelihood>> = {
  bernoulli: { kind: "bernoulli" },
  "gaussian, fixed": { kind: "gaussian", deviation: 0.4 },
  "gaussian, learnt": { kind: "gaussian", learnt: "layer1.logVariance" },
};

describe("likelihood", () => {
  const [y, x] = [input("y", [1, 3]), input("x", [1, 3])];
  const values = { y: [0.3, -1.2, 2], x: [0.2, 1, 0.7] };
  const of = (likelihood: Likelihood, change = values) => {
    const net = inDoubles({ p: logLikelihoodOf(likelihood, y, x), mean: meanOf(likelihood, y) });
    net.parameters.fill(Math.log(0.16));
    return net.run(change);
  };
  const density = (i: number) =>
    Math.exp(-0.5 * ((values.x[i] - values.y[i]) / 0.4) ** 2) / (0.4 * Math.sqrt(2 * Math.PI));

  it.each(["gaussian, fixed", "gaussian, learnt"])("has the density, with its constant: %s", (name) => {
    const { p, mean } = of(LIKELIHOODS[name]);
    // The constant of a given deviation is a float32.
    expect(p[0]).toBeCloseTo(Math.log(density(0) * density(1) * density(2)), 5);
    expect([...mean]).toEqual(values.y);
  });

  it("expects, of grey values, what all black-and-white pictures of theirs say", () => {
    const white = values.y.map((z) => 1 / (1 + Math.exp(-z)));
    let expected = 0;
    for (let bits = 0; bits < 8; bits++) {
      const on = [0, 1, 2].map((i) => (bits >> i) & 1);
      const chance = on.reduce((p, b, i) => p * (b ? values.x[i] : 1 - values.x[i]), 1);
      const own = on.reduce((total, b, i) => total + Math.log(b ? white[i] : 1 - white[i]), 0);
      expected += chance * own;
    }
    const { p, mean } = of(LIKELIHOODS.bernoulli);
    expect(p[0]).toBeCloseTo(expected, 12);
    for (const [i, value] of mean.entries()) expect(value).toBeCloseTo(white[i], 12);
  });

  it("refuses a deviation that is none", () => {
    for (const deviation of [0, -1, Number.NaN])
      expect(() => logLikelihoodOf({ kind: "gaussian", deviation }, y, x)).toThrow(
        "invalid deviation of the likelihood",
      );
  });
});

/** Encoder and decoder of one layer each: 5 numbers, a code of 2. */
const modelOf = (likelihood: Likelihood, beta: number): Model => ({
  build(rows) {
    const x = input("x", [rows, 5]);
    const posterior = posteriorOf(denseLayer("layer0", x, 4));
    const drawn = reparametrised(posterior, 1);
    const outputs = denseLayer("layer1", drawn.code, 5);
    const { losses, ...measures } = elboOf(posterior, logLikelihoodOf(likelihood, outputs, x), beta);
    return { losses, measures, outputs: { logWeight: logWeightOf(posterior, drawn, measures.reconstruction) } };
  },
});

describe("bound", () => {
  it.each(Object.entries(LIKELIHOODS))("has the gradient of finite differences: %s", (_, likelihood) => {
    const ROWS = 4;
    const { losses } = modelOf(likelihood, 3).build(ROWS, true);
    const layout = parametersOf([losses]);
    const loss = sum(losses);
    const slopes = grad(
      loss,
      layout.parts.map(({ tensor }) => tensor),
    );
    const net = inDoubles({ loss, ...Object.fromEntries(slopes.map((slope, i) => [`${i}`, slope])) });
    for (let p = 0; p < layout.count; p++) net.parameters[p] = 0.5 * Math.sin(3 * p + 1);
    const x = Float64Array.from({ length: ROWS * 5 }, (_, i) => 0.5 + 0.4 * Math.sin(i));
    const own = net.run({ x }, [3, 1]);
    for (const [i, { name, tensor }] of layout.parts.entries())
      for (let at = 0; at < sizeOf(tensor.shape); at++) {
        const moved = (by: number) => {
          net.parameters[net.offsetOf(name) + at] += by;
          const { loss: own } = net.run({ x }, [3, 1]);
          net.parameters[net.offsetOf(name) + at] -= by;
          return own[0];
        };
        const h = 1e-5;
        const expected = (moved(h) - moved(-h)) / (2 * h);
        expect(Math.abs(own[`${i}`][at] - expected)).toBeLessThan(1e-7 * Math.max(1, Math.abs(expected)));
      }
  });

  it("ends in one sum over samples for each parameter: threads share a minibatch", () => {
    for (const likelihood of Object.values(LIKELIHOODS)) {
      const net = modelOf(likelihood, 4).build(8, true);
      expect(Object.values(gradientsOf(net, parametersOf([net.losses]))).every(isShardSum)).toBe(true);
    }
  });

  it("reaches the evidence of a linear model from below", () => {
    // x = w z + ε, ε of variance s: the evidence is N(0, w wᵀ + s), and the posterior given here is too wide.
    const [w, s, x] = [1.5, 0.25, 1.2];
    const [v, ROWS] = [0.3, 4096];
    const variance = w * w + s;
    const evidence = -0.5 * (Math.log(2 * Math.PI * variance) + (x * x) / variance);
    const posterior = posteriorOf(input("outputs", [ROWS, 2]));
    const drawn = reparametrised(posterior, 1);
    const outputs = denseLayer("layer1", drawn.code, 1, { bias: false });
    const logLikelihood = logLikelihoodOf(
      { kind: "gaussian", deviation: Math.sqrt(s) },
      outputs,
      input("x", [ROWS, 1]),
    );
    const { kl } = elboOf(posterior, logLikelihood, 1);
    const net = inDoubles({ weight: logWeightOf(posterior, drawn, logLikelihood), logLikelihood, kl });
    net.parameters[0] = w;
    const given = {
      outputs: Float64Array.from({ length: 2 * ROWS }, (_, i) => (i % 2 ? Math.log(v) : 0.6)),
      x: new Float64Array(ROWS).fill(x),
    };
    const { weight, logLikelihood: p, kl: divergence } = net.run(given, [9, 1]);
    const bounds = boundSizes(ROWS).map((k) => importanceBound(weight, k).bound);
    for (const [i, bound] of bounds.slice(1).entries()) expect(bound).toBeGreaterThanOrEqual(bounds[i]);
    expect(evidence - bounds[0]).toBeGreaterThan(0.1);
    const elbo = meanAndError(p.map((value) => value - divergence[0]));
    expect(Math.abs(bounds[0] - elbo.mean)).toBeLessThan(4 * (elbo.error + meanAndError(weight).error));
    // The mean of the weights is unbiased for the evidence.
    const weights = meanAndError(weight.map((value) => Math.exp(value - evidence)));
    expect(Math.abs(weights.mean - 1)).toBeLessThan(4 * weights.error);
    expect(Math.abs(bounds[bounds.length - 1] - evidence)).toBeLessThan(4 * weights.error);
  });

  it("knows how far chance moves it", () => {
    // Weights e^(z/2) of a normal z, 64 of them, 2,000 times: the variance of the bound over these is that which each tells, on average.
    const [TIMES, DRAWS] = [2_000, 64];
    const all = new Float64Array(TIMES * DRAWS);
    fillNormal([4, 4], 0, all);
    for (const draws of [DRAWS, DRAWS / 8]) {
      const told = Array.from({ length: TIMES }, (_, n) =>
        importanceBound(
          all.subarray(n * DRAWS, (n + 1) * DRAWS).map((z) => z / 2),
          draws,
        ),
      );
      const { mean } = meanAndError(told.map(({ bound }) => bound));
      const square = meanAndError(told.map(({ bound }) => (bound - mean) ** 2));
      const own = meanAndError(told.map(({ variance }) => variance));
      // The delta method leaves out terms of 1 / draws².
      expect(Math.abs(own.mean / square.mean - 1)).toBeLessThan(4 * (square.error / square.mean) + 2 / DRAWS);
    }
    expect(importanceBound([3], 1)).toEqual({ bound: 3, variance: 0 });
  });

  it("adds exponentials about the largest, over groups", () => {
    expect(logMeanExp([1000, 1000 + Math.log(3)], 0, 2)).toBeCloseTo(1000 + Math.log(2), 10);
    expect(logMeanExp([-1e9, -1e9], 0, 2)).toBe(-1e9);
    expect(logMeanExp([Number.NEGATIVE_INFINITY, 0], 0, 2)).toBeCloseTo(-Math.log(2), 12);
    expect(logMeanExp([Number.NaN, 0], 0, 2)).toBeNaN();
    const two = importanceBound([0, Math.log(3), 5, 5, 99], 2);
    expect(two.bound).toBeCloseTo((Math.log(2) + 5) / 2, 12);
    expect(two.variance).toBeCloseTo((5 - Math.log(2)) ** 2 / 4, 12);
    expect(boundSizes(1)).toEqual([1]);
    expect(boundSizes(64)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(boundSizes(50)).toEqual([1, 2, 4, 8, 16, 32, 50]);
  });
});
