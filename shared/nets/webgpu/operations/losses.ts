/** Losses of rows, and their slopes: see `kernels/losses.ts` for the formulas. */

import type { SnippetName } from "../../../webgpu/snippets/index.ts";
import { sizeOf } from "../../tensor.ts";
import { each, type GpuCall, type GpuKernels } from "../kernel.ts";
import { byRows } from "../rows.ts";

const overRows = ({ x: [z, t, dy = 0], y, shapes }: GpuCall, uses: readonly SnippetName[], body: string) => [
  byRows(shapes[0][0], shapes[0][1], body, { z, t, dy, y }, { uses: ["ofBits", ...uses] }),
];

/** The logarithm of the product of at most 64 numbers 1 + e^−|z| at a time: at most 2^64. */
const BERNOULLI = `
  var sum = 0f;
  var product = 1f;
  var factors = 0u;
  EACH {
    let logit = memory[call.z + first + j];
    sum += larger(logit, 0f) - memory[call.t + first + j] * logit;
    product *= 1f + expMinusAbsf(logit);
    factors++;
    if (factors % 64u == 0u) {
      sum += logf(product);
      product = 1f;
    }
  }
  let loss = total(sum + logf(product), lane);
  if (lane == 0u) { memory[call.y + row] = loss; }`;

const BERNOULLI_SLOPE = `  let logit = memory[call.z + i];
  let e = expMinusAbsf(logit);
  let y = select(1f, e, logit < 0f) / (1f + e);
  memory[call.y + i] = (y - memory[call.t + i]) * memory[call.dy + i / call.columns];`;

const EXPONENTIALS = `
  var high = ofBits(0xff800000u);
  EACH { high = larger(high, memory[call.z + first + j]); }
  high = most(high, lane);
  var exponentials = 0f;
  var targets = 0f;
  var distances = 0f;
  EACH {
    let own = memory[call.z + first + j];
    exponentials += expf(own - high);
    targets += memory[call.t + first + j];
    distances += memory[call.t + first + j] * (high - own);
  }
  let s = total(exponentials, lane);
  let p = total(targets, lane);`;

const CROSS_ENTROPY = `${EXPONENTIALS}
  let d = total(distances, lane);
  if (lane == 0u) { memory[call.y + row] = p * logf(s) + d; }`;

const CROSS_ENTROPY_SLOPE = `${EXPONENTIALS}
  let factor = p / s;
  let back = memory[call.dy + row];
  EACH {
    memory[call.y + first + j] = (expf(memory[call.z + first + j] - high) * factor - memory[call.t + first + j]) * back;
  }`;

const CORRECT = `
/** Where the first largest number lies; the number of columns where one is NaN. */
fn largest(at: u32) -> u32 {
  var place = 0u;
  for (var j = 0u; j < call.columns; j++) {
    if (isNaN(memory[at + j])) { return call.columns; }
    if (memory[at + j] > memory[at + place]) { place = j; }
  }
  return place;
}`;

export const losses = {
  bernoulliLoss: (call: GpuCall) => overRows(call, ["expMinusAbsf", "logf"], BERNOULLI),
  bernoulliSlope: ({ x: [z, t, dy], y, shape }: GpuCall) => [
    each(sizeOf(shape), BERNOULLI_SLOPE, { integers: { z, t, dy, y, columns: shape[1] }, uses: ["expMinusAbsf"] }),
  ],
  softmaxCrossEntropy: (call: GpuCall) => overRows(call, ["expf", "logf"], CROSS_ENTROPY),
  softmaxCrossEntropySlope: (call: GpuCall) => overRows(call, ["expf"], CROSS_ENTROPY_SLOPE),
  correct: ({ x: [z, t], y, shapes: [[rows, columns]] }: GpuCall) => [
    each(
      rows,
      `  let a = largest(call.z + i * call.columns);
  let b = largest(call.t + i * call.columns);
  memory[call.y + i] = select(0f, 1f, a == b && a < call.columns);`,
      { before: CORRECT, integers: { z, t, y, columns }, uses: ["isNaN"] },
    ),
  ],
} satisfies GpuKernels;
