import { laneSum, largest } from "../lanes.ts";
import { sumKept } from "../rows.ts";
import { apply, isOverSamples, type Operation, type Shape, sameShape, sizeOf, type Tensor, told } from "../tensor.ts";
import { exp } from "./exp.ts";
import { multiply } from "./multiply.ts";
import { subtract } from "./subtract.ts";

/** Rows and columns, the last axis the columns. */
function extents(shape: Shape): readonly [number, number] {
  return [sizeOf(shape.slice(0, -1)), shape[shape.length - 1]];
}

function lastAxis(name: string, shape: Shape): Shape {
  if (shape.length === 0) throw new RangeError(`${name} of a number (must have an axis)`);
  return shape;
}

/** e^(x − m) / S over the last axis, m the largest, S = Σ e^(x − m) by lanes. A NaN makes its row NaN. */
export const softmaxOperation: Operation<null> = {
  name: "softmax",
  shape: ([x]) => lastAxis("softmax", x),
  mixesSamples: isOverSamples,
  gradient: (y, dy) => [softmaxSlope(dy, y)],
  scalar({ x: [x], y, shape }, { round, exp }) {
    const [rows, n] = extents(shape);
    for (let r = 0; r < rows; r++) {
      const m = largest(n, (j) => x[r * n + j]);
      const e = (j: number) => exp(round(x[r * n + j] - m));
      const s = laneSum(n, e, round);
      for (let j = 0; j < n; j++) y[r * n + j] = round(e(j) / s);
    }
  },
  wasm(module, { x: [x], y, shape }) {
    const [rows, n] = extents(shape);
    return () => module.softmax(rows, n, x, y);
  },
  inPlace: [0],
};

/** y · (dy − Σ dy · y), the sum by lanes. */
export const softmaxSlopeOperation: Operation<null> = {
  name: "softmaxSlope",
  shape([dy, y]) {
    if (!sameShape(dy, y)) throw new RangeError(`softmaxSlope of shapes ${told(dy)} and ${told(y)} (must be equal)`);
    return dy;
  },
  mixesSamples: isOverSamples,
  gradient({ inputs: [dy, y] }, g) {
    const byY = subtract(multiply(g, subtract(dy, sumKept(multiply(dy, y)))), multiply(dy, sumKept(multiply(g, y))));
    return [softmaxSlope(g, y), byY];
  },
  scalar({ x: [dy, y], y: out, shape }, { round }) {
    const [rows, n] = extents(shape);
    for (let r = 0; r < rows; r++) {
      const s = laneSum(n, (j) => round(dy[r * n + j] * y[r * n + j]), round);
      for (let j = 0; j < n; j++) out[r * n + j] = round(y[r * n + j] * round(dy[r * n + j] - s));
    }
  },
  wasm(module, { x: [dy, y], y: out, shape }) {
    const [rows, n] = extents(shape);
    return () => module.softmaxSlope(rows, n, dy, y, out);
  },
  inPlace: [0, 1],
};

/** (x − m) − log S. */
export const logSoftmaxOperation: Operation<null> = {
  name: "logSoftmax",
  shape: ([x]) => lastAxis("logSoftmax", x),
  mixesSamples: isOverSamples,
  gradient: (y, dy) => [subtract(dy, multiply(exp(y), sumKept(dy)))],
  scalar({ x: [x], y, shape }, { round, exp, log }) {
    const [rows, n] = extents(shape);
    for (let r = 0; r < rows; r++) {
      const m = largest(n, (j) => x[r * n + j]);
      const s = log(laneSum(n, (j) => exp(round(x[r * n + j] - m)), round));
      for (let j = 0; j < n; j++) y[r * n + j] = round(round(x[r * n + j] - m) - s);
    }
  },
  wasm(module, { x: [x], y, shape }) {
    const [rows, n] = extents(shape);
    return () => module.logSoftmax(rows, n, x, y);
  },
  inPlace: [0],
};

/** Over the last axis. */
export function softmax(x: Tensor): Tensor {
  return apply(softmaxOperation, [x], null);
}

/** `dy` times the derivative where the softmax is `y`. */
export function softmaxSlope(dy: Tensor, y: Tensor): Tensor {
  return apply(softmaxSlopeOperation, [dy, y], null);
}

/** Over the last axis. */
export function logSoftmax(x: Tensor): Tensor {
  return apply(logSoftmaxOperation, [x], null);
}
