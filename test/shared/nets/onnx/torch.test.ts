/** Nets of PyTorch, as it exports them: their answers in tensorflow.js, and where they are chains in our engine, are those of PyTorch. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { permuted } from "../../../../shared/nets/onnx/arrange.ts";
import { decodeOnnx } from "../../../../shared/nets/onnx/decode.ts";
import { readOnnx } from "../../../../shared/nets/onnx/read.ts";
import { answerOf } from "../../../oracles/onnx.ts";
import { start, valuesOf } from "../tfjs/models.ts";

interface Exported {
  readonly file: string;
  readonly x: readonly number[];
  readonly shape: readonly number[];
  readonly y: readonly number[];
}

const nets: Readonly<Record<string, Exported>> = JSON.parse(
  readFileSync(new URL("./torch-nets.json", import.meta.url), "utf8"),
);
const { tf, keras } = await start();

const ROWS = 2;
const fileOf = ({ file }: Exported) => Uint8Array.from(Buffer.from(file, "base64"));

/** Of logarithms of probabilities, or of scores. */
function odds(values: ArrayLike<number>): readonly number[] {
  const width = values.length / ROWS;
  return Array.from({ length: ROWS }, (_, row) => {
    const own = Array.from(values)
      .slice(row * width, (row + 1) * width)
      .map(Math.exp);
    return own.map((one) => one / own.reduce((sum, other) => sum + other, 0));
  }).flat();
}

function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>): void {
  expect(ours.length).toBe(theirs.length);
  for (let i = 0; i < ours.length; i++)
    expect(Math.abs(ours[i] - theirs[i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(theirs[i])));
}

describe.each(Object.entries(nets))("%s", (name, net) => {
  const isOdds = name.startsWith("digits");
  const answers = (values: ArrayLike<number>) => (isOdds ? odds(values) : Array.from(values));

  test("is read, and tensorflow.js answers the same", async () => {
    const { model, weights } = readOnnx(decodeOnnx(fileOf(net)));
    const entries = Object.entries(weights);
    const bytes = Buffer.concat(entries.map(([, { values }]) => new Uint8Array(Float32Array.from(values).buffer)));
    const weightSpecs = entries.map(([own, { shape }]) => ({
      name: own,
      shape: [...shape],
      dtype: "float32" as const,
    }));
    const { modelTopology } = model as { readonly modelTopology: object };
    const weightData = Uint8Array.from(bytes).buffer;
    const layers = await keras.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
    const x = Float32Array.from(net.x);
    const isPicture = net.shape.length === 3;
    const rows = { shape: [ROWS, ...net.shape], values: x };
    const given = isPicture ? permuted(rows, [0, 2, 3, 1]) : rows;
    const ours = valuesOf(layers.predict(tf.tensor(given.values as Float32Array, [...given.shape])) as never);
    expectClose(answers(ours), answers(net.y));
  });

  test("is one that onnxruntime runs, too", async () => {
    const { values } = await answerOf(fileOf(net), Float32Array.from(net.x), [ROWS, ...net.shape]);
    expectClose(values, net.y);
  });
});
