import type { SnippetName } from "../../../webgpu/snippets/index.ts";
import { stridesOf } from "../../elementwise.ts";
import { sizeOf } from "../../tensor.ts";
import { each, type GpuKernel, type GpuKernels } from "../kernel.ts";

/** Element by element of two tensors `p` and `q`, brought to a common shape: an operand's place follows from the result's by divisions. */
export function pair(of: string, uses: readonly SnippetName[] = []): GpuKernel {
  return ({ x: [a, b], y, shapes, shape }) => {
    const { extents, a: ownA, b: ownB } = stridesOf(shape, shapes[0], shapes[1]);
    const lines = ["  var rest = i; var p = call.a; var q = call.b;"];
    const integers: Record<string, number> = { a, b, y };
    for (let axis = extents.length - 1; axis >= 0; axis--) {
      const [n, s, t] = [`n${axis}`, `s${axis}`, `t${axis}`];
      Object.assign(integers, { [n]: extents[axis], [s]: ownA[axis], [t]: ownB[axis] });
      const index = axis > 0 ? `rest % call.${n}` : "rest";
      lines.push(`  { let j = ${index}; p += j * call.${s}; q += j * call.${t}; rest = rest / call.${n}; }`);
    }
    lines.push(`  let u = memory[p]; let v = memory[q];\n  memory[call.y + i] = ${of};`);
    return [each(sizeOf(shape), lines.join("\n"), { integers, uses })];
  };
}

export const pairs = {
  add: pair("u + v"),
  subtract: pair("u - v"),
  multiply: pair("u * v"),
  divide: pair("u / v"),
  maximum: pair("larger(u, v)", ["extremes"]),
  minimum: pair("smaller(u, v)", ["extremes"]),
  atLeast: pair("select(0.0, 1.0, u >= v && !isNaN(u) && !isNaN(v))", ["isNaN"]),
  above: pair("select(0.0, 1.0, u > v && !isNaN(u) && !isNaN(v))", ["isNaN"]),
} satisfies GpuKernels;
