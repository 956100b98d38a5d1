import { dense as multiply } from "../kernels/products.ts";
import { apply, type Operation, type Tensor, told } from "../tensor.ts";
import { matmul, productExtents } from "./matmul.ts";
import { sumAxis } from "./sum.ts";

/** x·W + b, the sums going on from the bias: rows × inputs, inputs × outputs, outputs. */
export const denseOperation: Operation<null> = {
  name: "dense",
  shape([x, w, b]) {
    const [m, n] = productExtents([x, w], "NN");
    if (b.length !== 1 || b[0] !== n) throw new RangeError(`dense with bias of shape ${told(b)} (must be ${n})`);
    return [m, n];
  },
  perSample: ([x]) => x.perSample,
  mixesSamples: ([, w]) => w.perSample > 0,
  gradient: ({ inputs: [x, w] }, dy) => [matmul(dy, w, "NT"), matmul(x, dy, "TN"), sumAxis(dy, 0)],
  scalar: ({ x: [x, w, b], y, shapes }, { round }) => multiply(productExtents(shapes, "NN"), x, w, b, y, round),
  wasm(module, { x: [x, w, b], y, shapes }) {
    const [m, n, k] = productExtents(shapes, "NN");
    return () => module.dense(m, n, k, x, w, b, y);
  },
  multiplyAdds(shapes) {
    const [m, n, k] = productExtents(shapes, "NN");
    return m * n * k;
  },
};

export function dense(x: Tensor, weights: Tensor, bias: Tensor): Tensor {
  return apply(denseOperation, [x, weights, bias], null);
}
