/** Trained nets as files of tensorflow.js, and what it makes of them. */
import { expect } from "vitest";
import type { Arrays } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Params } from "../../shared/experiment/fields.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { tensorflowFiles } from "../../shared/labs/tensorflow-file.ts";
import { openNet } from "../../shared/nets/net.ts";
import { scalarMachine } from "../../shared/nets/scalar.ts";
import type { Tensor } from "../../shared/nets/tensor.ts";
import { fillUniform32 } from "../../shared/random/index.ts";
import { start, valuesOf } from "../shared/nets/tfjs/models.ts";

const ROWS = 40;

function pictures(): Table & { readonly values: Float32Array } {
  const values = new Float32Array(ROWS * 35);
  fillUniform32([8, 9], 0, values);
  const labels = Int32Array.from({ length: ROWS }, (_, row) => row % 3);
  const image = { height: 7, width: 5, channels: 1 } as const;
  return { rows: ROWS, columns: 35, values, labels, classes: ["a", "b", "c"], image };
}

/** Pictures whose sides are odd on the way down: 7 × 5, 4 × 3, 2 × 2. */
export const data = pictures();

/** What tensorflow.js answers to the pictures with the files that were written; `shape` of one of them. */
export async function answersOf(
  lab: Lab,
  { fold, params }: { readonly fold: Fold; readonly params: Params },
  shape: readonly number[] = [35],
): Promise<ArrayLike<number>> {
  const { tf, keras } = await start();
  const files = tensorflowFiles(lab, { fold, params, data }, "net.bin");
  if (!files) throw new Error("no files");
  const { modelTopology, weightsManifest, userDefinedMetadata } = JSON.parse(files.json);
  expect(weightsManifest[0].paths).toEqual(["./net.bin"]);
  expect(userDefinedMetadata.lab).toBe(lab.id);
  const weightSpecs = weightsManifest[0].weights;
  const model = await keras.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs, weightData: files.weights.buffer }),
  );
  return valuesOf(model.predict(tf.tensor(data.values, [ROWS, ...shape])) as never);
}

/** Of the net with input "x": the pictures, unless other rows are given. */
export function outputOf(output: Tensor, weights: Arrays, rows = data.values): Float32Array {
  const { program } = openNet(scalarMachine, { output }, weights);
  program.input("x").set(rows);
  program.run();
  return program.output("output").slice();
}

export function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>): void {
  expect(ours.length).toBe(theirs.length);
  for (let i = 0; i < ours.length; i++)
    expect(Math.abs(ours[i] - theirs[i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(theirs[i])));
}
