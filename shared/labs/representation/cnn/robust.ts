import { array } from "../../../arrays.ts";
import { fillNormal32, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { once } from "../../process.ts";
import { accuracyOf, largest } from "../classes.ts";
import { addNoise, move, pixelsOf, shiftOf } from "../moved.ts";
import { checkCnn, rowsAsFloats, type Samples, samplesOf } from "./data.ts";
import type { CnnTaskParams } from "./fields.ts";
import { probabilitiesOf } from "./opened.ts";

/** Deviations of the noise, and pixels of the shifts, that held-out pictures are tested with. */
export const DEVIATIONS = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5] as const;
export const SHIFTS = [0, 1, 2, 3, 4, 5, 6] as const;
/** Held-out pictures that are tested: the first ones. */
const TESTED = 200;
const STREAM = { noise: 0, shift: 1 } as const;

/** Writes changed pictures [from, from + count) into the input of a net. */
type Fill = (x: Float32Array, from: number, count: number) => void;

export interface RobustnessTest {
  readonly samples: Samples;
  /** Pictures that are tested. */
  readonly rows: number;
  /** By `DEVIATIONS`, and by `SHIFTS`. */
  readonly noise: readonly Fill[];
  readonly shift: readonly Fill[];
  /** Of the probabilities, rows × classes, of one of them. */
  accuracy(probabilities: Float32Array): number;
}

/** Held-out pictures with normal noise, and shifted up, down, left or right. */
export function robustnessTest(params: CnnTaskParams, { data }: Context, key: Key): RobustnessTest {
  const samples = samplesOf(checkCnn(params, data), params);
  const { size, labels, classes } = samples;
  const rows = samples.test.subarray(0, TESTED);
  const pictures = rowsAsFloats(samples, rows);
  const columns = pixelsOf(size);
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
    samples,
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

/** Accuracy on held-out pictures with noise (`noise`, by `DEVIATIONS`) and shifted (`shift`, by `SHIFTS`). */
export const cnnRobustness = once((params: CnnTaskParams, context, { key }) => {
  const { samples, rows, noise, shift, accuracy } = robustnessTest(params, context, key);
  const { size, classes } = samples;
  const trained = { params, size, classes: classes.length, weights: context.inputs.train };
  const found = (fill: Fill) => accuracy(probabilitiesOf(context, trained, rows, fill));
  return {
    noise: array(Float64Array.from(noise, found)),
    shift: array(Float64Array.from(shift, found)),
  };
});
