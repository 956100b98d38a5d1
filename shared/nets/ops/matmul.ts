import { apply, type Operation, type Shape, type Tensor, told } from "../tensor.ts";
import { treeSum } from "../tree.ts";

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
    const [m, n, k] = productExtents(shapes, form);
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        const term = (l: number) =>
          round((form === "TN" ? a[l * m + i] : a[i * k + l]) * (form === "NT" ? b[j * k + l] : b[l * n + j]));
        y[i * n + j] = form === "TN" ? sumOfShards(k, segment, term, round) : sumOfTerms(0, k, term, round);
      }
  },
  wasm(module, { x: [a, b], y, shapes, attributes: { form }, segment }) {
    const [m, n, k] = productExtents(shapes, form);
    if (form === "NN") return () => module.gemmNN(m, n, k, a, b, y, false);
    if (form === "NT") return () => module.gemmNT(m, n, k, a, b, y, false);
    return () => module.gemmTNSegments(m, n, k, a, b, y, segment);
  },
  multiplyAdds(shapes, { form }) {
    const [m, n, k] = productExtents(shapes, form);
    return m * n * k;
  },
};

function sumOfTerms(from: number, to: number, term: (l: number) => number, round: (x: number) => number): number {
  let sum = 0;
  for (let l = from; l < to; l++) sum = round(sum + term(l));
  return sum;
}

function sumOfShards(k: number, segment: number, term: (l: number) => number, round: (x: number) => number): number {
  const shard = (s: number) => sumOfTerms(s * segment, Math.min(k, (s + 1) * segment), term, round);
  return treeSum(Math.max(1, Math.ceil(k / segment)), shard, (a, b) => round(a + b));
}

export function matmul(a: Tensor, b: Tensor, form: ProductForm = "NN"): Tensor {
  return apply(matmulOperation, [a, b], { form });
}
