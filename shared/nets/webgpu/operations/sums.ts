/** Sums over an axis, in orders that depend on the shape alone. */
import { threeAxes } from "../../ops/sum.ts";
import { sizeOf } from "../../tensor.ts";
import { type Dispatch, each, type GpuCall, type GpuKernels, LANES, spread } from "../kernel.ts";
import { pair } from "./pairs.ts";

/** Invocations that keep a large device busy, and the least that one of them then sums. */
const BUSY = 16_384;
const SHORTEST = 32;

/** y[o, i] = Σ_k x[o, k, i]: each sum by one invocation in ascending order; where there are few of them, in parts, which are added in order. */
function across(outer: number, n: number, inner: number, x: number, y: number, scratch: (floats: number) => number) {
  const sums = outer * inner;
  const parts = Math.max(1, Math.min(Math.ceil(BUSY / sums), Math.floor(n / SHORTEST)));
  if (parts === 1) return [ascending(outer, n, inner, x, y, n)];
  const length = Math.ceil(n / parts);
  const used = Math.ceil(n / length);
  const at = scratch(used * sums);
  return [ascending(outer, n, inner, x, at, length), ascending(1, used, sums, at, y, used)];
}

/** Parts of `length` of the axis: sum number (part · outer + o) · inner + i. */
export function ascending(outer: number, n: number, inner: number, x: number, y: number, length: number): Dispatch {
  const parts = Math.ceil(n / Math.max(1, length));
  return each(
    outer * inner * parts,
    `  let sums = call.outer * call.inner;
  let part = i / sums;
  let o = (i % sums) / call.inner;
  let first = call.x + o * call.length * call.inner + i % call.inner;
  let end = min(call.length, (part + 1u) * call.part);
  var sum = 0.0;
  for (var k = part * call.part; k < end; k++) { sum += memory[first + k * call.inner]; }
  memory[call.y + i] = sum;`,
    { integers: { outer, length: n, inner, part: length, x, y } },
  );
}

/** Each row by a workgroup: invocation l adds l, l + 64, …; then their sums are added as a tree, halves to halves. */
function rows(outer: number, n: number, x: number, y: number): Dispatch {
  return {
    integers: { outer, n, x, y },
    groups: spread(outer),
    code: `
var<workgroup> sums: array<f32, ${LANES}>;
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = group.y * groups.x + group.x;
  if (row >= call.outer) { return; }
  var sum = 0.0;
  for (var k = lane; k < call.n; k += ${LANES}u) { sum += memory[call.x + row * call.n + k]; }
  sums[lane] = sum;
  for (var half = ${LANES / 2}u; half > 0u; half = half / 2u) {
    workgroupBarrier();
    if (lane < half) { sums[lane] += sums[lane + half]; }
  }
  if (lane == 0u) { memory[call.y + row] = sums[0]; }
}`,
  };
}

export const sums = {
  sum({ x: [x], y, shapes, attributes: { axis }, scratch }: GpuCall<{ readonly axis: number }>) {
    const [outer, n, inner] = threeAxes(shapes[0], axis);
    if (inner === 1 && n >= LANES) return [rows(outer, n, x, y)];
    return across(outer, n, inner, x, y, scratch);
  },
  broadcast: (call: GpuCall) =>
    sizeOf(call.shapes[0]) === 0 ? [] : pair("u")({ ...call, x: [call.x[0], call.x[0]], shapes: [call.shapes[0], []] }),
} satisfies GpuKernels;
