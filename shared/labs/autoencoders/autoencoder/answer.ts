import { array } from "../../../arrays.ts";
import type { Later } from "../../../later.ts";
import { UNARY } from "../../../nets/unary-codes.ts";
import { put } from "../../../wasm/room.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { once } from "../../process.ts";
import type { QuestionParams } from "../ask.ts";

/**
 * Codes decoded by the one layer that is left of a dense net with one hidden layer: "rows" are n × code, "layer1.weights" and "layer1.bias" that layer. The
 * kernels that the engine would call, one after the other, with its bits.
 */
const decoded = once(({ columns, loss }: QuestionParams, { wasm, inputs: { given } }) => {
  const module = wasm("tensors");
  const { rows, "layer1.weights": weights, "layer1.bias": bias } = given;
  const [count, width] = rows.shape;
  const [x, w, b, y] = [rows.values, weights.values, bias.values, new Float32Array(count * columns)].map((values) =>
    put(module, values as Float32Array),
  );
  module.dense(count, columns, width, x, w, b, y);
  if (loss !== "mse") module.unary(UNARY.indexOf("sigmoid"), count * columns, y, y, 0, 0);
  return { rows: array(new Float32Array(module.memory.buffer, y, count * columns).slice(), [count, columns]) };
});

/** The question of the home page, with little code: decoding by such a net. Null: answering takes the whole lab. */
export function openAnswer(task: Task, context: Context): Later<Process> | null {
  const { hidden, architecture = "dense" } = task.params as Task["params"] & QuestionParams;
  const { rows, file } = context.inputs.given;
  const isLittle = task.kind === "decode" && hidden.length === 1 && architecture === "dense";
  return isLittle && rows && !file && context.device !== "scalar" ? decoded.open(task, context) : null;
}
