import {
  drawGaussianSweep,
  gaussianFamily,
  gaussianKl,
  gaussianNoiseContrastive,
  gaussianPseudo,
  modelMoments,
  momentsOf,
  precisionOf,
  scoreMatching,
  statisticsOf,
  sweptMoments,
} from "../../../kernels/boltzmann/index.ts";
import { cholesky, NotPositiveDefiniteError } from "../../../linalg/index.ts";
import { fillNormal, foldIn, integer, type Key } from "../../../random/index.ts";
import type { Found, Problem, Sampler } from "./ways.ts";

const STREAM = { first: 1, sweep: 2, noise: 3 } as const;

/** A Gaussian and rows of numbers; the first model is the standard normal one. */
export function gaussianProblem(
  rows: Float64Array,
  dimension: number,
  pairs: readonly (readonly [number, number])[],
): Problem {
  const family = gaussianFamily(dimension, pairs);
  const data = momentsOf(rows, dimension);
  const positive = statisticsOf(family, data);
  /** The negative phase that an update is known without. */
  const implied = (update: Float64Array): Found => ({
    positive,
    negative: positive.map((value, i) => value - update[i]),
    scale: 1,
  });
  const less = (negative: Float64Array): Found => ({ positive, negative, scale: 1 });
  const exact = (theta: Float64Array) => less(statisticsOf(family, modelMoments(family, theta)));
  return {
    size: family.size,
    start: Float64Array.from({ length: family.size }, (_, i) => (i >= dimension && i < 2 * dimension ? 1 : 0)),
    allowed(theta) {
      try {
        cholesky(precisionOf(family, theta), dimension);
        return theta.every(Number.isFinite);
      } catch (error) {
        if (error instanceof NotPositiveDefiniteError) return false;
        throw error;
      }
    },
    likelihood: (theta) => ({
      phases: exact(theta),
      kl: gaussianKl(family, theta, data),
      logZ: modelMoments(family, theta).logZ,
    }),
    expected(method, theta, { k }) {
      switch (method) {
        case "exact":
        case "sml":
          return exact(theta);
        case "cd":
          return less(statisticsOf(family, sweptMoments(family, theta, data, k)));
        case "pseudo":
          return implied(gaussianPseudo(family, theta, data));
        case "score":
          return implied(scoreMatching(family, theta, data));
        case "ratio":
        case "nce":
          return undefined;
        default:
          throw new RangeError(`no such method: ${method satisfies never}`);
      }
    },
    sampler(method, { k, batch, noiseRatio }, task, saved): Sampler {
      if (method === "nce")
        return {
          step(theta, key) {
            const noise = new Float64Array(Math.max(1, Math.round(noiseRatio * batch)) * dimension);
            fillNormal(foldIn(key, STREAM.noise), 0, noise);
            const logZ = theta[family.size];
            return { ...gaussianNoiseContrastive(family, theta, logZ, rows, noise, noiseRatio), scale: 1 };
          },
          save: () => new Float64Array(0),
        };
      if (method !== "cd" && method !== "sml")
        return {
          step: (theta) => this.expected(method, theta, { k, noiseRatio }) as Found,
          save: () => new Float64Array(0),
        };
      const chains = new Float64Array(batch * dimension);
      const begin = (key: Key) => {
        for (let c = 0; c < batch; c++) {
          const row = integer(key, c, rows.length / dimension);
          chains.set(rows.subarray(row * dimension, (row + 1) * dimension), c * dimension);
        }
      };
      if (saved && saved.length > 0) chains.set(saved);
      else begin(foldIn(task, STREAM.first));
      return {
        step(theta, key) {
          if (method === "cd") begin(foldIn(key, STREAM.first));
          for (let sweep = 0; sweep < k; sweep++)
            drawGaussianSweep(family, theta, chains, foldIn(key, STREAM.sweep, sweep));
          return less(statisticsOf(family, momentsOf(chains, dimension)));
        },
        save: () => chains.slice(),
      };
    },
  };
}
