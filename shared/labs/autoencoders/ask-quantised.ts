import { type Arrays, array } from "../../arrays.ts";
import {
  decode,
  encode,
  outputValues,
  parseQuantNet,
  type Rows,
  reconstruct,
  sample,
  scalarEngine,
  wasmEngine,
} from "../../quant/index.ts";
import type { Context } from "../lab.ts";

/** Answers of a quantised net: given `file`, the net, and "rows". */
export function askQuantised(context: Context, kind: string): Arrays {
  const { rows, file } = context.inputs.given;
  const net = parseQuantNet(file.values as Uint8Array);
  const engine = engineOf(context);
  const [count, width] = rows.shape;
  const asked: Rows = { count, width, values: Float64Array.from(rows.values) };
  const back = () => {
    const pictures = kind === "decode" ? decode(net, engine, asked) : reconstruct(net, engine, asked);
    return { ...pictures, values: outputValues(net, pictures.values) };
  };
  const answer = kind === "encode" ? encode(net, engine, asked) : back();
  return { rows: array(Float32Array.from(answer.values), [count, answer.width]) };
}

/** Samples of a quantised net, given as `file`: those that the edge gives for this seed. */
export function sampleQuantised(context: Context, seed: number, count: number): Arrays {
  const net = parseQuantNet(context.inputs.given.file.values as Uint8Array);
  const { pictures } = sample(net, engineOf(context), seed, count);
  return { rows: array(Float32Array.from(outputValues(net, pictures.values)), [count, pictures.width]) };
}

function engineOf(context: Context) {
  return context.device !== "scalar" ? wasmEngine(() => context.wasm("quant")) : scalarEngine;
}
