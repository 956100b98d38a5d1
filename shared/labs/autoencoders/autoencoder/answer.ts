import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { DenseNet } from "../../../kernels/dense/net.ts";
import { wasmNet } from "../../../kernels/dense/wasm.ts";
import { isFused, type LayeredSpec } from "../../../nets/layers.ts";
import type { Context, Process, Task } from "../../lab.ts";
import type { AutoencoderParams } from "./fields.ts";
import { codeLayer, parametersOf, specOf } from "./shape.ts";

/** An answer found in one step. Output: "rows". */
export function answering(find: () => NDArray): Process {
  let answer: NDArray = array(new Float32Array(0), [0]);
  let step = 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      step += steps;
      answer = find();
      return {};
    },
    snapshot: () => ({}),
    checkpoint: (): Arrays => ({}),
    output: () => ({ rows: answer }),
  };
}

/** What a given net makes of given rows. */
export function netAnswer(task: Task, context: Context, netOf: (spec: LayeredSpec, rows: number) => DenseNet): NDArray {
  const params = task.params as unknown as AutoencoderParams & { readonly columns: number };
  const { given } = context.inputs;
  const spec = specOf(params, params.columns);
  const [count] = given.rows.shape;
  const [from, to] = ends(task.kind, codeLayer(params), spec.widths.length - 1);
  const net = netOf(spec, count);
  net.setParameters(parametersOf(spec, given));
  net.put(from, given.rows.values as Float32Array);
  net.forward(count, from, to);
  return array(net.values(to, count), [count, spec.widths[to]]);
}

function ends(kind: string, code: number, last: number): readonly [number, number] {
  if (kind === "encode") return [0, code];
  return kind === "decode" ? [code, last] : [0, last];
}

/** Questions about a net that the fused kernel holds, with little code: the home page asks one. Null: it takes the whole lab to answer. */
export function openAnswer(task: Task, context: Context): Process | null {
  const params = task.params as unknown as AutoencoderParams & { readonly columns: number };
  const { rows, file } = context.inputs.given;
  if (!rows || file || context.device !== "wasm" || !isFused(specOf(params, params.columns))) return null;
  return answering(() =>
    netAnswer(task, context, (spec, count) => {
      if (!isFused(spec)) throw new Error("the fused kernel lacks a layer of this net");
      return wasmNet(context.wasm("nets"), spec, count, false);
    }),
  );
}
