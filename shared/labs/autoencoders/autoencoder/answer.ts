import { type Arrays, array } from "../../../arrays.ts";
import type { DenseNet } from "../../../kernels/dense/net.ts";
import { wasmNet } from "../../../kernels/dense/wasm.ts";
import type { Later } from "../../../later.ts";
import { isFused, type LayeredSpec } from "../../../nets/layers.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { once } from "../../process.ts";
import type { AutoencoderTaskParams } from "./fields.ts";
import { codeLayer, parametersOf, specOf } from "./shape.ts";

/** Those of the experiment, and how many columns its data have. */
export type QuestionParams = AutoencoderTaskParams & { readonly columns: number };

/** What a given net makes of given rows. */
export function netAnswer(
  params: QuestionParams,
  given: Arrays,
  kind: string,
  netOf: (spec: LayeredSpec, rows: number) => DenseNet,
): Arrays {
  const spec = specOf(params, params.columns);
  const [count] = given.rows.shape;
  const [from, to] = ends(kind, codeLayer(params), spec.widths.length - 1);
  const net = netOf(spec, count);
  net.setParameters(parametersOf(spec, given));
  net.put(from, given.rows.values as Float32Array);
  net.forward(count, from, to);
  return { rows: array(net.values(to, count), [count, spec.widths[to]]) };
}

function ends(kind: string, code: number, last: number): readonly [number, number] {
  if (kind === "encode") return [0, code];
  return kind === "decode" ? [code, last] : [0, last];
}

const fused = once((params: QuestionParams, context, { kind }) =>
  netAnswer(params, context.inputs.given, kind, (spec, count) => {
    if (!isFused(spec)) throw new Error("the fused kernel lacks a layer of this net");
    return wasmNet(context.wasm("nets"), spec, count, false);
  }),
);

/** Questions about a net that the fused kernel holds, with little code: the home page asks one. Null: answering takes the whole lab. */
export function openAnswer(task: Task, context: Context): Later<Process> | null {
  const params = task.params as Task["params"] & QuestionParams;
  const { rows, file } = context.inputs.given;
  if (!rows || file || context.device !== "wasm" || !isFused(specOf(params, params.columns))) return null;
  return fused.open(task, context);
}
