import { array } from "../../../../arrays.ts";
import type { Distribution, Tail } from "../../../../kernels/importance/families.ts";
import { type Component, logProposal } from "../../../../kernels/importance/proposal.ts";
import { isFinite2 } from "../../../../kernels/importance/theory.ts";
import { exp, log, pow } from "../../../../math/index.ts";
import { integrate } from "../../../../stats/quadrature.ts";
import { once } from "../../../process.ts";
import { openProblem } from "./compiled.ts";
import { EXACT, type Exact } from "./exact.ts";
import type { EstimateParams } from "./fields.ts";
import { combinationOf, componentsOf, growthOf, type Place, type Problem } from "./model.ts";
import type { Target } from "./target.ts";

/** Points of the curves. */
const POINTS = 401;

/**
 * What is known without any draw, by integrals over the first coordinate; where q was adapted, of where it stands in the end (input "draws"). Output `exact` (see EXACT); `infinite`: 1 where
 * the tails make the variance of the estimate infinite; `at`, `p`, `optimal`, `f`: curves. The optimal q is |f|·p over its integral.
 */
export const theory = once<EstimateParams>((params, { inputs, ...context }) => {
  const problem = openProblem(params, context);
  const places = inputs.draws?.places?.values ?? [];
  const [centre, width] = places.length > 0 ? Array.from(places.slice(-2), Number) : [params.centre, params.width];
  const components = componentsOf(params, problem.target, { centre, width });
  const exact = exactOf(problem, components);
  return {
    exact: array(Float64Array.from(EXACT, (name) => exact[name] ?? Number.POSITIVE_INFINITY)),
    infinite: array(Uint8Array.of(Number(isInfinite(problem, components)))),
    ...curvesOf(problem, exact.absolute, { centre, width }),
  };
});

type Found = { readonly [Name in Exact]?: number | undefined };

export function exactOf({ params, target, quantity }: Problem, components: readonly Component[]): Found {
  const marginal = marginalOf({ params, target });
  if (marginal === undefined) return {};
  const p = (x: number) => exp(marginal(x));
  const f = (x: number) => quantity(Float64Array.of(x));
  const breaks = breaksOf(params, components);
  const scale = Math.max(1, params.width);
  const over = (of: (x: number) => number) => integrate(of, breaks, scale);
  // Where p is zero f may be infinite: eˣ far out.
  const underP = (of: (x: number) => number) =>
    over((x) => {
      const density = p(x);
      return density === 0 ? 0 : density * of(x);
    });
  const absolute = underP((x) => Math.abs(f(x)));
  const value = rounded(underP(f), absolute);
  const reaches = reachOf(components.map(({ first }) => first.tail));
  const within = (of: (x: number) => number) => underP((x) => (reaches(x) ? of(x) : 0));
  const [reached, size, mass] = [within(f), within((x) => Math.abs(f(x))), within(() => 1)];
  const isPlain = params.estimator === "plain";
  const limit = isPlain ? reached : ratio(reached, mass);
  const covered = ratio(size, absolute);
  // The terms whose scatter is the estimator's: w f about its mean, or w (f − μ).
  const centred = (x: number, mean: number) => (isPlain ? f(x) : f(x) - mean);
  const varianceOf = (square: number | undefined, mean: number | undefined) =>
    square === undefined || mean === undefined
      ? undefined
      : Math.max(0, isPlain ? (rounded(square - mean * mean, square) ?? 0) : square);
  const naive = value === undefined ? undefined : underP((x) => centred(x, value) ** 2);
  const found = { value, limit, naiveVariance: varianceOf(naive, value), absolute, covered };
  const isMixed = components.length > 1;
  // Of a mixture of products the moments do not factorise; apart, each component has its own.
  if (isMixed && (target.dimension > 1 || combinationOf(params) === "apart")) return found;
  const [{ first, others }] = components;
  const overWeights = (of: (x: number) => number) =>
    over((x) => {
      const logP = marginal(x);
      const logQ = isMixed ? logProposal(components, "balance", 0, Float64Array.of(x)) : first.logDensity(x);
      const weight = logQ === Number.NEGATIVE_INFINITY ? 0 : exp(2 * logP - logQ);
      return weight === 0 ? 0 : weight * of(x);
    });
  const other = target.parts && target.dimension > 1 ? secondMoment(target.parts.others, others, scale) : 1;
  const factor = other === undefined ? undefined : pow(other, target.dimension - 1);
  const square = limit === undefined ? undefined : overWeights((x) => centred(x, limit) ** 2);
  return {
    ...found,
    secondMoment: product(
      overWeights(() => 1),
      factor,
    ),
    variance: varianceOf(product(square, factor), limit),
  };
}

/** log p of the first coordinate, with its constant; undefined where it is not known. */
function marginalOf({ params, target }: Pick<Problem, "params" | "target">): ((x: number) => number) | undefined {
  if (target.parts) return (x) => (target.parts as NonNullable<Target["parts"]>).first.logDensity(x);
  if (target.dimension > 1) return undefined;
  const unscaled = (x: number) => target.logDensity(Float64Array.of(x));
  // Relative to the largest seen, so that no density is too small or too large to be integrated.
  const [low, high] = [params.centre - 20, params.centre + 20];
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i <= 400; i++) top = Math.max(top, unscaled(low + ((high - low) * i) / 400));
  if (top === Number.NEGATIVE_INFINITY) return undefined;
  const z = integrate((x) => exp(unscaled(x) - top), breaksOf(params, []), Math.max(1, params.width));
  if (z === undefined || !(z > 0)) return undefined;
  const constant = top + log(z);
  return (x) => unscaled(x) - constant;
}

/** What is left of sums that cancel is their rounding. */
const rounded = (value: number | undefined, size = 0) =>
  value !== undefined && Math.abs(value) < 1e-12 * size ? 0 : value;
const ratio = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined || !(b > 0) ? undefined : a / b;
const product = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined || !Number.isFinite(a * b) ? undefined : a * b;

function secondMoment(p: Distribution, q: Distribution, scale: number): number | undefined {
  const bounds = q.tail.kind === "bounded" ? [q.tail.low, q.tail.high] : [];
  return integrate(
    (x) => {
      const [logP, logQ] = [p.logDensity(x), q.logDensity(x)];
      return logP === Number.NEGATIVE_INFINITY || logQ === Number.NEGATIVE_INFINITY ? 0 : exp(2 * logP - logQ);
    },
    [-8 * scale, ...bounds, 8 * scale].sort((a, b) => a - b),
    scale,
  );
}

/** Whether some component can give x. */
function reachOf(tails: readonly Tail[]): (x: number) => boolean {
  return (x) => tails.some((tail) => tail.kind !== "bounded" || (x >= tail.low && x <= tail.high));
}

/** Where integrands jump, and points about which they are uneven: modes of p, centres of q. */
function breaksOf(
  { quantity, threshold = 0, separation = 0 }: EstimateParams,
  components: readonly Component[],
): number[] {
  const ends = components.flatMap(({ first: { tail } }) => (tail.kind === "bounded" ? [tail.low, tail.high] : []));
  const jumps = quantity === "tail" ? [threshold] : [0];
  const spread = [-12 - separation, -4, 4, 12 + separation];
  return [...new Set([...ends, ...jumps, ...spread])].sort((a, b) => a - b);
}

/** Whether the tails alone make E_q[(w f)²] (of the self-normalised estimate E_q[w²(f − μ)²]) infinite. */
export function isInfinite({ params, target }: Problem, components: readonly Component[]): boolean {
  const { parts } = target;
  // Of what the user wrote the tails are not known: there only the weights tell (k).
  if (parts === undefined) return false;
  // The heaviest tail of what is divided by decides; apart, each component's own.
  const isEnough = (list: readonly Component[]) =>
    list.some(({ first }) => isFinite2(parts.first.tail, first.tail, growthOf(params))) &&
    (target.dimension === 1 || list.some(({ others }) => isFinite2(parts.others.tail, others.tail, 0)));
  // A tail that f leaves out does not count: P(x > a) has the right one, which is like the left.
  return combinationOf(params) === "apart" ? !components.every((one) => isEnough([one])) : !isEnough(components);
}

/** Curves over what is worth seeing of p, f·p and q. */
function curvesOf(problem: Problem, absolute: number | undefined, place: Place) {
  const { params, quantity } = problem;
  const marginal = marginalOf(problem);
  const [low, high] = rangeOf(params, place);
  const at = Float64Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1));
  const p = at.map((x) => (marginal ? exp(marginal(x)) : 0));
  const f = at.map((x) => (marginal ? known(quantity(Float64Array.of(x))) : 0));
  const optimal =
    absolute !== undefined && absolute > 0
      ? p.map((density, i) => (density * Math.abs(f[i])) / absolute)
      : p.map(() => 0);
  return { at: array(at), p: array(p), f: array(f), optimal: array(optimal) };
}

const known = (y: number) => (Number.isFinite(y) ? y : 0);

/** The window of the picture: p, the threshold, and where q's were put. */
export function rangeOf(params: EstimateParams, place: Place): readonly [number, number] {
  const { threshold, secondCentre, secondWidth, separation = 0, combine, quantity, target } = params;
  const reach = (centre: number, width: number) => [centre - 3 * Math.min(width, 3), centre + 3 * Math.min(width, 3)];
  const of = target === "student" ? 6 : 4;
  const all = [
    ...[-of - separation, of + separation],
    ...(quantity === "tail" && threshold !== undefined ? [threshold - 1, threshold + 2] : []),
    ...reach(place.centre, place.width),
    ...(combine !== "one" && secondCentre !== undefined ? reach(secondCentre, secondWidth ?? 1) : []),
  ];
  return [Math.min(...all), Math.max(...all)];
}
