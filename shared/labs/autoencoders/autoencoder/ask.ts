import { array, type NDArray } from "../../../arrays.ts";
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
import type { Context, Process, Task } from "../../lab.ts";
import { answering, netAnswer } from "./answer.ts";
import { netOn } from "./train.ts";

/**
 * Answers of a given net (given: its layers, or `file`, a quantised net, and "rows", n × width; params: those of the experiment and `columns`), in one step:
 * "encode" turns pictures into codes, "decode" codes into pictures, "reconstruct" pictures into pictures. Output: "rows".
 */
export function openQuestion(task: Task, context: Context): Process {
  return answering(() =>
    context.inputs.given.file
      ? askQuantised(task, context)
      : netAnswer(task, context, (spec, rows) => netOn(context, spec, rows)),
  );
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
