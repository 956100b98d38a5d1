/** Accuracy against bits: weights on a grid of so many bits, all else in floats. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Chain } from "../../../nets/chain.ts";
import type { Context } from "../../lab.ts";
import { accuracyOf, largest } from "../../nets/classes.ts";
import type { PictureSamples } from "../../nets/pictures.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { probabilitiesOf } from "../../nets/trained.ts";
import { trainedClassifier } from "../model.ts";
import { ASKED, BITS } from "./bit-counts.ts";
import { onGrid, type Scheme } from "./grid.ts";

/**
 * Weights of the layers on a grid of so many bits for each, biases and moments as they were; 32 bits leave a layer alone. All layouts have outputs last.
 */
export function griddedWeights(weights: Arrays, bitsOf: (layer: string) => number, scheme: Scheme): Arrays {
  return Object.fromEntries(
    Object.entries(weights).map(([name, own]) => {
      const bits = name.endsWith(".weights") ? bitsOf(name.slice(0, -".weights".length)) : 32;
      if (bits > 8) return [name, own];
      const outputs = own.shape[own.shape.length - 1];
      const { values } = onGrid(turned(own.values as Float32Array, outputs), outputs, bits, scheme);
      return [name, array(turned(values, values.length / outputs), own.shape)];
    }),
  );
}

/** taps × outputs as outputs × taps, and back. */
function turned(values: ArrayLike<number>, columns: number): Float32Array {
  const rows = values.length / columns;
  return Float32Array.from({ length: values.length }, (_, at) => values[(at % rows) * columns + Math.floor(at / rows)]);
}

/** Of the first held-out pictures: share that the net gets right. */
export function accuracyWith(context: Context, chain: Chain, weights: Arrays, samples: PictureSamples): number {
  const rows = samples.test.subarray(0, ASKED);
  const x = rowsAsFloats(samples, rows);
  const { columns, labels, classes } = samples;
  const all = probabilitiesOf(context, trainedClassifier(chain, weights), rows.length, (to, from, count) =>
    to.set(x.subarray(from * columns, (from + count) * columns)),
  );
  const truth = Int32Array.from(rows, (row) => labels[row]);
  return accuracyOf(truth, largest(all, classes.length));
}

/** Output: `per-tensor` and `per-channel`, accuracy by `BITS`; `float32`. */
export function bitsOutput(context: Context, chain: Chain, weights: Arrays, samples: PictureSamples): Arrays {
  const curve = (scheme: Scheme) =>
    array(
      Float64Array.from(BITS, (bits) =>
        accuracyWith(
          context,
          chain,
          griddedWeights(weights, () => bits, scheme),
          samples,
        ),
      ),
    );
  return {
    "per-tensor": curve("per-tensor"),
    "per-channel": curve("per-channel"),
    float32: array(Float64Array.of(accuracyWith(context, chain, weights, samples))),
  };
}
