/** Random models: stable and growing, singular and nearly singular noises, whole steps and single values missing. */
import fc from "fast-check";
import { triangular } from "../../../../shared/kernels/kalman/factors.ts";
import type { Measurements, StateSpaceModel } from "../../../../shared/kernels/kalman/model.ts";
import { foldIn, keyOfSeed, normal, uniform } from "../../../../shared/random/index.ts";

export interface Problem {
  readonly model: StateSpaceModel;
  readonly data: Measurements;
}

export const problems = fc
  .record({
    seed: fc.nat(),
    states: fc.integer({ min: 1, max: 4 }),
    outputs: fc.integer({ min: 1, max: 3 }),
    steps: fc.integer({ min: 1, max: 9 }),
    /** Columns that the root of Q has: fewer than states make it singular. */
    rank: fc.integer({ min: 0, max: 4 }),
    /** Of the last output's noise beside the first's: 1/1000 of its variance. With far less, dense conditioning in float64 is no oracle: that is a test of its own. */
    tiny: fc.constantFrom(1, 0.03),
    correlated: fc.boolean(),
    missing: fc.constantFrom(0, 0.3, 0.8),
    ends: fc.boolean(),
  })
  .map(({ seed, states: n, outputs: m, steps, rank, tiny, correlated, missing, ends }): Problem => {
    const key = keyOfSeed(seed);
    const draw = (stream: number, count: number, scale: number) =>
      Float64Array.from({ length: count }, (_, i) => scale * normal(foldIn(key, stream), i));
    const w = Math.min(rank, n);
    const q = w === 0 ? new Float64Array(n * n) : triangular(draw(1, n * w, 0.7), n, w);
    const noise = new Float64Array(m * m);
    for (let i = 0; i < m; i++) noise[i * m + i] = 0.5 * (i === m - 1 ? tiny : 1);
    if (correlated && m > 1) noise[(m - 1) * m] = 0.5;
    const model: StateSpaceModel = {
      states: n,
      outputs: m,
      // Of length 1.2: no direction grows by more in a step, so that the dense way has digits left where it subtracts.
      transition: ofLength(1.2, draw(2, n * n, 1)),
      drift: draw(3, n, 0.3),
      processFactor: q,
      observation: draw(4, m * n, 1),
      offset: draw(5, m, 1),
      noiseFactor: noise,
      mean: draw(6, n, 1),
      factor: triangular(draw(7, n * n, 1), n, n),
    };
    const { y: values } = simulate(model, steps, seed + 1);
    const mask = new Uint8Array(steps * m).map((_, at) => (uniform(foldIn(key, 9), at) < missing ? 0 : 1));
    if (ends) {
      mask.fill(0, 0, m);
      mask.fill(0, (steps - 1) * m);
    }
    return { model, data: { steps, values, ...((missing > 0 || ends) && { mask }) } };
  });

function ofLength(length: number, values: Float64Array): Float64Array {
  const own = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return values.map((value) => (length / own) * value);
}

/** A draw from the model itself: states and measurements. */
export function simulate(model: StateSpaceModel, steps: number, seed: number) {
  const { states: n, outputs: m } = model;
  const key = keyOfSeed(seed);
  const x = new Float64Array(steps * n);
  const y = new Float64Array(steps * m);
  for (let t = 0; t < steps; t++) {
    const root = t === 0 ? model.factor : model.processFactor;
    for (let i = 0; i < n; i++) {
      let value = t === 0 ? model.mean[i] : model.drift[i];
      for (let j = 0; j < n; j++) {
        value += root[i * n + j] * normal(foldIn(key, 1, t), j);
        if (t > 0) value += model.transition[i * n + j] * x[(t - 1) * n + j];
      }
      x[t * n + i] = value;
    }
    for (let i = 0; i < m; i++) {
      let value = model.offset[i];
      for (let j = 0; j < n; j++) value += model.observation[i * n + j] * x[t * n + j];
      for (let j = 0; j < m; j++) value += model.noiseFactor[i * m + j] * normal(foldIn(key, 2, t), j);
      y[t * m + i] = value;
    }
  }
  return { x, y };
}
