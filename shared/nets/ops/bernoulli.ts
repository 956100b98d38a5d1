import { bernoulli } from "../kernels/losses.ts";
import { asColumn, asRows, shapeOfRows } from "../rows.ts";
import { apply, type Operation, type Tensor } from "../tensor.ts";
import { multiply } from "./multiply.ts";
import { negate } from "./scale.ts";
import { sigmoid, sigmoidSlope } from "./sigmoid.ts";
import { subtract } from "./subtract.ts";
import { sumAxis } from "./sum.ts";

/** Σ over columns of log(1 + e^z) − x z, in nats: the negative log likelihood of x (0…1) under probabilities σ(z). Order of sums: kernels/losses.ts. */
export const bernoulliLossOperation: Operation<null> = {
  name: "bernoulliLoss",
  shape: (shapes) => shapeOfRows("bernoulliLoss", shapes),
  gradient: ({ inputs: [z, x] }, dy) => [slope(z, x, dy), negate(multiply(z, asColumn(dy)))],
  scalar({ x: [z, x], y, shapes: [[rows, columns]] }, arithmetic) {
    bernoulli(rows, columns, z, x, { loss: y, residual: null }, arithmetic);
  },
  wasm:
    (module, { x: [z, x], y, shapes: [[rows, columns]] }) =>
    () =>
      module.bernoulli(rows, columns, z, x, y, 0, 0),
};

/** (σ(z) − x) · dy of the row. */
export const bernoulliSlopeOperation: Operation<null> = {
  name: "bernoulliSlope",
  shape: ([z]) => z,
  gradient({ inputs: [z, x, dy] }, g) {
    const y = sigmoid(z);
    const scaled = multiply(g, asColumn(dy));
    return [sigmoidSlope(scaled, y), negate(scaled), sumAxis(multiply(g, subtract(y, x)), -1)];
  },
  scalar({ x: [z, x, dy], y, shapes: [[rows, columns]] }, arithmetic) {
    bernoulli(rows, columns, z, x, { loss: null, residual: y, dy }, arithmetic);
  },
  wasm:
    (module, { x: [z, x, dy], y, shapes: [[rows, columns]] }) =>
    () =>
      module.bernoulli(rows, columns, z, x, 0, y, dy),
  inPlace: [0],
  twin: {
    operation: () => bernoulliLossOperation,
    wasm:
      (module, { x: [z, x, dy], y, shapes: [[rows, columns]] }, loss) =>
      () =>
        module.bernoulli(rows, columns, z, x, loss, y, dy),
  },
};

/** Of each sample, [rows]; logits z and targets x of one shape. */
export function bernoulliLoss(z: Tensor, x: Tensor): Tensor {
  return apply(bernoulliLossOperation, [asRows(z), asRows(x)], null);
}

function slope(z: Tensor, x: Tensor, dy: Tensor): Tensor {
  return apply(bernoulliSlopeOperation, [z, x, dy], null);
}
