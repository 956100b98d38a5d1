/** Gradients of minibatches as Monte Carlo estimates of the gradient over all rows. */
import { array } from "../../../../arrays.ts";
import { foldIn, integer, type Key, permutation } from "../../../../random/index.ts";
import { lazy } from "../../../lazy.ts";
import { drive, iterate, type Start } from "../../../process.ts";
import { eachStep } from "../../../records.ts";
import type { IntegrationParams } from "../fields.ts";
import { addGradient, excessLoss, fullGradient, type Regression, regressionOf, solutionOf } from "./data.ts";
import { batchSizes, type Descent, SCHEMES } from "./schemes.ts";

const STREAM = { with: 0, without: 1 } as const;

/** The point at which gradients are estimated: one step of descent away from the anchor, which is 0. */
export function pointsOf(data: Regression, learningRate: number) {
  const anchor = new Float64Array(data.columns);
  const slope = fullGradient(data, anchor);
  const theta = slope.map((gradient) => -learningRate * gradient);
  return { anchor, slope, theta, gradient: fullGradient(data, theta) };
}

/**
 * A step draws one minibatch of each scheme and size. Records: "errors" (schemes × sizes), squared distances from the full gradient; "along", the length along the full
 * gradient's direction of a gradient of `batch` rows drawn with replacement. Output: "theory" (schemes × sizes), the variances by formula; "length" of the full gradient.
 */
export const variance = drive((params: IntegrationParams, context, { key }: Start) => {
  const problem = lazy(() => {
    const data = regressionOf(params, context.data);
    return { data, ...pointsOf(data, params.learningRate ?? 0.1) };
  });
  const sizes = batchSizes(context.data?.rows ?? 1);
  const blank = array(new Float64Array(SCHEMES.length * sizes.length).fill(Number.POSITIVE_INFINITY), [
    SCHEMES.length,
    sizes.length,
  ]);
  const along = array(Float64Array.of(Number.POSITIVE_INFINITY), []);
  return {
    advance: eachStep({ errors: blank, along }, (n, row) => {
      const { data, gradient } = problem();
      const drawn = drawRows(
        foldIn(key, STREAM.with, n),
        data.rows,
        Math.max(sizes[sizes.length - 1], params.batch ?? 1),
      );
      const shuffled = permutation(foldIn(key, STREAM.without, n), data.rows);
      row.errors = SCHEMES.flatMap((scheme) =>
        errorsOf(problem(), scheme, scheme === "without" ? shuffled : drawn, sizes),
      );
      const own = new Float64Array(data.columns);
      addGradient(data, problem().theta, drawn, 0, params.batch ?? 1, 1 / (params.batch ?? 1), own);
      row.along = own.reduce((sum, value, j) => sum + value * gradient[j], 0) / lengthOf(gradient);
    }),
    save: () => ({}),
    output() {
      const { data, anchor, slope, theta, gradient } = problem();
      const spread = spreadOf(data, theta, gradient);
      const apart = theta.map((value, j) => value - anchor[j]);
      const difference = spreadOf(
        { ...data, y: new Float64Array(data.rows) },
        apart,
        gradient.map((value, j) => value - slope[j]),
      );
      const theory = SCHEMES.flatMap((scheme) =>
        sizes.map((size) => {
          if (scheme === "svrg") return difference / size;
          return scheme === "with" ? spread / size : (spread / size) * ((data.rows - size) / (data.rows - 1));
        }),
      );
      return {
        theory: array(Float64Array.from(theory), [SCHEMES.length, sizes.length]),
        length: array(Float64Array.of(lengthOf(gradient))),
      };
    },
  };
});

function drawRows(key: Key, rows: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => integer(key, i, rows));
}

const lengthOf = (x: Float64Array) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));

/** Squared distance from the full gradient of the estimates from the first 1, 2, 4, … of these rows. */
function errorsOf(
  { data, theta, anchor, slope, gradient }: ReturnType<typeof pointsOf> & { readonly data: Regression },
  scheme: (typeof SCHEMES)[number],
  rows: Uint32Array,
  sizes: readonly number[],
): number[] {
  const sum = new Float64Array(data.columns);
  return sizes.map((size, k) => {
    const from = k === 0 ? 0 : sizes[k - 1];
    addGradient(data, theta, rows, from, size, 1, sum);
    if (scheme === "svrg") addGradient(data, anchor, rows, from, size, -1, sum);
    let squares = 0;
    for (let j = 0; j < data.columns; j++)
      squares += (sum[j] / size + (scheme === "svrg" ? slope[j] : 0) - gradient[j]) ** 2;
    return squares;
  });
}

/** Mean squared distance of one row's gradient from the mean of all. */
function spreadOf(data: Regression, theta: Float64Array, mean: Float64Array): number {
  let squares = 0;
  const own = new Float64Array(data.columns);
  for (let i = 0; i < data.rows; i++) {
    own.fill(0);
    addGradient(data, theta, [i], 0, 1, 1, own);
    for (let j = 0; j < data.columns; j++) squares += (own[j] - mean[j]) ** 2;
  }
  return squares / data.rows;
}

export type DescentParams = Pick<IntegrationParams, "response" | "batch" | "learningRate"> & { readonly of: Descent };

interface State {
  readonly theta: Float64Array;
  /** Rows read so far, in passes over the table. */
  readonly passes: number;
}

interface DescentProblem {
  readonly data: Regression;
  readonly solution: Float64Array;
  readonly params: DescentParams;
}

/** Beyond this loss a descent has diverged, and stands still. */
const LOST = 1e6;

/** An epoch a step, from 0. Records "excess", the loss above the least possible (a gap where the descent has diverged), and "passes" over the table so far. */
export const descent = iterate({
  records: ["excess", "passes"],
  problem: (params: DescentParams, context): DescentProblem => {
    const data = regressionOf(params, context.data);
    return { data, solution: solutionOf(data), params };
  },
  init: (_key: Key, { data }: DescentProblem): State => ({ theta: new Float64Array(data.columns), passes: 0 }),
  step(key, { data, params, solution }, { theta, passes }, n) {
    const before = excessLoss(data, theta, solution);
    if (!(before < LOST)) return { theta, passes };
    const { batch = 1, learningRate = 0.1, of } = params;
    const next = theta.slice();
    const move = (gradient: Float64Array) => {
      for (let j = 0; j < next.length; j++) next[j] -= learningRate * gradient[j];
    };
    if (of === "full") {
      move(fullGradient(data, theta));
      return { theta: next, passes: passes + 1 };
    }
    const steps = Math.max(1, Math.floor(data.rows / batch));
    const own = foldIn(key, n);
    const rows = of === "without" ? permutation(own, data.rows) : drawRows(own, data.rows, steps * batch);
    const slope = fullGradient(data, theta);
    const gradient = new Float64Array(data.columns);
    for (let s = 0; s < steps; s++) {
      if (of === "svrg") gradient.set(slope);
      else gradient.fill(0);
      addGradient(data, next, rows, s * batch, (s + 1) * batch, 1 / batch, gradient);
      if (of === "svrg") addGradient(data, theta, rows, s * batch, (s + 1) * batch, -1 / batch, gradient);
      move(gradient);
    }
    const read = (steps * batch) / data.rows;
    return { theta: next, passes: passes + (of === "svrg" ? 1 + 2 * read : read) };
  },
  info({ data, solution }, { theta, passes }) {
    const excess = excessLoss(data, theta, solution);
    return { excess: excess < LOST ? excess : undefined, passes };
  },
  live: (_problem, { theta }) => ({ theta: array(theta) }),
  output: (_problem, { theta }) => ({ theta: array(theta) }),
});
