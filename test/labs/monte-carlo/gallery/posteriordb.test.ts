import { expect, it } from "vitest";
import { densityOf, interpret } from "../../../../shared/densities/index.ts";
import { type ChainParams, makeChain, startChain } from "../../../../shared/kernels/mcmc/chain.ts";
import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { POSTERIORS } from "../../../../shared/labs/monte-carlo/gallery/posteriordb/index.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { effectiveSampleSize } from "../../../../shared/stats/ess.ts";
import { gradientError } from "../../../shared/densities/derivatives.ts";
import { some, thorough } from "../../../thorough.ts";
import { REFERENCES } from "./references.ts";

type Name = keyof typeof POSTERIORS;
const names = Object.keys(POSTERIORS) as Name[];

it.each(names)("%s has the gradient of its density", (name) => {
  const program = densityOf(POSTERIORS[name]);
  const position = Float64Array.from({ length: program.dimension }, (_, i) => 0.3 * Math.sin(i + 1));
  expect(gradientError(program, position)).toBeLessThan(1e-9);
});

const params: ChainParams = {
  sampler: "nuts",
  warmup: 500,
  thin: 1,
  adapt: true,
  targetAccept: 0.8,
  stepSize: 1,
  leapfrogs: 1,
  maxDepth: 10,
  // From further away the errors of a moving average grow beyond all bounds.
  initRadius: 0.5,
};

function targetOf(text: string): Target {
  const { dimension, names } = densityOf(text);
  const run = interpret(densityOf(text));
  return {
    dimension,
    names,
    logDensity: (position, gradient) => run.value(position, gradient),
    constrain: (position, parameters) => run.report(position, parameters),
  };
}

/** Draws of one chain, by parameter. */
function draw(target: Target, seed: number, count: number): readonly Float64Array[] {
  const key = keyOfSeed(seed);
  const state = startChain(key, target, params);
  const next = makeChain(key, target, params);
  const draws = target.names.map(() => new Float64Array(count));
  const row = new Float64Array(target.names.length);
  for (let i = -params.warmup; i < count; i++) {
    next(state);
    if (i < 0) continue;
    target.constrain(state.position, row);
    row.forEach((value, j) => {
      draws[j][i] = value;
    });
  }
  return draws;
}

const mean = (values: Float64Array) => values.reduce((a, b) => a + b) / values.length;
const referenced = names.filter((name) => name in REFERENCES);

// One chain has means within 5 standard errors: those of its effective size and of the 10,000 reference draws. Its standard deviations lie within
// 6 · σ/√(2 ESS) · 2, the draws' fourth moments being at most that of heavier tails.
it.each(thorough ? referenced : some(referenced, -2, -1))(
  "%s: NUTS on the text finds the published moments",
  (name) => {
    const target = targetOf(POSTERIORS[name]);
    draw(target, 7, thorough ? 4000 : 800).forEach((values, j) => {
      const [expected, sd] = REFERENCES[name][target.names[j]];
      const ess = effectiveSampleSize([values]) ?? 0;
      expect(ess).toBeGreaterThan(thorough ? 400 : 60);
      const error = sd * Math.sqrt(1 / ess + 1 / 10_000);
      expect(Math.abs(mean(values) - expected) / error).toBeLessThan(5);
      const spread = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
      expect(Math.abs(spread / sd - 1)).toBeLessThan(12 / Math.sqrt(2 * ess));
    });
  },
);
