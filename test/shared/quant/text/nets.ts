/** Small nets of texts with random weights. */
import { type FloatGraph, type FloatNode, quantiseText } from "../../../../shared/quant/float/index.ts";
import { type TextModel, textModel } from "../../../../shared/quant/text/index.ts";
import { fillNormal32, integer } from "../../../../shared/random/index.ts";
import { RARE } from "../../../../shared/texts/alphabet.ts";

export const SIGNS = [RARE, "\n", " ", ..."abcdefghijklmnopqrstuvwxyzñ"].join("");
const COUNT = Array.from(SIGNS).length;

function normals(count: number, stream: number, deviation: number): Float32Array {
  const values = new Float32Array(count);
  fillNormal32([9, stream], 0, values);
  return values.map((x) => deviation * x);
}

/** One recurrent layer. */
export function recurrentText(op: "gru" | "lstm", units = 20, signs = SIGNS): TextModel {
  const [vector, count] = [7, Array.from(signs).length];
  const gates = (op === "gru" ? 3 : 4) * units;
  const parts = {
    inputs: ["signs"],
    units,
    weights: normals(vector * gates, 1, 0.6),
    bias: normals(gates, 2, 0.3),
    recurrentWeights: normals(units * gates, 3, 0.3),
  };
  const memory: FloatNode =
    op === "gru"
      ? { name: "memory", op, reset: "after", ...parts, recurrentBias: normals(gates, 4, 0.2) }
      : { name: "memory", op, ...parts };
  const float: FloatGraph = {
    input: { shape: [1], things: count },
    nodes: [
      { name: "signs", inputs: ["input"], op: "embedding", units: vector, weights: normals(count * vector, 5, 1) },
      memory,
      {
        name: "next",
        inputs: ["memory"],
        op: "dense",
        units: count,
        weights: normals(units * count, 6, 0.9),
        bias: normals(count, 7, 0.5),
      },
    ],
    outputs: ["next"],
  };
  const rows = Array.from({ length: 240 }, (_, i) => integer([9, 8], i, COUNT));
  return textModel(quantiseText(float, { signs, begin: "\n" }, rows, { sequence: 80 }));
}

/** One block of attention over vectors of signs and places. */
export function attentiveText(width = 12, steps = 24): TextModel {
  const norm = (name: string, from: string): FloatNode => ({
    name,
    inputs: [from],
    op: "layerNorm",
    epsilon: 1e-5,
    gain: normals(width, 11, 0.2).map((x) => 1 + x),
    bias: normals(width, 12, 0.2),
  });
  const dense = (name: string, from: string, units: number, stream: number): FloatNode => ({
    name,
    inputs: [from],
    op: "dense",
    units,
    weights: normals(width * units, stream, 0.5),
    bias: normals(units, stream + 1, 0.2),
  });
  const float: FloatGraph = {
    input: { shape: [1], things: COUNT },
    nodes: [
      { name: "signs", inputs: ["input"], op: "embedding", units: width, weights: normals(COUNT * width, 13, 1) },
      { name: "places", inputs: ["signs"], op: "place", units: width, steps, weights: normals(steps * width, 14, 0.7) },
      { name: "start", inputs: ["signs", "places"], op: "add" },
      norm("before", "start"),
      ...["q", "k", "v"].map((name, i) => dense(name, "before", width, 20 + 2 * i)),
      { name: "attention", inputs: ["q", "k", "v"], op: "attention", heads: 3, steps },
      dense("mixture", "attention", width, 30),
      { name: "looked", inputs: ["start", "mixture"], op: "add" },
      norm("last", "looked"),
      dense("next", "last", COUNT, 32),
    ],
    outputs: ["next"],
  };
  const rows = Array.from({ length: 10 * steps }, (_, i) => integer([9, 8], i, COUNT));
  return textModel(quantiseText(float, { signs: SIGNS, begin: "\n" }, rows, { sequence: steps }));
}
