/** Trained nets of texts as graphs of floats, from which the integers are made that are published. */
import type { Arrays } from "../../../arrays.ts";
import type { FloatGraph, FloatNode } from "../../../quant/float/graph.ts";
import { type Alphabet, unfitSign } from "../../../texts/alphabet.ts";
import type { TextToPublish } from "../../text-to-publish.ts";

export const floatsOf = (weights: Arrays) => (name: string) => Float32Array.from(weights[name].values);

/** Rows of a graph that reads signs, from the vectors `signs` on. */
export function graphOfSigns(weights: Arrays, vectors: string, nodes: readonly FloatNode[]): FloatGraph {
  const { shape } = weights[`${vectors}.weights`];
  const [things, units] = shape;
  const own = floatsOf(weights)(`${vectors}.weights`);
  return {
    input: { shape: [1], things },
    nodes: [{ name: vectors, inputs: ["input"], op: "embedding", units, weights: own }, ...nodes],
    outputs: [nodes[nodes.length - 1].name],
  };
}

export function denseNode(weights: Arrays, name: string, from: string): FloatNode {
  const of = floatsOf(weights);
  const bias = of(`${name}.bias`);
  return { name, inputs: [from], op: "dense", units: bias.length, weights: of(`${name}.weights`), bias };
}

/** A recurrent layer, its cell told by how many gates a unit has. */
export function recurrentNode(weights: Arrays, name: string, from: string): FloatNode {
  const of = floatsOf(weights);
  const [units, gates] = weights[`${name}.recurrent.weights`].shape;
  const parts = {
    name,
    inputs: [from],
    units,
    weights: of(`${name}.weights`),
    bias: of(`${name}.bias`),
    recurrentWeights: of(`${name}.recurrent.weights`),
  };
  if (gates === 4 * units) return { ...parts, op: "lstm" };
  return { ...parts, op: "gru", reset: "after", recurrentBias: of(`${name}.recurrent.bias`) };
}

/** Sequences of the data, at most. */
const MOST = 32;

export interface Calibrating {
  readonly codes: Uint8Array;
  readonly sequence: number;
}

/** Of `count` sequences those at even distances; `from`: the n-th, and what comes behind it. */
export function calibrating(count: number, sequence: number, from: (n: number) => ArrayLike<number>): Calibrating {
  const taken = Math.min(MOST, count);
  const codes = new Uint8Array(taken * sequence);
  for (let i = 0; i < taken; i++) {
    const own = from(Math.floor((i * count) / taken));
    for (let t = 0; t < sequence; t++) codes[i * sequence + t] = own[t];
  }
  return { codes, sequence };
}

/** `end`: whether a text ends with its line. `before`: signs that are read first. A text begins behind a line end, where the alphabet has one. */
export function textToPublish(
  float: FloatGraph,
  { signs, of }: Alphabet,
  {
    codes,
    sequence,
    end,
    before = [],
    ...version
  }: Calibrating & { readonly end?: boolean; readonly before?: readonly number[]; readonly quantiser?: number },
): TextToPublish {
  if (unfitSign(signs.slice(1)) !== undefined) return { kind: "unfit", why: "signs" };
  const lineEnd = signs[of("\n")];
  const begin = before.map((sign) => signs[sign]).join("") + lineEnd;
  const text = { signs: signs.join(""), begin, ...(end && { end: lineEnd }) };
  return { kind: "net", net: { float, text, codes, sequence, ...version } };
}

/** The sign that stands before a line end most often (of equally frequent ones the first of the alphabet): none where no line ends. */
export function lastOfLines(codes: Uint8Array, lineEnd: number): readonly number[] {
  const counts = new Uint32Array(256);
  for (let i = 1; i < codes.length; i++) if (codes[i] === lineEnd && codes[i - 1] !== lineEnd) counts[codes[i - 1]]++;
  const best = counts.indexOf(Math.max(...counts));
  return counts[best] > 0 ? [best] : [];
}
