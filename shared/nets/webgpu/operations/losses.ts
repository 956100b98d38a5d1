/** Losses of rows, and their slopes: see `kernels/losses.ts` for the formulas. */
import { sizeOf } from "../../tensor.ts";
import { type Dispatch, each, type GpuCall, type GpuKernels, LANES, spread } from "../kernel.ts";
import type { SnippetName } from "../snippets/index.ts";

/** Columns from which on a workgroup takes a row; shorter rows take an invocation each. */
const LONG = 32;

/** `total` and `most` of what the invocations of a workgroup have, as trees, halves to halves: all of them get it. */
const TOGETHER = `
var<workgroup> lanes: array<f32, ${LANES}>;
${[
  ["total", "lanes[lane] + lanes[lane + half]"],
  ["most", "larger(lanes[lane], lanes[lane + half])"],
]
  .map(
    ([name, of]) => `fn ${name}(x: f32, lane: u32) -> f32 {
  workgroupBarrier();
  lanes[lane] = x;
  for (var half = ${LANES / 2}u; half > 0u; half = half / 2u) {
    workgroupBarrier();
    if (lane < half) { lanes[lane] = ${of}; }
  }
  workgroupBarrier();
  return lanes[0];
}`,
  )
  .join("\n")}`;
const ALONE = `
fn total(x: f32, lane: u32) -> f32 { return x; }
fn most(x: f32, lane: u32) -> f32 { return x; }`;

/**
 * `body` for each row of the first two operands, which begin at `z` and `t`: by a workgroup, of which each invocation has columns `lane`, `lane + stride`,
 * …, or, where rows are short, by one invocation that has them all.
 */
function byRows({ x, y, shapes }: GpuCall, uses: readonly SnippetName[], body: string): readonly Dispatch[] {
  const [rows, columns] = shapes[0];
  const integers = { columns, z: x[0], t: x[1], dy: x[2] ?? 0, y };
  const own = `  let z = call.z + row * call.columns;
  let t = call.t + row * call.columns;
${body}`;
  const all: readonly SnippetName[] = ["extremes", "ofBits", ...uses];
  if (columns < LONG) {
    const alone = `  {\n  let row = i;\n  let lane = 0u;\n  let stride = 1u;\n${own}\n  }`;
    return [each(rows, alone, { before: ALONE, integers, uses: all })];
  }
  return [
    {
      integers: { ...integers, rows },
      uses: all,
      groups: spread(rows),
      code: `${TOGETHER}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = group.y * groups.x + group.x;
  if (row >= call.rows) { return; }
  let stride = ${LANES}u;
${own}
}`,
    },
  ];
}

/** The logarithm of the product of at most 64 numbers 1 + e^−|z| at a time: at most 2^64. */
const BERNOULLI = `  var sum = 0f;
  var product = 1f;
  var factors = 0u;
  for (var j = lane; j < call.columns; j += stride) {
    let logit = memory[z + j];
    sum += larger(logit, 0f) - memory[t + j] * logit;
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

const EXPONENTIALS = `  var high = ofBits(0xff800000u);
  for (var j = lane; j < call.columns; j += stride) { high = larger(high, memory[z + j]); }
  high = most(high, lane);
  var exponentials = 0f;
  var targets = 0f;
  var distances = 0f;
  for (var j = lane; j < call.columns; j += stride) {
    let own = memory[z + j];
    exponentials += expf(own - high);
    targets += memory[t + j];
    distances += memory[t + j] * (high - own);
  }
  let s = total(exponentials, lane);
  let p = total(targets, lane);`;

const CROSS_ENTROPY = `${EXPONENTIALS}
  let d = total(distances, lane);
  if (lane == 0u) { memory[call.y + row] = p * logf(s) + d; }`;

const CROSS_ENTROPY_SLOPE = `${EXPONENTIALS}
  let factor = p / s;
  let back = memory[call.dy + row];
  for (var j = lane; j < call.columns; j += stride) {
    memory[call.y + row * call.columns + j] = (expf(memory[z + j] - high) * factor - memory[t + j]) * back;
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
  bernoulliLoss: (call: GpuCall) => byRows(call, ["expMinusAbsf", "logf"], BERNOULLI),
  bernoulliSlope: ({ x: [z, t, dy], y, shape }: GpuCall) => [
    each(sizeOf(shape), BERNOULLI_SLOPE, { integers: { z, t, dy, y, columns: shape[1] }, uses: ["expMinusAbsf"] }),
  ],
  softmaxCrossEntropy: (call: GpuCall) => byRows(call, ["expf", "logf"], CROSS_ENTROPY),
  softmaxCrossEntropySlope: (call: GpuCall) => byRows(call, ["expf"], CROSS_ENTROPY_SLOPE),
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
