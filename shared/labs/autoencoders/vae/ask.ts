import { layersOf } from "../../nets/coders/layers.ts";
import { meanNet } from "../../nets/variational/mean-net.ts";
import { once } from "../../process.ts";
import { askNet, type QuestionParams } from "../ask.ts";
import { askQuantised, sampleQuantised } from "../ask-quantised.ts";

/**
 * Answers of a given net (given: its layers, or `file`, a quantised net, and "rows", n × width), in one step: "encode" turns pictures into the means of their
 * posteriors, "decode" codes into pictures, "reconstruct" pictures into pictures. Output: "rows".
 */
export const vaeQuestion = once((params: QuestionParams, context, { kind }) => {
  const { given } = context.inputs;
  if (given.file) return askQuantised(context, kind);
  const { rows, ...weights } = given;
  const { encoder } = layersOf(params, params);
  return askNet(params, { ...context, inputs: { given: { ...meanNet(weights, params, encoder), rows } } }, kind);
});

/** Samples of the net in int8 (given: `file`) as the edge draws them. Output: "rows". */
export const vaeSample = once((params: { readonly seed: number; readonly count: number }, context) =>
  sampleQuantised(context, params.seed, params.count),
);
