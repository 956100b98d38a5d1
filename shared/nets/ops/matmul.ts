import { dense, gemmNT, gemmTN } from "../kernels/products.ts";
import { apply, type Operation, type Shape, type Tensor, told } from "../tensor.ts";

/** Which operand is turned. Turning both is a product of the operands exchanged. */
export type ProductForm = "NN" | "NT" | "TN";

interface ProductAttributes {
  readonly form: ProductForm;
}

/** m, n, k of (m × k) · (k × n), of the shapes as the form has them. Throws a RangeError for shapes that do not go together. */
export function productExtents([a, b]: readonly Shape[], form: ProductForm): readonly [number, number, number] {
  const [m, k] = form === "TN" ? [a[1], a[0]] : a;
  const [depth, n] = form === "NT" ? [b[1], b[0]] : b;
  if (a.length !== 2 || b.length !== 2 || k !== depth)
    throw new RangeError(`product ${form} of shapes ${told(a)} and ${told(b)} (must share the axis that is summed)`);
  return [m, n, k];
}

const overSamples = ([a, b]: readonly Tensor[], { form }: ProductAttributes) =>
  form === "TN" && (a.perSample > 0 || b.perSample > 0);

/**
 * Product of matrices, A·B, A·Bᵀ or Aᵀ·B: each element the sum over k in ascending order from zero, each product rounded and then added. Aᵀ·B of tensors
 * that go by samples is summed within each shard, then as a tree.
 */
export const matmulOperation: Operation<ProductAttributes> = {
  name: "matmul",
  shape(shapes, { form }) {
    const [m, n] = productExtents(shapes, form);
    return [m, n];
  },
  perSample: ([a, b], attributes) => (overSamples([a, b], attributes) ? 0 : a.perSample),
  reducesSamples: overSamples,
  mixesSamples: ([, b], { form }) => form !== "TN" && b.perSample > 0,
  gradient({ inputs: [a, b], attributes }, dy) {
    const { form } = attributes as ProductAttributes;
    if (form === "NN") return [matmul(dy, b, "NT"), matmul(a, dy, "TN")];
    if (form === "NT") return [matmul(dy, b), matmul(dy, a, "TN")];
    return [matmul(b, dy, "NT"), matmul(a, dy)];
  },
  scalar({ x: [a, b], y, shapes, attributes: { form }, segment }, { round }) {
    const extents = productExtents(shapes, form);
    if (form === "NN") dense(extents, a, b, null, y, round);
    else if (form === "NT") gemmNT(extents, a, b, y, round);
    else gemmTN(extents, a, b, y, segment, round);
  },
  wasm(module, { x: [a, b], y, shapes, attributes: { form }, segment }) {
    const [m, n, k] = productExtents(shapes, form);
    if (form === "NN") return () => module.dense(m, n, k, a, b, 0, y);
    if (form === "NT") return () => module.gemmNT(m, n, k, a, b, y);
    return () => module.gemmTN(m, n, k, a, b, y, segment);
  },
  multiplyAdds(shapes, { form }) {
    const [m, n, k] = productExtents(shapes, form);
    return m * n * k;
  },
};

export function matmul(a: Tensor, b: Tensor, form: ProductForm = "NN"): Tensor {
  return apply(matmulOperation, [a, b], { form });
}
