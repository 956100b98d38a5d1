import { laneSum } from "../lanes.ts";
import { constant } from "../leaves.ts";
import { sumKept } from "../rows.ts";
import {
  apply,
  type Call,
  type Floats,
  isOverSamples,
  type Operation,
  type Shape,
  sameShape,
  sizeOf,
  type Tensor,
  told,
} from "../tensor.ts";
import { add } from "./add.ts";
import { divide } from "./divide.ts";
import { multiply } from "./multiply.ts";
import { negate, scale } from "./scale.ts";
import { shift } from "./shift.ts";
import { sqrt } from "./sqrt.ts";
import { square } from "./square.ts";
import { subtract } from "./subtract.ts";

interface Epsilon {
  readonly epsilon: number;
}

function extents(shape: Shape): readonly [number, number] {
  return [sizeOf(shape.slice(0, -1)), shape[shape.length - 1]];
}

/** Mean of row r of n numbers, and 1 / √(variance + ε); the variance is that of the centred numbers, divided by n. Sums by lanes. */
function moments(
  x: Floats,
  r: number,
  n: number,
  epsilon: number,
  round: (x: number) => number,
): readonly [number, number] {
  const mean = round(laneSum(n, (j) => x[r * n + j], round) / n);
  const squares = (j: number) => {
    const centred = round(x[r * n + j] - mean);
    return round(centred * centred);
  };
  const variance = round(laneSum(n, squares, round) / n);
  return [mean, round(1 / round(Math.sqrt(round(variance + round(epsilon)))))];
}

/** (x − mean) · r over the last axis, r = 1 / √(variance + ε). */
export const standardiseOperation: Operation<Epsilon> = {
  name: "standardise",
  shape([x]) {
    if (x.length === 0) throw new RangeError("standardise of a number (must have an axis)");
    return x;
  },
  mixesSamples: isOverSamples,
  gradient: ({ inputs: [x], attributes }, dy) => [slope(dy, x, attributes as Epsilon)],
  scalar({ x: [x], y, shape, attributes: { epsilon } }, { round }) {
    const [rows, n] = extents(shape);
    for (let row = 0; row < rows; row++) {
      const [mean, r] = moments(x, row, n, epsilon, round);
      for (let at = row * n; at < (row + 1) * n; at++) y[at] = round(round(x[at] - mean) * r);
    }
  },
  wasm(module, { x: [x], y, shape, attributes: { epsilon } }) {
    const [rows, n] = extents(shape);
    return () => module.standardise(rows, n, x, y, epsilon);
  },
  inPlace: [0],
};

/** r · (dy − mean dy − x̂ · mean (dy · x̂)), x̂ = (x − mean x) · r. */
export const standardiseSlopeOperation: Operation<Epsilon> = {
  name: "standardiseSlope",
  shape([dy, x]) {
    if (!sameShape(dy, x))
      throw new RangeError(`standardiseSlope of shapes ${told(dy)} and ${told(x)} (must be equal)`);
    return dy;
  },
  mixesSamples: isOverSamples,
  gradient({ inputs: [dy, x], attributes }, g) {
    const own = attributes as Epsilon;
    return [slope(g, x, own), byArgument(dy, x, g, own)];
  },
  scalar(call, { round }) {
    const [rows, n] = extents(call.shape);
    for (let row = 0; row < rows; row++) slopeOfRow(call, row, n, round);
  },
  wasm(module, { x: [dy, x], y, shape, attributes: { epsilon } }) {
    const [rows, n] = extents(shape);
    return () => module.standardiseSlope(rows, n, dy, x, y, epsilon);
  },
  inPlace: [0, 1],
};

function slopeOfRow(
  { x: [dy, x], y, attributes: { epsilon } }: Call<Epsilon, Floats>,
  row: number,
  n: number,
  round: (x: number) => number,
): void {
  const [mean, r] = moments(x, row, n, epsilon, round);
  const at = (j: number) => row * n + j;
  const own = (j: number) => round(round(x[at(j)] - mean) * r);
  const lift = round(laneSum(n, (j) => dy[at(j)], round) / n);
  const tilt = round(laneSum(n, (j) => round(dy[at(j)] * own(j)), round) / n);
  for (let j = 0; j < n; j++) y[at(j)] = round(r * round(round(dy[at(j)] - lift) - round(own(j) * tilt)));
}

/**
 * The slope s(dy) is linear and symmetric, and Σ g · s(dy) = r (A − p q / n) with A = Σ g dy − Σ g Σ dy / n, p = Σ g x̂, q = Σ dy x̂, whose derivatives
 * are those of r, −r² x̂ / n, and s(g), s(dy).
 */
function byArgument(dy: Tensor, x: Tensor, g: Tensor, own: Epsilon): Tensor {
  const share = 1 / x.shape[x.shape.length - 1];
  const standard = standardise(x, own.epsilon);
  const centred = subtract(x, scale(sumKept(x), share));
  const variance = scale(sumKept(square(centred)), share);
  const r = divide(constant(1), sqrt(shift(variance, own.epsilon)));
  const [p, q] = [sumKept(multiply(g, standard)), sumKept(multiply(dy, standard))];
  const overlap = subtract(sumKept(multiply(g, dy)), scale(multiply(sumKept(g), sumKept(dy)), share));
  const rest = multiply(square(r), subtract(overlap, scale(multiply(p, q), share)));
  const turned = multiply(r, add(multiply(q, slope(g, x, own)), multiply(p, slope(dy, x, own))));
  return negate(scale(add(multiply(standard, rest), turned), share));
}

function slope(dy: Tensor, x: Tensor, own: Epsilon): Tensor {
  return apply(standardiseSlopeOperation, [dy, x], own);
}

/** Over the last axis: mean 0, variance 1. */
export function standardise(x: Tensor, epsilon: number): Tensor {
  return apply(standardiseOperation, [x], { epsilon });
}
