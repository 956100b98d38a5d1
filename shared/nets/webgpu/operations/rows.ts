/** What is taken over the last axis: softmax, its logarithm and slope, rows of mean 0 and variance 1 and their slope, where the largest number is. */
import { type Shape, sizeOf } from "../../tensor.ts";
import { type Dispatch, each, type GpuCall, type GpuKernels, LANES, spread } from "../kernel.ts";
import type { SnippetName } from "../snippets/index.ts";

/** From so many numbers on a workgroup has a row, from so many on a larger one. */
const SHARED = 64;
const LONG = 2048;

interface RowsOptions {
  readonly uses?: readonly SnippetName[];
  readonly floats?: Readonly<Record<string, number>>;
}

/**
 * A dispatch over rows of the last axis. In `body` `row` is the place of a row's first number, and EACH a loop over the columns j that are the
 * invocation's own. A short row is one invocation's, in ascending order; a long one is a workgroup's, whose invocations find the `total` or the `most` of
 * what each has, halves with halves.
 */
function overRows(shape: Shape, body: string, integers: Readonly<Record<string, number>>, of: RowsOptions): Dispatch {
  const length = shape[shape.length - 1];
  const rows = sizeOf(shape.slice(0, -1));
  const lanes = length < SHARED ? 1 : length < LONG ? LANES : 4 * LANES;
  const text = body.replaceAll("EACH", `for (var j = own; j < call.length; j += ${lanes}u)`);
  const uses = ["extremes", ...(of.uses ?? [])] as const;
  if (lanes === 1) {
    const before = ["total", "most"].map((name) => `fn ${name}(x: f32, own: u32) -> f32 { return x; }`).join("\n");
    const alone = `  let own = 0u;\n  let row = i * call.length;${text}`;
    return each(rows, alone, { ...of, uses, before, integers: { length, ...integers } });
  }
  return {
    ...of,
    uses,
    integers: { rows, length, ...integers },
    code: `
var<workgroup> found: array<f32, ${lanes}>;
${halves("total", "a + b", lanes)}${halves("most", "larger(a, b)", lanes)}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) own: u32) {
  if (group.y * groups.x + group.x >= call.rows) { return; }
  let row = (group.y * groups.x + group.x) * call.length;${text}
}`,
    groups: spread(rows),
  };
}

const halves = (name: string, of: string, lanes: number) => `
fn ${name}(x: f32, own: u32) -> f32 {
  workgroupBarrier();
  found[own] = x;
  for (var half = ${lanes / 2}u; half > 0u; half = half / 2u) {
    workgroupBarrier();
    if (own < half) {
      let a = found[own];
      let b = found[own + half];
      found[own] = ${of};
    }
  }
  workgroupBarrier();
  return found[0];
}`;

/** m, the largest number of the row, NaN where one is. */
const LARGEST = `
  var m = ofBits(0xff800000u);
  EACH { m = larger(m, memory[call.x + row + j]); }
  m = most(m, own);`;

/** The row's mean and r = 1 / √(variance + ε). */
const MOMENTS = `
  var sum = 0.0;
  EACH { sum += memory[call.x + row + j]; }
  let mean = total(sum, own) / f32(call.length);
  var squares = 0.0;
  EACH { let centred = memory[call.x + row + j] - mean; squares += centred * centred; }
  let r = 1.0 / sqrt(total(squares, own) / f32(call.length) + call.epsilon);`;

interface Epsilon {
  readonly epsilon: number;
}

export const rows = {
  softmax: ({ x: [x], y, shape }) => [
    overRows(
      shape,
      `${LARGEST}
  var sum = 0.0;
  EACH {
    let e = expf(memory[call.x + row + j] - m);
    memory[call.y + row + j] = e;
    sum += e;
  }
  sum = total(sum, own);
  EACH { memory[call.y + row + j] = memory[call.y + row + j] / sum; }`,
      { x, y },
      { uses: ["expf"] },
    ),
  ],

  softmaxSlope: ({ x: [dy, x], y, shape }) => [
    overRows(
      shape,
      `
  var sum = 0.0;
  EACH { sum += memory[call.dy + row + j] * memory[call.x + row + j]; }
  sum = total(sum, own);
  EACH { memory[call.y + row + j] = memory[call.x + row + j] * (memory[call.dy + row + j] - sum); }`,
      { dy, x, y },
      {},
    ),
  ],

  logSoftmax: ({ x: [x], y, shape }) => [
    overRows(
      shape,
      `${LARGEST}
  var sum = 0.0;
  EACH { sum += expf(memory[call.x + row + j] - m); }
  let logarithm = logf(total(sum, own));
  EACH { memory[call.y + row + j] = (memory[call.x + row + j] - m) - logarithm; }`,
      { x, y },
      { uses: ["expf", "logf"] },
    ),
  ],

  standardise: ({ x: [x], y, shape, attributes: { epsilon } }: GpuCall<Epsilon>) => [
    overRows(
      shape,
      `${MOMENTS}
  EACH { memory[call.y + row + j] = (memory[call.x + row + j] - mean) * r; }`,
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
    let slope = memory[call.dy + row + j];
    slopes += slope;
    products += slope * ((memory[call.x + row + j] - mean) * r);
  }
  let lift = total(slopes, own) / f32(call.length);
  let tilt = total(products, own) / f32(call.length);
  EACH {
    let standard = (memory[call.x + row + j] - mean) * r;
    memory[call.y + row + j] = r * ((memory[call.dy + row + j] - lift) - standard * tilt);
  }`,
      { dy, x, y },
      { floats: { epsilon } },
    ),
  ],

  correct({ x: [z, t], y, shapes: [[count, classes]] }) {
    const body = `  let a = placeOfLargest(call.z + i * call.classes);
  let b = placeOfLargest(call.t + i * call.classes);
  memory[call.y + i] = select(0.0, 1.0, a == b && a < call.classes);`;
    const before = `
/** Of the first of the largest; too large where one is NaN. */
fn placeOfLargest(row: u32) -> u32 {
  var place = 0u;
  var most = memory[row];
  for (var j = 0u; j < call.classes; j++) {
    let x = memory[row + j];
    if (isNaN(x)) { return call.classes; }
    if (x > most) { place = j; most = x; }
  }
  return place;
}`;
    return [each(count, body, { before, uses: ["isNaN"], integers: { z, t, y, classes } })];
  },
} satisfies GpuKernels;
