import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { LAYER_EPSILON } from "../../../nets/conventions.ts";
import type { FloatNode } from "../../../quant/float/graph.ts";
import type { Fold } from "../../fold.ts";
import type { TextToPublish } from "../../text-to-publish.ts";
import { calibrating, denseNode, floatsOf, graphOfSigns, textToPublish } from "../text/integers.ts";
import { learntOf } from "./data.ts";
import type { TransformerParams } from "./fields.ts";
import { transformerWeights } from "./weights.ts";

/** The transformer of a finished run; undefined without its data or weights. Translations end with their line. */
export function transformerText(fold: Fold, params: TransformerParams, data: Table | null): TextToPublish | undefined {
  const weights = transformerWeights(fold);
  if (!weights || !data) return undefined;
  const learnt = learntOf(data, params);
  const sequence = weights["places.weights"].shape[0];
  const nodes: FloatNode[] = [placeNode(weights), { name: "start", inputs: ["signs", "places"], op: "add" }];
  for (let l = 0; l < params.layers; l++)
    nodes.push(...blockNodes(weights, `block${l}`, nodes[nodes.length - 1].name, params, sequence));
  nodes.push(normNode(weights, "last", nodes[nodes.length - 1].name), denseNode(weights, "next", "last"));
  const isPairs = learnt.kind === "pairs";
  const text = isPairs ? undefined : learnt.train;
  const lines = isPairs ? learnt.train : [];
  // Behind a line stands the next one.
  const ofLines = (n: number) => {
    const codes: number[] = [];
    for (let i = n; codes.length < sequence; i++) codes.push(...lines[i % lines.length].codes.subarray(0, -1));
    return codes;
  };
  const count = text ? Math.floor(text.length / sequence) : lines.length;
  const codes = calibrating(count, sequence, (n) => (text ? text.subarray(n * sequence) : ofLines(n)));
  return textToPublish(graphOfSigns(weights, "signs", nodes), learnt.alphabet, { ...codes, end: isPairs });
}

function placeNode(weights: Arrays): FloatNode {
  const [steps, units] = weights["places.weights"].shape;
  return { name: "places", inputs: ["signs"], op: "place", steps, units, weights: floatsOf(weights)("places.weights") };
}

function normNode(weights: Arrays, name: string, from: string): FloatNode {
  const of = floatsOf(weights);
  return {
    name,
    inputs: [from],
    op: "layerNorm",
    epsilon: LAYER_EPSILON,
    gain: of(`${name}.gain`),
    bias: of(`${name}.bias`),
  };
}

/** As `blocks` in shared/nets/transformer: attention and a perceptron, each added to what came in. */
function blockNodes(
  weights: Arrays,
  block: string,
  from: string,
  { heads, activation }: Pick<TransformerParams, "heads" | "activation">,
  steps: number,
): readonly FloatNode[] {
  const own = (part: string) => `${block}.${part}`;
  const attention = own("attention");
  const parts = ["queries", "keys", "values"].map((part) => `${attention}.${part}`);
  return [
    normNode(weights, own("before"), from),
    ...parts.map((part) => denseNode(weights, part, own("before"))),
    { name: attention, inputs: parts, op: "attention", heads, steps },
    denseNode(weights, `${attention}.mixture`, attention),
    { name: own("looked"), inputs: [from, `${attention}.mixture`], op: "add" },
    normNode(weights, own("between"), own("looked")),
    denseNode(weights, own("wide"), own("between")),
    { name: own("active"), inputs: [own("wide")], op: "activation", kind: activation },
    denseNode(weights, own("narrow"), own("active")),
    { name: own("thought"), inputs: [own("looked"), own("narrow")], op: "add" },
  ];
}
