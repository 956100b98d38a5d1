import type { Climbed } from "./ladder.ts";
import { limitOf, type Spread, spreadOf } from "./spread.ts";
import type { Estimated } from "./weights.ts";

/** The mean slope U(β) = d log Z_β / dβ on each rung, its standard error over ladders, and its own slope U′ = Var(slope) + E(curvature) ≥ 0. */
export interface Integrand {
  readonly betas: Float64Array;
  readonly means: Float64Array;
  readonly errors: Float64Array;
  readonly rises: Float64Array;
}

export function integrandOf({ betas, ladders, draws, slopes, curvatures }: Climbed): Integrand {
  const rungs = betas.length;
  const byLadder = meansByLadder(slopes, ladders, draws, rungs);
  const means = new Float64Array(rungs);
  const errors = new Float64Array(rungs);
  const rises = new Float64Array(rungs);
  for (let k = 0; k < rungs; k++) {
    for (let l = 0; l < ladders; l++) means[k] += byLadder[l * rungs + k] / ladders;
    let between = 0;
    for (let l = 0; l < ladders; l++) between += square(byLadder[l * rungs + k] - means[k]);
    errors[k] = Math.sqrt(between / (ladders - 1) / ladders);
    const rows = ladders * draws;
    for (let row = 0; row < rows; row++) {
      const at = row * rungs + k;
      rises[k] += square(slopes[at] - means[k]) / (rows - 1) + curvatures[at] / rows;
    }
  }
  return { betas, means, errors, rises };
}

/**
 * Thermodynamic integration (Kirkwood 1935; Gelman & Meng 1998): log Z − log Z_0 = ∫ U dβ by the trapezoidal rule with its correction by the slopes at the ends
 * (Friel, Hurn & Wyse 2014), over all ladders. Along a path that is linear in β, log Z_β is convex, so U rises: the sums with the left and with the right
 * end of every step hold the integral between them. The interval goes from the one, over ladders that begin at the base, less its Student margin, to the other,
 * over ladders that begin at the model, and its margin.
 */
export function fromIntegrand(fromBase: Climbed, fromModel: Climbed, logBase: number): Estimated {
  const estimates = [fromBase, fromModel].map((climbed) => trapezoids(integrandOf(climbed), logBase));
  return {
    estimate: (estimates[0] + estimates[1]) / 2,
    low: limitOf(stepSums(fromBase, "left", logBase), -1),
    high: limitOf(stepSums(fromModel, "right", logBase), 1),
  };
}

/** The sums of steps as high as U at their left and at their right ends. */
export function enclosing({ betas, means }: Integrand, logBase: number): readonly [left: number, right: number] {
  let [left, right] = [logBase, logBase];
  for (let k = 0; k + 1 < betas.length; k++) {
    left += (betas[k + 1] - betas[k]) * means[k];
    right += (betas[k + 1] - betas[k]) * means[k + 1];
  }
  return [left, right];
}

/** By the trapezoidal rule with its correction. */
export function trapezoids({ betas, means, rises }: Integrand, logBase: number): number {
  let sum = logBase;
  for (let k = 0; k + 1 < betas.length; k++) {
    const step = betas[k + 1] - betas[k];
    sum += (step * (means[k] + means[k + 1])) / 2 - (step * step * (rises[k + 1] - rises[k])) / 12;
  }
  return sum;
}

/** The sum of steps as high as U at their left or right ends, over independent ladders. */
function stepSums({ betas, ladders, draws, slopes }: Climbed, end: "left" | "right", logBase: number): Spread {
  const rungs = betas.length;
  const byLadder = meansByLadder(slopes, ladders, draws, rungs);
  return spreadOf(
    Float64Array.from({ length: ladders }, (_, l) => {
      let sum = logBase;
      for (let k = 0; k + 1 < rungs; k++)
        sum += (betas[k + 1] - betas[k]) * byLadder[l * rungs + k + (end === "left" ? 0 : 1)];
      return sum;
    }),
  );
}

function meansByLadder(values: Float64Array, ladders: number, draws: number, rungs: number): Float64Array {
  const means = new Float64Array(ladders * rungs);
  for (let l = 0; l < ladders; l++)
    for (let d = 0; d < draws; d++)
      for (let k = 0; k < rungs; k++) means[l * rungs + k] += values[(l * draws + d) * rungs + k] / draws;
  return means;
}

const square = (x: number) => x * x;
