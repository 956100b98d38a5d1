import { dense, gemmNT, gemmTN } from "../kernels/products.ts";
import { apply, type Operation, type Shape, sizeOf, type Tensor, told } from "../tensor.ts";
import { type ProductForm, productExtents } from "./matmul.ts";

interface ProductAttributes {
  readonly form: ProductForm;
}

const FORMS: readonly ProductForm[] = ["NN", "NT", "TN"];

/** How many pairs of matrices, and m, n, k of each. */
export function extentsOf([a, b]: readonly Shape[], form: ProductForm): readonly [number, number, number, number] {
  const [lead, other] = [a.slice(0, -2), b.slice(0, -2)];
  if (a.length < 3 || a.length !== b.length || told(lead) !== told(other))
    throw new RangeError(
      `products of pairs of matrices ${told(a)} and ${told(b)} (axes before the last two must be equal)`,
    );
  return [sizeOf(lead), ...productExtents([a.slice(-2), b.slice(-2)], form)];
}

/** Products of pairs of matrices, A·B, A·Bᵀ or Aᵀ·B: each element the sum over k in ascending order from zero, each product rounded and then added. */
export const batchedMatmulOperation: Operation<ProductAttributes> = {
  name: "batchedMatmul",
  shape(shapes, { form }) {
    const [, m, n] = extentsOf(shapes, form);
    return [...shapes[0].slice(0, -2), m, n];
  },
  gradient({ inputs: [a, b], attributes }, dy) {
    const { form } = attributes as ProductAttributes;
    if (form === "NN") return [batchedMatmul(dy, b, "NT"), batchedMatmul(a, dy, "TN")];
    if (form === "NT") return [batchedMatmul(dy, b), batchedMatmul(dy, a, "TN")];
    return [batchedMatmul(b, dy, "NT"), batchedMatmul(a, dy)];
  },
  scalar({ x: [a, b], y, shapes, attributes: { form } }, { round }) {
    const [count, m, n, k] = extentsOf(shapes, form);
    for (let i = 0; i < count; i++) {
      const [p, q] = [a.subarray(i * m * k, (i + 1) * m * k), b.subarray(i * k * n, (i + 1) * k * n)];
      const to = y.subarray(i * m * n, (i + 1) * m * n);
      if (form === "NN") dense([m, n, k], p, q, null, to, round);
      else if (form === "NT") gemmNT([m, n, k], p, q, to, round);
      else gemmTN([m, n, k], p, q, to, k, round);
    }
  },
  wasm(module, { x: [a, b], y, shapes, attributes: { form } }) {
    const [count, m, n, k] = extentsOf(shapes, form);
    return () => module.gemmBatch(FORMS.indexOf(form), count, m, n, k, a, b, y);
  },
  multiplyAdds(shapes, { form }) {
    const [count, m, n, k] = extentsOf(shapes, form);
    return count * m * n * k;
  },
};

/** Of … × m × k and … × k × n, the last two axes as the form has them. */
export function batchedMatmul(a: Tensor, b: Tensor, form: ProductForm = "NN"): Tensor {
  return apply(batchedMatmulOperation, [a, b], { form });
}
