/**
 * Monotone splines of rational quadratics (Gregory & Delbourgo 1982; Durkan et al. 2019): an invertible map of the line that bends as often as it has bins. Inside
 * [−TAIL, TAIL] bin k has width w, height h, slope s = h/w, and slopes d₀ and d₁ at its ends; with ξ the place in the bin, from 0 to 1,
 *   y = y_k + h·(s·ξ² + d₀·ξ(1 − ξ))/(s + (d₁ + d₀ − 2s)·ξ(1 − ξ)).
 * Outside it is the identity, and so is the slope at both ends.
 */
import { expm1, log as logarithm } from "../../../math/index.ts";
import { constant } from "../../../nets/leaves.ts";
import { add } from "../../../nets/ops/add.ts";
import { clip } from "../../../nets/ops/clip.ts";
import { atLeast } from "../../../nets/ops/compare.ts";
import { concat } from "../../../nets/ops/concat.ts";
import { divide } from "../../../nets/ops/divide.ts";
import { log } from "../../../nets/ops/log.ts";
import { lowerTriangle } from "../../../nets/ops/lower-triangle.ts";
import { matmul } from "../../../nets/ops/matmul.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { negate, scale } from "../../../nets/ops/scale.ts";
import { shift } from "../../../nets/ops/shift.ts";
import { slice } from "../../../nets/ops/slice.ts";
import { softmax } from "../../../nets/ops/softmax.ts";
import { softplus } from "../../../nets/ops/softplus.ts";
import { sqrt } from "../../../nets/ops/sqrt.ts";
import { square } from "../../../nets/ops/square.ts";
import { subtract } from "../../../nets/ops/subtract.ts";
import type { Tensor } from "../../../nets/tensor.ts";

/** Where the spline ends, in deviations of the data: beyond all but stray points. */
export const TAIL = 4;
/** The least share of a bin in width and height, and the least slope: the map stays invertible in float32. A power of two, so that shares add up to 1 whatever their number. */
const LEAST = 2 ** -10;
/** softplus(0 + this) + LEAST = 1: what begins at zero is the identity. */
const UNIT = logarithm(expm1(1 - LEAST));

/** Numbers that say how a spline of so many bins goes. */
export const splineNumbers = (bins: number): number => 3 * bins - 1;

/** Of each row a spline: at the bins, rows × bins. */
interface Knots {
  readonly bins: number;
  readonly left: Tensor;
  readonly width: Tensor;
  readonly bottom: Tensor;
  readonly height: Tensor;
  readonly slope0: Tensor;
  readonly slope1: Tensor;
}

/** By any numbers at all, rows × splineNumbers(bins). */
function knotsOf(numbers: Tensor, bins: number): Knots {
  const {
    shape: [rows],
    perSample,
  } = numbers;
  const lower = lowerTriangle(constant(1, { shape: [bins, bins], perSample: 0 }), 0);
  const along = (from: number) => {
    const shares = shift(scale(softmax(slice(numbers, 1, from, from + bins)), 1 - bins * LEAST), LEAST);
    const size = scale(shares, 2 * TAIL);
    const ends = shift(matmul(size, lower, "NT"), -TAIL);
    const first = constant(-TAIL, { shape: [rows, 1], perSample });
    return { size, start: concat([first, slice(ends, 1, 0, bins - 1)], 1) };
  };
  const [across, up] = [along(0), along(bins)];
  const slopes = shift(softplus(shift(slice(numbers, 1, 2 * bins, splineNumbers(bins)), UNIT)), LEAST);
  const one = constant(1, { shape: [rows, 1], perSample });
  return {
    bins,
    left: across.start,
    width: across.size,
    bottom: up.start,
    height: up.size,
    slope0: concat([one, slopes], 1),
    slope1: concat([slopes, one], 1),
  };
}

/** What picks, of numbers at the bins, those of the bin in which each row of x lies, by where bins begin: rows × 1. */
function picker(x: Tensor, starts: Tensor, bins: number): (at: Tensor) => Tensor {
  const from = atLeast(x, starts);
  const none = constant(0, x);
  const here = subtract(from, concat([slice(from, 1, 1, bins), none], 1));
  const ones = constant(1, { shape: [bins, 1], perSample: 0 });
  return (at) => matmul(multiply(here, at), ones);
}

interface Bin {
  readonly left: Tensor;
  readonly width: Tensor;
  readonly bottom: Tensor;
  readonly height: Tensor;
  readonly slope0: Tensor;
  /** s, and d₁ + d₀ − 2s. */
  readonly mean: Tensor;
  readonly bend: Tensor;
  readonly slope1: Tensor;
}

function binOf(pick: (at: Tensor) => Tensor, knots: Knots): Bin {
  const [left, width, bottom, height, slope0, slope1] = (
    ["left", "width", "bottom", "height", "slope0", "slope1"] as const
  ).map((name) => pick(knots[name]));
  const mean = divide(height, width);
  return { left, width, bottom, height, slope0, slope1, mean, bend: subtract(add(slope1, slope0), scale(mean, 2)) };
}

/** Of x, rows × 1, a row of `numbers` each: where it goes, and the logarithm of the slope there, rows × 1 each. */
export function splineForward(
  x: Tensor,
  numbers: Tensor,
  bins: number,
): { readonly y: Tensor; readonly logSlope: Tensor } {
  const knots = knotsOf(numbers, bins);
  const inside = clip(x, -TAIL, TAIL);
  const { left, width, bottom, height, slope0, slope1, mean, bend } = binOf(picker(inside, knots.left, bins), knots);
  const at = divide(subtract(inside, left), width);
  const rest = shift(negate(at), 1);
  const both = multiply(at, rest);
  const below = add(mean, multiply(bend, both));
  const above = multiply(height, add(multiply(mean, square(at)), multiply(slope0, both)));
  const steep = add(add(multiply(slope1, square(at)), scale(multiply(mean, both), 2)), multiply(slope0, square(rest)));
  const logSlope = subtract(log(steep), scale(log(divide(below, mean)), 2));
  // Outside x is farther by as much as it was clipped.
  return { y: add(add(bottom, divide(above, below)), subtract(x, inside)), logSlope };
}

/** The way back: the root of a quadratic equation in ξ, written so that no digits cancel. */
export function splineBack(y: Tensor, numbers: Tensor, bins: number): Tensor {
  const knots = knotsOf(numbers, bins);
  const inside = clip(y, -TAIL, TAIL);
  const { left, width, bottom, height, slope0, mean, bend } = binOf(picker(inside, knots.bottom, bins), knots);
  const over = subtract(inside, bottom);
  const bent = multiply(over, bend);
  const a = add(multiply(height, subtract(mean, slope0)), bent);
  const b = subtract(multiply(height, slope0), bent);
  const c = negate(multiply(mean, over));
  // At least 0 but for rounding.
  const root = sqrt(clip(subtract(square(b), scale(multiply(a, c), 4)), 0, 3e38));
  const at = divide(scale(c, -2), add(b, root));
  return add(add(multiply(at, width), left), subtract(y, inside));
}
