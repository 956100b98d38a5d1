import { type Arrays, array } from "../../../arrays.ts";
import {
  decode,
  encode,
  outputValues,
  parseQuantNet,
  type Rows,
  reconstruct,
  scalarEngine,
  wasmEngine,
} from "../../../quant/index.ts";
import type { Context } from "../../lab.ts";
import { once } from "../../process.ts";
import { askNet, type QuestionParams } from "../ask.ts";

/**
 * Answers of a given net (given: its layers, or `file`, a quantised net, and "rows", n × width), in one step: "encode" turns pictures into codes, "decode"
 * codes into pictures, "reconstruct" pictures into pictures. Output: "rows".
 */
export const autoencoderQuestion = once((params: QuestionParams, context, { kind }) => {
  const { given } = context.inputs;
  return given.file ? askQuantised(context, kind) : askNet(params, context, kind);
});

function askQuantised(context: Context, kind: string): Arrays {
  const { rows, file } = context.inputs.given;
  const net = parseQuantNet(file.values as Uint8Array);
  const engine = context.device !== "scalar" ? wasmEngine(() => context.wasm("quant")) : scalarEngine;
  const [count, width] = rows.shape;
  const asked: Rows = { count, width, values: Float64Array.from(rows.values) };
  const back = () => {
    const pictures = kind === "decode" ? decode(net, engine, asked) : reconstruct(net, engine, asked);
    return { ...pictures, values: outputValues(net, pictures.values) };
  };
  const answer = kind === "encode" ? encode(net, engine, asked) : back();
  return { rows: array(Float32Array.from(answer.values), [count, answer.width]) };
}
