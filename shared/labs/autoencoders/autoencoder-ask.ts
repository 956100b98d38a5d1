import { type Arrays, array, type NDArray } from "../../arrays.ts";
import type { Context, Process, Task } from "../lab.ts";
import { codeLayer, specOf } from "./autoencoder-data.ts";
import type { AutoencoderParams } from "./autoencoder-fields.ts";
import { netOn, parametersOf } from "./autoencoder-train.ts";

/**
 * Answers of a given net (given: its layers, and "rows", n × width; params: those of the experiment and `columns`), in one step:
 * "encode" turns pictures into codes, "decode" codes into pictures, "reconstruct" pictures into pictures. Output: "rows".
 */
export function openQuestion(task: Task, context: Context): Process {
  const params = task.params as unknown as AutoencoderParams & { readonly columns: number };
  const { given } = context.inputs;
  const spec = specOf(params, params.columns);
  const rows = given.rows;
  const [count] = rows.shape;
  const [from, to] = ends(task.kind, codeLayer(params), spec.widths.length - 1);
  const net = netOn(context, spec, count, false);
  net.setParameters(parametersOf(spec, given));
  let answer: NDArray = array(new Float32Array(0), [0]);
  let step = 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      step += steps;
      net.put(from, rows.values as Float32Array);
      net.forward(count, from, to);
      answer = array(net.values(to, count), [count, spec.widths[to]]);
      return {};
    },
    snapshot: () => ({}),
    checkpoint: (): Arrays => ({}),
    output: () => ({ rows: answer }),
  };
}

function ends(kind: string, code: number, last: number): readonly [number, number] {
  if (kind === "encode") return [0, code];
  return kind === "decode" ? [code, last] : [0, last];
}
