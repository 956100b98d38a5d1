import { describe, expect, test } from "vitest";
import {
  type AtParameters,
  contrastive,
  fixedPoint,
  fullyVisible,
  klOf,
  logProducts,
  noiseContrastive,
  normalised,
  type Phases,
  pairsOf,
  products,
  pseudoLikelihood,
  ratioMatching,
  restricted,
  sharesOf,
  total,
} from "../../../../shared/kernels/boltzmann/index.ts";
import { categorical, cumulate, foldIn, keyOfSeed } from "../../../../shared/random/index.ts";
import {
  apart,
  bitsOf,
  differences,
  type LogModel,
  normals,
  restrictedModel,
  visibleModel,
  weightsOf,
} from "./models.ts";

const UNITS = 4;
const STATES = 2 ** UNITS;
/** Central differences with a step of 1e-5 are off by 1e-10 of third derivatives, and by rounding of 1e-11. */
const DIFFERENCES = 1e-8;

const machines = [
  [
    "all pairs",
    fullyVisible(UNITS, pairsOf(UNITS, "all")),
    (theta: Float64Array) => visibleModel(theta, pairsOf(UNITS, "all")),
  ],
  [
    "a ring",
    fullyVisible(UNITS, pairsOf(UNITS, "neighbours")),
    (theta: Float64Array) => visibleModel(theta, pairsOf(UNITS, "neighbours")),
  ],
  ["hidden units", restricted(UNITS, 3), (theta: Float64Array) => restrictedModel(theta, 3)],
] as const;

const gradientOf = (at: AtParameters, { positive, negative, scale }: Phases) => {
  const [up, down] = [at.expect(positive), at.expect(negative)];
  return up.map((value, i) => scale * (value - down[i]));
};

describe.each(machines)("%s", (_, machine, modelOf) => {
  const theta = normals(3, machine.size, 0.7);
  const at = machine.at(theta);
  const data = weightsOf(UNITS, 5);
  const logs = (model: LogModel) => Float64Array.from({ length: STATES }, (_, x) => model(bitsOf(x, UNITS)));
  const meanOf = (of: (x: number) => number) =>
    data.reduce((sum, weight, x) => sum + (weight > 0 ? weight * of(x) : 0), 0);
  const logZOf = (values: Float64Array) => Math.log(values.reduce((sum, value) => sum + Math.exp(value), 0));
  /** log p(x_i | x_-i), by the two states alone. */
  const conditional = (values: Float64Array, x: number, i: number) =>
    values[x] - Math.log(Math.exp(values[x]) + Math.exp(values[x ^ (1 << i)]));
  const units = Array.from({ length: UNITS }, (_, i) => i);

  test("log weights are those of the definition", () => {
    expect(apart(at.logWeights, logs(modelOf(theta)))).toBeLessThan(1e-12);
    expect(normalised(at.logWeights).logZ).toBeCloseTo(logZOf(logs(modelOf(theta))), 12);
  });

  test("the exact gradient is the derivative of the mean log-likelihood", () => {
    const likelihood = (own: Float64Array) => {
      const values = logs(modelOf(own));
      return meanOf((x) => values[x] - logZOf(values));
    };
    const { p, logZ } = normalised(at.logWeights);
    const gradient = gradientOf(at, { positive: data, negative: p, scale: 1 });
    expect(apart(gradient, differences(likelihood, theta))).toBeLessThan(DIFFERENCES);
    const entropy = -meanOf((x) => Math.log(data[x]));
    expect(klOf(data, at.logWeights, logZ)).toBeCloseTo(-entropy - likelihood(theta), 12);
  });

  test("pseudo-likelihood", () => {
    const objective = (own: Float64Array) => {
      const values = logs(modelOf(own));
      return meanOf((x) => units.reduce((sum, i) => sum + conditional(values, x, i), 0));
    };
    expect(apart(gradientOf(at, pseudoLikelihood(at, data)), differences(objective, theta))).toBeLessThan(DIFFERENCES);
  });

  test("ratio matching", () => {
    const objective = (own: Float64Array) => {
      const values = logs(modelOf(own));
      return -meanOf((x) => units.reduce((sum, i) => sum + (1 - Math.exp(conditional(values, x, i))) ** 2, 0));
    };
    expect(apart(gradientOf(at, ratioMatching(at, data)), differences(objective, theta))).toBeLessThan(DIFFERENCES);
  });

  test.each([0.5, 4])("noise-contrastive estimation with %d times as much noise, and its log Z", (ratio) => {
    const rates = Float64Array.of(0.3, 0.6, 0.5, 0.8);
    const logNoise = logProducts(rates);
    const noise = weightsOf(UNITS, 9);
    const objective = (own: Float64Array) => {
      const values = logs(modelOf(own.subarray(0, machine.size)));
      const chance = (x: number) =>
        1 / (1 + Math.exp(-(values[x] - own[machine.size] - logNoise[x] - Math.log(ratio))));
      const ofNoise = noise.reduce((sum, weight, x) => sum + weight * Math.log(1 - chance(x)), 0);
      return meanOf((x) => Math.log(chance(x))) + ratio * ofNoise;
    };
    const logZ = 2.3;
    const phases = noiseContrastive(at, data, noise, logNoise, ratio, logZ);
    const gradient = [...gradientOf(at, phases), total(phases.negative) - total(phases.positive)];
    expect(apart(gradient, differences(objective, Float64Array.from([...theta, logZ])))).toBeLessThan(DIFFERENCES);
  });

  test("a sweep leaves the model as it is, and the product with its transition matrix is what chains draw", () => {
    const { p } = normalised(at.logWeights);
    expect(apart(at.sweep(p), p)).toBeLessThan(1e-14);
    const swept = at.sweep(at.sweep(data));
    const chains = 40_000;
    const sums = cumulate(data);
    const states = Uint16Array.from({ length: chains }, (_, c) => categorical(keyOfSeed(1), c, sums));
    for (const k of [0, 1]) at.drawSweep(states, foldIn(keyOfSeed(2), k));
    const shares = sharesOf(states, STATES);
    // Of 16 shares none is 5 standard errors off, but once in 100,000.
    for (let x = 0; x < STATES; x++)
      expect(Math.abs(shares[x] - swept[x])).toBeLessThan(5 * Math.sqrt((swept[x] * (1 - swept[x])) / chains));
  });

  test("the expected update of CD-k is the mean of drawn ones, within their error", () => {
    const expected = gradientOf(at, contrastive(at, data, 2));
    const sums = cumulate(data);
    const [draws, chains] = [300, 50];
    const all = Array.from({ length: draws }, (_, n) => {
      const key = foldIn(keyOfSeed(7), n);
      const states = Uint16Array.from({ length: chains }, (_, c) => categorical(foldIn(key, 0), c, sums));
      for (const k of [1, 2]) at.drawSweep(states, foldIn(key, k));
      return gradientOf(at, { positive: data, negative: sharesOf(states, STATES), scale: 1 });
    });
    for (let i = 0; i < machine.size; i++) {
      const mean = all.reduce((sum, one) => sum + one[i], 0) / draws;
      const variance = all.reduce((sum, one) => sum + (one[i] - mean) ** 2, 0) / (draws - 1);
      expect(Math.abs(mean - expected[i])).toBeLessThan(5 * Math.sqrt(variance / draws));
    }
  });

  test("more sweeps of CD come to the exact gradient", () => {
    const { p } = normalised(at.logWeights);
    const exact = gradientOf(at, { positive: data, negative: p, scale: 1 });
    const off = [1, 4, 200].map((k) => apart(gradientOf(at, contrastive(at, data, k)), exact));
    expect(off[1]).toBeLessThan(off[0]);
    expect(off[2]).toBeLessThan(1e-9);
  });

  test("where data come from the model, every method rests at its parameters", () => {
    const { p, logZ } = normalised(at.logWeights);
    const noise = new Float64Array(STATES);
    products(noise, UNITS, () => 0.5);
    const logNoise = logProducts(new Float64Array(UNITS).fill(0.5));
    for (const phases of [
      contrastive(at, p, 1),
      pseudoLikelihood(at, p),
      ratioMatching(at, p),
      noiseContrastive(at, p, noise, logNoise, 2, logZ),
    ])
      for (const value of gradientOf(at, phases)) expect(Math.abs(value)).toBeLessThan(1e-13);
  });
});

test("maximum likelihood of all pairs has the data's moments; that of CD-1 has others", () => {
  const machine = fullyVisible(UNITS, pairsOf(UNITS, "all"));
  const data = weightsOf(UNITS, 12);
  const rest = (phasesOf: (at: AtParameters) => Phases) =>
    fixedPoint((theta) => gradientOf(machine.at(theta), phasesOf(machine.at(theta))), new Float64Array(machine.size), {
      flow: 100,
      rate: 0.2,
    });
  const exact = rest((at) => ({ positive: data, negative: normalised(at.logWeights).p, scale: 1 }));
  const cd = rest((at) => contrastive(at, data, 1));
  expect(exact.residual).toBeLessThan(1e-11);
  expect(cd.residual).toBeLessThan(1e-11);
  const moments = (theta: Float64Array) => machine.at(theta).expect(normalised(machine.at(theta).logWeights).p);
  const wanted = machine.at(exact.theta).expect(data);
  expect(apart(moments(exact.theta), wanted)).toBeLessThan(1e-10);
  expect(apart(moments(cd.theta), wanted)).toBeGreaterThan(1e-3);
});
