/** Where each method would come to rest, exactly: its expected update vanishes there. */
import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import { fixedPoint } from "../../../kernels/boltzmann/index.ts";
import { symmetricEigen } from "../../../linalg/index.ts";
import { foldIn } from "../../../random/index.ts";
import { once } from "../../process.ts";
import type { LikelihoodParams } from "./fields.ts";
import { COMPARED, type Method, methodsOf, RATIOS, SWEEPS } from "./names.ts";
import { problemOf } from "./problem.ts";
import { type Problem, type Strength, startOf, updateOf } from "./ways.ts";

/** Steps along the expected update before it is solved: few where there is one fixed point, many where the start chooses among several. */
const FLOW = { convex: 200, several: 2000 } as const;
/** Multiply-adds that such steps may take for each fixed point. */
const FLOW_WORK = 6e7;
/** A larger update is none that vanished: the method goes on and on, towards infinity. */
export const NEAR = 1e-6;

/**
 * Output: `start`; by method, `theta.<method>` (absent where it is not known, or at infinity), `residual.<method>` (the largest component of the expected update there) and `kl.<method>`; `sweeps` and `ratios`: KL at the fixed points of contrastive divergence by k, and of
 * noise-contrastive estimation by amount of noise (empty where they are not known); `directions` [2, size]: principal directions of the fixed points and the start about maximum likelihood.
 */
export const fixed = once((params: LikelihoodParams, context, { key }): Arrays => {
  const problem = problemOf(params, context.inputs.data, foldIn(key, 0));
  const isRestricted = params.model === "rbm";
  const work = isRestricted
    ? 2 ** (31 - Math.clz32(context.inputs.data.weights.values.length) + (params.hidden ?? 1))
    : 1;
  const flow = isRestricted ? Math.min(FLOW.several, Math.floor(FLOW_WORK / (30 * work))) : FLOW.convex;
  const rate = Math.min(params.learningRate, params.model === "gaussian" ? 0.1 : 0.2);
  const solve = (method: Method, strength: Strength) => {
    context.beat?.();
    return solved(problem, method, strength, { flow, rate, decay: params.decay });
  };
  const found: Record<string, NDArray> = { start: array(problem.start) };
  const thetas = new Map<Method, Float64Array>();
  for (const method of methodsOf(params)) {
    // In equilibrium the chains of SML are the model's: its fixed point is that of maximum likelihood.
    const known = method === "sml" ? thetas.get("exact") : undefined;
    const point = known ? undefined : solve(method, params);
    const theta = known ?? point?.theta;
    // Maximum likelihood is kept as far as it came: everything is seen from there.
    if (!theta || (method !== "exact" && point && point.residual > NEAR)) continue;
    thetas.set(method, theta);
    found[`theta.${method}`] = array(theta);
    found[`kl.${method}`] = array(Float64Array.of(problem.likelihood(theta).kl));
    if (point) found[`residual.${method}`] = array(Float64Array.of(point.residual));
  }
  const isCompared = params.model === "gaussian" || context.inputs.data.weights.values.length < COMPARED;
  const klBy = (method: Method, strengths: readonly Strength[]) =>
    array(
      Float64Array.from(
        (isCompared ? strengths : []).flatMap((strength) => {
          const point = solve(method, strength);
          if (!point) return [];
          return [point.residual > NEAR ? Number.POSITIVE_INFINITY : problem.likelihood(point.theta).kl];
        }),
      ),
    );
  found.sweeps = klBy(
    "cd",
    SWEEPS.map((k) => ({ ...params, k })),
  );
  found.ratios = klBy(
    "nce",
    RATIOS.map((noiseRatio) => ({ ...params, noiseRatio })),
  );
  // Ratio matching may end far away: it does not decide what is seen.
  const points = [problem.start, ...[...thetas].flatMap(([method, theta]) => (method === "ratio" ? [] : [theta]))];
  found.directions = array(principalDirections(points, thetas.get("exact") ?? problem.start), [2, problem.size]);
  return found;
});

interface Way {
  readonly flow: number;
  readonly rate: number;
  readonly decay: number;
}

/** The fixed point of a method from the common start; undefined where its expected update cannot be computed. */
export function solved(problem: Problem, method: Method, strength: Strength, { flow, rate, decay }: Way) {
  const start = startOf(problem, method);
  if (!problem.expected(method, start, strength)) return undefined;
  const point = fixedPoint(
    (theta) => {
      const by = problem.expected(method, theta, strength);
      if (!by) throw new RangeError(`no expected update of ${method}`);
      return updateOf(by, theta, decay);
    },
    start,
    { flow, rate, allowed: (theta) => problem.allowed(theta.subarray(0, problem.size)) },
  );
  return { theta: point.theta.slice(0, problem.size), residual: point.residual, logZ: point.theta[problem.size] };
}

/** The two directions along which the points spread most about the centre, as rows. */
function principalDirections(points: readonly Float64Array[], centre: Float64Array): Float64Array {
  const n = centre.length;
  const spread = new Float64Array(n * n);
  for (const point of points)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) spread[i * n + j] += (point[i] - centre[i]) * (point[j] - centre[j]);
  // Something along every axis, so that the second direction is there even where all points lie on a line.
  for (let i = 0; i < n; i++) spread[i * n + i] += 1e-12 * (1 + i / n);
  const { vectors } = symmetricEigen(spread, n);
  return vectors.slice(0, 2 * n);
}
