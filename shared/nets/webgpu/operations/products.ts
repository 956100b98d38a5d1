import { extentsOf } from "../../ops/batched-matmul.ts";
import { type ProductForm, productExtents } from "../../ops/matmul.ts";
import type { Dispatch, GpuCall, GpuKernels } from "../kernel.ts";
import { product } from "../tiles.ts";

type Extents = readonly [m: number, n: number, k: number];

/** Of stored matrices, the operands as the form has them. */
function stored(
  { x: [a, b], y, scratch }: GpuCall,
  form: ProductForm,
  count: number,
  [m, n, k]: Extents,
  bias?: number,
): readonly Dispatch[] {
  const [ofA, ofB] = [
    form === "TN" ? "l * call.m + i" : "i * call.k + l",
    form === "NT" ? "j * call.k + l" : "l * call.n + j",
  ];
  return product(
    {
      count,
      m,
      n,
      k,
      elements: `
fn a(z: u32, i: u32, l: u32) -> f32 { return memory[call.a + z * call.m * call.k + ${ofA}]; }
fn b(z: u32, l: u32, j: u32) -> f32 { return memory[call.b + z * call.k * call.n + ${ofB}]; }`,
      aAlong: form === "TN" ? "i" : "l",
      bAlong: form === "NT" ? "l" : "j",
      integers: { a, b },
      y,
      ...(bias !== undefined && { bias }),
    },
    scratch,
  );
}

interface ProductAttributes {
  readonly form: ProductForm;
}

export const products = {
  matmul: (call: GpuCall<ProductAttributes>) =>
    stored(call, call.attributes.form, 1, productExtents(call.shapes, call.attributes.form)),
  dense: (call) => stored(call, "NN", 1, productExtents(call.shapes, "NN"), call.x[2]),
  batchedMatmul(call: GpuCall<ProductAttributes>) {
    const { shapes, attributes } = call;
    const [count, ...extents] = extentsOf(shapes, attributes.form);
    return stored(call, attributes.form, count, extents);
  },
} satisfies GpuKernels;
