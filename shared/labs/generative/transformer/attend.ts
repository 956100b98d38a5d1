/** A question: where each place of a text looks, head by head. */
import { array } from "../../../arrays.ts";
import { input } from "../../../nets/leaves.ts";
import { openNet } from "../../../nets/net.ts";
import { transformer } from "../../../nets/transformer/index.ts";
import { distribution, PLAIN } from "../../../texts/choose.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import type { NetParams } from "./fields.ts";
import { shapeOf } from "./net.ts";
import { seenOf } from "./write.ts";

/**
 * The net with given weights reads a given "prefix" (codes), or the window at its end. Answers "read": those codes, n of them; "attention": layers × heads × n × n, row t
 * how place t shares its attention; "probabilities": what the net gave to each of them after those before it, 1 to the first.
 */
export const attentionQuestion = once((params: NetParams, context) => {
  const { prefix, signs, ...weights } = context.inputs.given;
  const count = signs.values.length;
  const shape = shapeOf(params, count, weights["places.weights"].shape[0]);
  const read = seenOf(prefix.values, shape.context);
  const { logits, attention } = transformer(shape, input("x", [1, shape.context]));
  const maps = Object.fromEntries(attention.map((attended, l) => [`${l}`, attended.weights]));
  const { program } = openNet(machineOf(context), { logits, ...maps }, weights);
  program.input("x").fill(0).set(read);
  program.run();
  const n = read.length;
  const shares = new Float32Array(shape.layers * shape.heads * n * n);
  for (let l = 0; l < shape.layers; l++) {
    const own = program.output(`${l}`);
    for (let h = 0; h < shape.heads; h++)
      for (let t = 0; t < n; t++) {
        const from = (h * shape.context + t) * shape.context;
        shares.set(own.subarray(from, from + n), ((l * shape.heads + h) * n + t) * n);
      }
  }
  const given = program.output("logits");
  const probabilities = Float64Array.from(read, (sign, t) =>
    t === 0 ? 1 : distribution(given.subarray((t - 1) * count, t * count), PLAIN)[sign],
  );
  return {
    read: array(Int32Array.from(read)),
    attention: array(shares, [shape.layers, shape.heads, n, n]),
    probabilities: array(probabilities),
  };
});
