/** Shares that rows of scores give to what is not later: the softmax of attention in which no position sees those behind it. */
import { laneSum, largest } from "../lanes.ts";
import { sumKept } from "../rows.ts";
import { apply, type Operation, type Shape, sameShape, sizeOf, type Tensor, told } from "../tensor.ts";
import { lowerTriangle } from "./lower-triangle.ts";
import { multiply } from "./multiply.ts";
import { scale } from "./scale.ts";
import { subtract } from "./subtract.ts";

interface Scaled {
  /** Above 0. */
  readonly scale: number;
}

/** How many matrices, their rows and columns. */
const extents = (shape: Shape): readonly [number, number, number] => [
  sizeOf(shape.slice(0, -2)),
  shape[shape.length - 2],
  shape[shape.length - 1],
];

function matrices(name: string, shape: Shape): Shape {
  if (shape.length < 2) throw new RangeError(`${name} of shape ${told(shape)} (must be matrices)`);
  return shape;
}

const mixesSamples = ([x]: readonly Tensor[]) => x.shape.length === 2 && x.perSample > 0;

/** Row r of each matrix: the softmax of scale · x over its first r + 1 columns, sums by lanes; 0 behind. A NaN among these makes them NaN. */
export const causalSoftmaxOperation: Operation<Scaled> = {
  name: "causalSoftmax",
  shape: ([x]) => matrices("causalSoftmax", x),
  mixesSamples,
  gradient: (y, dy) => [slope(dy, y, y.attributes as Scaled)],
  scalar({ x: [x], y, shape, attributes }, { round, exp }) {
    const [count, rows, columns] = extents(shape);
    const factor = round(attributes.scale);
    for (let row = 0; row < count * rows; row++) {
      const kept = Math.min(columns, (row % rows) + 1);
      const at = (j: number) => round(factor * x[row * columns + j]);
      const m = largest(kept, at);
      const e = Array.from({ length: kept }, (_, j) => exp(round(at(j) - m)));
      const s = laneSum(kept, (j) => e[j], round);
      for (let j = 0; j < columns; j++) y[row * columns + j] = j < kept ? round(e[j] / s) : 0;
    }
  },
  wasm(module, { x: [x], y, shape, attributes }) {
    const [count, rows, columns] = extents(shape);
    return () => module.causalSoftmax(count, rows, columns, attributes.scale, x, y);
  },
  inPlace: [0],
};

/** scale · (y · (dy − Σ dy · y)) over the first r + 1 columns of row r, the sum by lanes; 0 behind. */
export const causalSoftmaxSlopeOperation: Operation<Scaled> = {
  name: "causalSoftmaxSlope",
  shape([dy, y]) {
    if (!sameShape(dy, y))
      throw new RangeError(`causalSoftmaxSlope of shapes ${told(dy)} and ${told(y)} (must be equal)`);
    return matrices("causalSoftmaxSlope", dy);
  },
  mixesSamples,
  gradient({ inputs: [dy, y], attributes }, g) {
    const own = attributes as Scaled;
    const [seen, back] = [lowerTriangle(dy, 0), lowerTriangle(g, 0)];
    const total = sumKept(multiply(seen, y));
    const byY = subtract(multiply(back, subtract(seen, total)), multiply(seen, sumKept(multiply(back, y))));
    return [slope(g, y, own), scale(byY, own.scale)];
  },
  scalar({ x: [dy, y], y: out, shape, attributes }, { round }) {
    const [count, rows, columns] = extents(shape);
    const factor = round(attributes.scale);
    for (let row = 0; row < count * rows; row++) {
      const kept = Math.min(columns, (row % rows) + 1);
      const at = (j: number) => row * columns + j;
      const s = laneSum(kept, (j) => round(dy[at(j)] * y[at(j)]), round);
      for (let j = 0; j < columns; j++)
        out[at(j)] = j < kept ? round(factor * round(y[at(j)] * round(dy[at(j)] - s))) : 0;
    }
  },
  wasm(module, { x: [dy, y], y: out, shape, attributes }) {
    const [count, rows, columns] = extents(shape);
    return () => module.causalSoftmaxSlope(count, rows, columns, attributes.scale, dy, y, out);
  },
  inPlace: [0, 1],
};

function slope(dy: Tensor, y: Tensor, attributes: Scaled): Tensor {
  return apply(causalSoftmaxSlopeOperation, [dy, y], attributes);
}

/** Of … × rows × columns: row r over its first r + 1 columns. Throws a RangeError for a scale that is not above 0. */
export function causalSoftmax(x: Tensor, factor = 1): Tensor {
  if (!(factor > 0)) throw new RangeError(`invalid scale: ${factor} (must be > 0)`);
  return apply(causalSoftmaxOperation, [x], { scale: factor });
}
