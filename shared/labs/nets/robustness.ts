import { type Arrays, array } from "../../arrays.ts";
import type { Tensor } from "../../nets/tensor.ts";
import { fillNormal32, foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Fill } from "../foreign-run.ts";
import type { Context } from "../lab.ts";
import { accuracyOf, largest } from "./classes.ts";
import { DEVIATIONS, SHIFTS } from "./disturbances.ts";
import { addNoise, move, shiftOf } from "./moved.ts";
import type { PictureSamples } from "./pictures.ts";
import { rowsAsFloats } from "./rows.ts";
import { probabilitiesOf, type Trained } from "./trained.ts";

/** Held-out pictures that are tested: the first ones. */
const TESTED = 200;
const STREAM = { noise: 0, shift: 1 } as const;

export interface RobustnessTest {
  /** Pictures that are tested. */
  readonly rows: number;
  /** By `DEVIATIONS`, and by `SHIFTS`. */
  readonly noise: readonly Fill[];
  readonly shift: readonly Fill[];
  /** Of the probabilities, rows × classes, of one of them. */
  accuracy(probabilities: Float32Array): number;
}

/** Held-out pictures with normal noise, and shifted up, down, left or right. */
export function robustnessTest(samples: PictureSamples, key: Key): RobustnessTest {
  const { size, columns, labels, classes } = samples;
  const rows = samples.test.subarray(0, TESTED);
  const pictures = rowsAsFloats(samples, rows);
  const truth = Int32Array.from(rows, (row) => labels[row]);
  const fillWith =
    (change: (from: Float32Array, to: Float32Array, n: number) => void): Fill =>
    (x, from, count) => {
      for (let n = from; n < from + count; n++) {
        const to = x.subarray((n - from) * columns, (n - from + 1) * columns);
        change(pictures.subarray(n * columns, (n + 1) * columns), to, n);
      }
    };
  // The same normals at every deviation: what differs is their size alone.
  const normals = new Float32Array(pictures.length);
  fillNormal32(foldIn(key, STREAM.noise), 0, normals);
  return {
    rows: rows.length,
    noise: DEVIATIONS.map((deviation) =>
      fillWith((from, to, n) => {
        to.set(from);
        addNoise(to, deviation, normals.subarray(n * columns, (n + 1) * columns));
      }),
    ),
    shift: SHIFTS.map((pixels, i) =>
      fillWith((from, to, n) => move(from, size, shiftOf(foldIn(key, STREAM.shift, i, n), pixels), to)),
    ),
    accuracy: (probabilities) => accuracyOf(truth, largest(probabilities, classes.length)),
  };
}

/** Accuracy of a trained net on held-out pictures with noise (`noise`, by `DEVIATIONS`) and shifted (`shift`, by `SHIFTS`). */
export function robustnessOf<T extends { readonly probabilities: Tensor }>(
  context: Context,
  trained: Trained<T>,
  samples: PictureSamples,
  key: Key,
): Arrays {
  const { rows, noise, shift, accuracy } = robustnessTest(samples, key);
  const found = (fill: Fill) => accuracy(probabilitiesOf(context, trained, rows, fill));
  return {
    noise: array(Float64Array.from(noise, found)),
    shift: array(Float64Array.from(shift, found)),
  };
}
