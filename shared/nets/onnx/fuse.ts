/** Operations that ONNX had no name for, where they are written as several: put together again. */
import type { OnnxGraph, OnnxNode } from "./model.ts";

/** The graph with x · σ(x) and ½ x (1 + erf(x / √2)) as nodes "Swish" and "Gelu" of their own; what went into them is left, and leads nowhere. */
export function fused({ nodes, tensors, ...ends }: OnnxGraph): OnnxGraph {
  const givers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const giver = (name: string, op: string) => {
    const found = givers.get(name);
    return found?.op === op && !found.domain ? found : undefined;
  };
  const numbers = new Map(tensors.map(({ name, values }) => [name, values]));
  const numberOf = (name: string) => {
    const values = giver(name, "Constant")?.attributes.value?.t?.values ?? numbers.get(name);
    return values?.length === 1 ? Number(values[0]) : undefined;
  };
  /** The other factor or term of a node of two, one of which is this number. */
  const beside = (node: OnnxNode | undefined, number: number) => {
    const [a, b] = node?.inputs ?? [];
    if (isNear(numberOf(b ?? ""), number)) return a;
    return isNear(numberOf(a ?? ""), number) ? b : undefined;
  };
  /** x of ½ (1 + erf(x / √2)) without the half. */
  const bentOf = (name: string) => {
    const erf = giver(beside(giver(name, "Add"), 1) ?? "", "Erf");
    const inner = erf?.inputs[0] ?? "";
    const quotient = giver(inner, "Div");
    const isRoot = isNear(numberOf(quotient?.inputs[1] ?? ""), Math.SQRT2);
    return isRoot ? quotient?.inputs[0] : beside(giver(inner, "Mul"), Math.SQRT1_2);
  };
  const product = (name: string | undefined) => giver(name ?? "", "Mul")?.inputs ?? [];
  const isGelu = ([a, b]: readonly string[]) => a !== undefined && b !== undefined && bentOf(b) === a;
  /** (x · bent) · ½, (x · ½) · bent, or x · (bent · ½), each in any order. */
  const geluOf = (node: OnnxNode): string | undefined => {
    const whole = product(beside(node, 0.5));
    for (const pair of both(whole)) if (isGelu(pair)) return pair[0];
    for (const [a, b] of both(node.inputs)) {
      const [x, bend] = [beside(giver(a, "Mul"), 0.5), bentOf(b)];
      if (x !== undefined && x === bend) return x;
      const half = beside(giver(b, "Mul"), 0.5);
      if (half !== undefined && isGelu([a, half])) return a;
    }
    return undefined;
  };
  const swishOf = ({ inputs }: OnnxNode) =>
    both(inputs).find(([x, gate]) => giver(gate, "Sigmoid")?.inputs[0] === x)?.[0];
  const fuse = (node: OnnxNode): OnnxNode => {
    if (node.op !== "Mul" || node.inputs.length !== 2 || node.domain) return node;
    const swish = swishOf(node);
    const x = swish ?? geluOf(node);
    return x === undefined ? node : { ...node, op: swish === undefined ? "Gelu" : "Swish", inputs: [x] };
  };
  return { ...ends, tensors, nodes: nodes.map(fuse) };
}

const both = ([a, b]: readonly string[]): readonly (readonly [string, string])[] =>
  a === undefined || b === undefined
    ? []
    : [
        [a, b],
        [b, a],
      ];

/** As float32 and half floats have it. */
const isNear = (found: number | undefined, expected: number) =>
  found !== undefined && Math.abs(found - expected) < 1e-3 * expected;
