import { array } from "../../../arrays.ts";
import { fillNormal32, foldIn } from "../../../random/index.ts";
import { once } from "../../process.ts";
import { accuracyOf, largest } from "../classes.ts";
import { addNoise, move, pixelsOf, shiftOf } from "../moved.ts";
import { checkCnn, rowsAsFloats, samplesOf } from "./data.ts";
import type { CnnTaskParams } from "./fields.ts";
import { probabilitiesOf } from "./opened.ts";

/** Deviations of the noise, and pixels of the shifts, that held-out pictures are tested with. */
export const DEVIATIONS = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5] as const;
export const SHIFTS = [0, 1, 2, 3, 4, 5, 6] as const;
/** Held-out pictures that are tested: the first ones. */
const TESTED = 200;
const STREAM = { noise: 0, shift: 1 } as const;

/** Accuracy on held-out pictures with normal noise (`noise`, by `DEVIATIONS`) and shifted up, down, left or right (`shift`, by `SHIFTS`). */
export const cnnRobustness = once((params: CnnTaskParams, context, { key }) => {
  const samples = samplesOf(checkCnn(params, context.data), params);
  const { size, labels } = samples;
  const classes = samples.classes.length;
  const trained = { params, size, classes, weights: context.inputs.train };
  const rows = samples.test.subarray(0, TESTED);
  const pictures = rowsAsFloats(samples, rows);
  const columns = pixelsOf(size);
  const truth = Int32Array.from(rows, (row) => labels[row]);
  const accuracy = (change: (from: Float32Array, to: Float32Array, n: number) => void) => {
    const fill = (x: Float32Array, from: number, count: number) => {
      for (let n = from; n < from + count; n++) {
        const to = x.subarray((n - from) * columns, (n - from + 1) * columns);
        change(pictures.subarray(n * columns, (n + 1) * columns), to, n);
      }
    };
    return accuracyOf(truth, largest(probabilitiesOf(context, trained, rows.length, fill), classes));
  };
  // The same normals at every deviation: what differs is their size alone.
  const normals = new Float32Array(pictures.length);
  fillNormal32(foldIn(key, STREAM.noise), 0, normals);
  const noise = DEVIATIONS.map((deviation) =>
    accuracy((from, to, n) => {
      to.set(from);
      addNoise(to, deviation, normals.subarray(n * columns, (n + 1) * columns));
    }),
  );
  const shift = SHIFTS.map((pixels, i) =>
    accuracy((from, to, n) => move(from, size, shiftOf(foldIn(key, STREAM.shift, i, n), pixels), to)),
  );
  return { noise: array(Float64Array.from(noise)), shift: array(Float64Array.from(shift)) };
});
