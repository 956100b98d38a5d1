import { softmaxCrossEntropy as kernel } from "../kernels/losses.ts";
import { asColumn, asRows, shapeOfRows, sumKept } from "../rows.ts";
import { apply, type Operation, type Tensor } from "../tensor.ts";
import { multiply } from "./multiply.ts";
import { negate } from "./scale.ts";
import { logSoftmax, softmax, softmaxSlope } from "./softmax.ts";
import { subtract } from "./subtract.ts";
import { sumAxis } from "./sum.ts";

/** −Σ t log softmax(z), in nats, of probabilities t of classes. Order of sums: kernels/losses.ts. */
export const softmaxCrossEntropyOperation: Operation<null> = {
  name: "softmaxCrossEntropy",
  shape: (shapes) => shapeOfRows("softmaxCrossEntropy", shapes),
  gradient: ({ inputs: [z, t] }, dy) => [slope(z, t, dy), negate(multiply(logSoftmax(z), asColumn(dy)))],
  scalar({ x: [z, t], y, shapes: [[rows, classes]] }, arithmetic) {
    kernel(rows, classes, z, t, { loss: y, residual: null }, arithmetic);
  },
  wasm:
    (module, { x: [z, t], y, shapes: [[rows, classes]] }) =>
    () =>
      module.softmaxCrossEntropy(rows, classes, z, t, y, 0, 0),
};

/** (softmax(z) Σt − t) · dy of the row. */
export const softmaxCrossEntropySlopeOperation: Operation<null> = {
  name: "softmaxCrossEntropySlope",
  shape: ([z]) => z,
  gradient({ inputs: [z, t, dy] }, g) {
    const p = softmax(z);
    const total = sumKept(t);
    const scaled = multiply(g, asColumn(dy));
    const byT = subtract(sumKept(multiply(scaled, p)), scaled);
    return [multiply(softmaxSlope(scaled, p), total), byT, sumAxis(multiply(g, subtract(multiply(p, total), t)), -1)];
  },
  scalar({ x: [z, t, dy], y, shapes: [[rows, classes]] }, arithmetic) {
    kernel(rows, classes, z, t, { loss: null, residual: y, dy }, arithmetic);
  },
  wasm:
    (module, { x: [z, t, dy], y, shapes: [[rows, classes]] }) =>
    () =>
      module.softmaxCrossEntropy(rows, classes, z, t, 0, y, dy),
  inPlace: [0],
  twin: {
    operation: () => softmaxCrossEntropyOperation,
    wasm:
      (module, { x: [z, t, dy], y, shapes: [[rows, classes]] }, loss) =>
      () =>
        module.softmaxCrossEntropy(rows, classes, z, t, loss, y, dy),
  },
};

/** Of each sample, [rows]; logits z and probabilities t, rows × classes. */
export function softmaxCrossEntropy(z: Tensor, t: Tensor): Tensor {
  return apply(softmaxCrossEntropyOperation, [asRows(z), asRows(t)], null);
}

function slope(z: Tensor, t: Tensor, dy: Tensor): Tensor {
  return apply(softmaxCrossEntropySlopeOperation, [z, t, dy], null);
}
