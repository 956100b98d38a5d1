import { type Arrays, array, type NDArray } from "../../arrays.ts";
import {
  decode,
  encode,
  outputValues,
  parseQuantNet,
  type Rows,
  reconstruct,
  scalarEngine,
  wasmEngine,
} from "../../quant/index.ts";
import type { Context, Process, Task } from "../lab.ts";
import { codeLayer, specOf } from "./autoencoder-data.ts";
import type { AutoencoderParams } from "./autoencoder-fields.ts";
import { netOn, parametersOf } from "./autoencoder-train.ts";

/**
 * Answers of a given net (given: its layers, or `file`, a quantised net, and "rows", n × width; params: those of the experiment and `columns`), in one step:
 * "encode" turns pictures into codes, "decode" codes into pictures, "reconstruct" pictures into pictures. Output: "rows".
 */
export function openQuestion(task: Task, context: Context): Process {
  let answer: NDArray = array(new Float32Array(0), [0]);
  let step = 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      step += steps;
      answer = context.inputs.given.file ? askQuantised(task, context) : askNet(task, context);
      return {};
    },
    snapshot: () => ({}),
    checkpoint: (): Arrays => ({}),
    output: () => ({ rows: answer }),
  };
}

function askNet(task: Task, context: Context): NDArray {
  const params = task.params as unknown as AutoencoderParams & { readonly columns: number };
  const { given } = context.inputs;
  const spec = specOf(params, params.columns);
  const [count] = given.rows.shape;
  const [from, to] = ends(task.kind, codeLayer(params), spec.widths.length - 1);
  const net = netOn(context, spec, count);
  net.setParameters(parametersOf(spec, given));
  net.put(from, given.rows.values as Float32Array);
  net.forward(count, from, to);
  return array(net.values(to, count), [count, spec.widths[to]]);
}

function ends(kind: string, code: number, last: number): readonly [number, number] {
  if (kind === "encode") return [0, code];
  return kind === "decode" ? [code, last] : [0, last];
}

function askQuantised(task: Task, context: Context): NDArray {
  const { rows, file } = context.inputs.given;
  const net = parseQuantNet(file.values as Uint8Array);
  const engine = context.device === "wasm" ? wasmEngine(() => context.wasm("quant")) : scalarEngine;
  const [count, width] = rows.shape;
  const asked: Rows = { count, width, values: Float64Array.from(rows.values) };
  const back = () => {
    const pictures = task.kind === "decode" ? decode(net, engine, asked) : reconstruct(net, engine, asked);
    return { ...pictures, values: outputValues(net, pictures.values) };
  };
  const answer = task.kind === "encode" ? encode(net, engine, asked) : back();
  return array(Float32Array.from(answer.values), [count, answer.width]);
}
