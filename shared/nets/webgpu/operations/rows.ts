/** What is taken over the last axis: softmax, its logarithm and slope, rows of mean 0 and variance 1 and their slope,  */
import { type Shape, sizeOf } from "../../tensor.ts";
import type { Dispatch, GpuCall, GpuKernels } from "../kernel.ts";
import { byRows, type RowsOptions } from "../rows.ts";

const overRows = (shape: Shape, body: string, integers: Readonly<Record<string, number>>, of: RowsOptions): Dispatch =>
  byRows(sizeOf(shape.slice(0, -1)), shape[shape.length - 1], body, integers, of);

/** m, the largest number of the row, NaN where one is. */
const LARGEST = `
  var m = ofBits(0xff800000u);
  EACH { m = larger(m, memory[call.x + first + j]); }
  m = most(m, lane);`;

/** The row's mean and r = 1 / √(variance + ε). */
const MOMENTS = `
  var sum = 0.0;
  EACH { sum += memory[call.x + first + j]; }
  let mean = total(sum, lane) / f32(call.length);
  var squares = 0.0;
  EACH { let centred = memory[call.x + first + j] - mean; squares += centred * centred; }
  let r = 1.0 / sqrt(total(squares, lane) / f32(call.length) + call.epsilon);`;

interface Epsilon {
  readonly epsilon: number;
}

export const rows = {
  causalSoftmax: ({ x: [x], y, shape, attributes: { scale } }: GpuCall<{ scale: number }>) => [
    overRows(
      shape,
      `  let kept = row % call.height;
  var m = ofBits(0xff800000u);
  EACH { if (j <= kept) { m = larger(m, call.scale * memory[call.x + first + j]); } }
  m = most(m, lane);
  var sum = 0.0;
  EACH {
    var e = 0.0;
    if (j <= kept) { e = expf(call.scale * memory[call.x + first + j] - m); }
    memory[call.y + first + j] = e;
    sum += e;
  }
  sum = total(sum, lane);
  EACH { if (j <= kept) { memory[call.y + first + j] = memory[call.y + first + j] / sum; } }`,
      { x, y, height: shape[shape.length - 2] },
      { uses: ["expf"], floats: { scale } },
    ),
  ],

  causalSoftmaxSlope: ({ x: [dy, x], y, shape, attributes: { scale } }: GpuCall<{ scale: number }>) => [
    overRows(
      shape,
      `  let kept = row % call.height;
  var sum = 0.0;
  EACH { if (j <= kept) { sum += memory[call.dy + first + j] * memory[call.x + first + j]; } }
  sum = total(sum, lane);
  EACH {
    let own = call.scale * (memory[call.x + first + j] * (memory[call.dy + first + j] - sum));
    memory[call.y + first + j] = select(0.0, own, j <= kept);
  }`,
      { dy, x, y, height: shape[shape.length - 2] },
      { floats: { scale } },
    ),
  ],

  softmax: ({ x: [x], y, shape }) => [
    overRows(
      shape,
      `${LARGEST}
  var sum = 0.0;
  EACH {
    let e = expf(memory[call.x + first + j] - m);
    memory[call.y + first + j] = e;
    sum += e;
  }
  sum = total(sum, lane);
  EACH { memory[call.y + first + j] = memory[call.y + first + j] / sum; }`,
      { x, y },
      { uses: ["expf"] },
    ),
  ],

  softmaxSlope: ({ x: [dy, x], y, shape }) => [
    overRows(
      shape,
      `
  var sum = 0.0;
  EACH { sum += memory[call.dy + first + j] * memory[call.x + first + j]; }
  sum = total(sum, lane);
  EACH { memory[call.y + first + j] = memory[call.x + first + j] * (memory[call.dy + first + j] - sum); }`,
      { dy, x, y },
      {},
    ),
  ],

  logSoftmax: ({ x: [x], y, shape }) => [
    overRows(
      shape,
      `${LARGEST}
  var sum = 0.0;
  EACH { sum += expf(memory[call.x + first + j] - m); }
  let logarithm = logf(total(sum, lane));
  EACH { memory[call.y + first + j] = (memory[call.x + first + j] - m) - logarithm; }`,
      { x, y },
      { uses: ["expf", "logf"] },
    ),
  ],

  standardise: ({ x: [x], y, shape, attributes: { epsilon } }: GpuCall<Epsilon>) => [
    overRows(
      shape,
      `${MOMENTS}
  EACH { memory[call.y + first + j] = (memory[call.x + first + j] - mean) * r; }`,
      { x, y },
      { floats: { epsilon } },
    ),
  ],

  standardiseSlope: ({ x: [dy, x], y, shape, attributes: { epsilon } }: GpuCall<Epsilon>) => [
    overRows(
      shape,
      `${MOMENTS}
  var slopes = 0.0;
  var products = 0.0;
  EACH {
    let slope = memory[call.dy + first + j];
    slopes += slope;
    products += slope * ((memory[call.x + first + j] - mean) * r);
  }
  let lift = total(slopes, lane) / f32(call.length);
  let tilt = total(products, lane) / f32(call.length);
  EACH {
    let standard = (memory[call.x + first + j] - mean) * r;
    memory[call.y + first + j] = r * ((memory[call.dy + first + j] - lift) - standard * tilt);
  }`,
      { dy, x, y },
      { floats: { epsilon } },
    ),
  ],
} satisfies GpuKernels;
