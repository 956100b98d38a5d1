/** What came of a net that tells pictures apart: its answers to those held out, whether it was trained here or is run by another program. */
import { type Arrays, array } from "../../arrays.ts";
import type { Program } from "../../nets/machine.ts";
import type { Tensor } from "../../nets/tensor.ts";
import type { Context } from "../lab.ts";
import { accuracyOf, confusion, crossEntropyOf, largest } from "./classes.ts";
import type { PictureSamples } from "./pictures.ts";
import { rowsAsFloats } from "./rows.ts";
import { type Trained, throughNet } from "./trained.ts";

/** More that is wanted of the net while held-out pictures go through: `visit` is told the rows of the table that just have, and how many had before. */
interface Watch<T> {
  outputs(tensors: T): Readonly<Record<string, Tensor>>;
  visit(rows: Uint32Array, from: number, program: Program, wanted: Readonly<Record<string, Tensor>>): void;
}

/** Held-out pictures through a trained net. Output: see `answersFound`. */
export function heldOutAnswers<T extends { readonly probabilities: Tensor }>(
  context: Context,
  trained: Trained<T>,
  samples: PictureSamples,
  watch?: Watch<T>,
): Arrays {
  const { test, classes } = samples;
  const width = classes.length;
  const all = new Float32Array(test.length * width);
  throughNet(
    context,
    trained,
    test.length,
    (tensors) => ({ probabilities: tensors.probabilities, ...watch?.outputs(tensors) }),
    (x, from, count) => x.set(rowsAsFloats(samples, test.subarray(from, from + count))),
    (from, count, program, wanted) => {
      all.set(program.output("probabilities").subarray(0, count * width), from * width);
      watch?.visit(test.subarray(from, from + count), from, program, wanted);
    },
  );
  return answersFound(all, samples);
}

/** `accuracy`; `loss`, nats per picture; `confusion`, classes × classes, rows the true ones; `probabilities` and `found` of each held-out picture. */
export function answersFound(probabilities: Float32Array, { test, labels, classes }: PictureSamples): Arrays {
  const { length } = classes;
  const found = largest(probabilities, length);
  const truth = Int32Array.from(test, (row) => labels[row]);
  return {
    accuracy: array(Float64Array.of(accuracyOf(truth, found))),
    loss: array(Float64Array.of(crossEntropyOf(truth, probabilities, length))),
    confusion: array(confusion(truth, found, length), [length, length]),
    probabilities: array(probabilities, [test.length, length]),
    found: array(found),
  };
}
