import { once } from "../../process.ts";
import { askNet, type QuestionParams } from "../ask.ts";
import { askQuantised } from "../ask-quantised.ts";

/**
 * Answers of a given net (given: its layers, or `file`, a quantised net, and "rows", n × width), in one step: "encode" turns pictures into codes, "decode"
 * codes into pictures, "reconstruct" pictures into pictures. Output: "rows".
 */
export const autoencoderQuestion = once((params: QuestionParams, context, { kind }) => {
  const { given } = context.inputs;
  return given.file ? askQuantised(context, kind) : askNet(params, context, kind);
});
