/** What comes before the first layer of a net and is part of its graph all the same: inputs that are derived from two others, pixels that are made black and white. */
import { type FloatGraph, type FloatNode, type FloatOf, NoIntegersError } from "./graph.ts";

/** Of inputs x and y: x² and y²; x·y; sin πx and sin πy. */
export const DERIVED = ["squares", "product", "sines"] as const;
export type Derived = (typeof DERIVED)[number];

/** Inputs that each of them adds. */
const COUNT: Readonly<Record<Derived, number>> = { squares: 2, product: 1, sines: 2 };

/**
 * The graph of a net whose inputs are x, y and, in the order of DERIVED, what is derived from them, as one of x and y alone. Squares and sines are looked up, in codes of 8 bits;
 * x·y = ((x + y) / 2)² − ((x − y) / 2)². Throws a NoIntegersError for a net that does not begin with a dense layer over all of these.
 */
export function withDerived(float: FloatGraph, derived: readonly Derived[]): FloatGraph {
  const [first, ...others] = float.nodes;
  const inputs = 2 + derived.reduce((sum, one) => sum + COUNT[one], 0);
  if (first.op !== "dense" || first.inputs[0] !== "input" || first.weights.length !== inputs * first.units)
    throw new NoIntegersError(first.name, `derived inputs (must be ${inputs} of a dense layer)`);
  const { name, units, weights, bias } = first;
  const parts: FloatNode[][] = [
    [
      { name: `${name}.columns`, inputs: ["input"], op: "activation", kind: "linear" },
      { ...dense(`${name}.plain`, `${name}.columns`, weights.slice(0, 2 * units), units), bias },
    ],
  ];
  let at = 2;
  for (const one of DERIVED.filter((each) => derived.includes(each))) {
    const own = weights.slice(at * units, (at + COUNT[one]) * units);
    parts.push(one === "product" ? productNodes(name, own, units) : lookedUp(`${name}.${one}`, one, own, units));
    at += COUNT[one];
  }
  const ends = parts.map((nodes) => nodes[nodes.length - 1].name);
  const sums = ends.slice(1).map((end, k): FloatNode => {
    const before = k === 0 ? ends[0] : `${name}.sum${k - 1}`;
    return { name: k === ends.length - 2 ? name : `${name}.sum${k}`, inputs: [before, end], op: "add" };
  });
  return { ...float, input: { ...float.input, shape: [2] }, nodes: [...parts.flat(), ...sums, ...others] };
}

function dense(name: string, from: string, weights: Float32Array, units: number): FloatOf<"dense"> {
  return { name, inputs: [from], op: "dense", units, weights, bias: new Float32Array(units) };
}

function lookedUp(name: string, one: "squares" | "sines", weights: Float32Array, units: number): FloatNode[] {
  const kind = one === "squares" ? "square" : "sine";
  return [{ name: `${name}.of`, inputs: ["input"], op: "activation", kind }, dense(name, `${name}.of`, weights, units)];
}

function productNodes(layer: string, weights: Float32Array, units: number): FloatNode[] {
  const name = `${layer}.product`;
  const halves = Float32Array.of(0.5, 0.5, 0.5, -0.5);
  return [
    dense(`${name}.halves`, `${layer}.columns`, halves, 2),
    { name: `${name}.of`, inputs: [`${name}.halves`], op: "activation", kind: "square" },
    dense(name, `${name}.of`, Float32Array.of(...weights, ...weights.map((w) => -w)), units),
  ];
}

/** The graph of a net of black and white pixels as one of greys: 128 of 255 and more are white. */
export function withThreshold(float: FloatGraph): FloatGraph {
  const name = "threshold";
  const nodes = float.nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map((from) => (from === "input" ? name : from)),
  }));
  return { ...float, nodes: [{ name, inputs: ["input"], op: "activation", kind: "step" }, ...nodes] };
}
