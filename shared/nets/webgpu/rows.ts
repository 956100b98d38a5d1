/** Dispatches over rows: what many numbers give together, a sum or the largest of them. */

import type { SnippetName } from "../../webgpu/snippets/index.ts";
import { type Dispatch, each, LANES, spread } from "./kernel.ts";

/** Numbers from which on a workgroup has a row, and from which on a larger one. */
const SHARED = 64;
const LONG = 2048;

export interface RowsOptions {
  readonly uses?: readonly SnippetName[];
  readonly floats?: Readonly<Record<string, number>>;
}

/**
 * `body` is done for each row: `row` is its number, `first` that of its first number among all, EACH a loop over the columns j that are the invocation's
 * own. A short row is one invocation's, in ascending order. A long one is a workgroup's, whose invocations learn the `total(x, lane)` or the `most(x, lane)`
 * of what each has, halves with halves, and number 0 of which stores what a row has once. Includes the snippet "extremes".
 */
export function byRows(
  rows: number,
  length: number,
  body: string,
  integers: Readonly<Record<string, number>>,
  options: RowsOptions = {},
): Dispatch {
  const lanes = length < SHARED ? 1 : length < LONG ? LANES : 4 * LANES;
  const uses = ["extremes", ...(options.uses ?? [])] as const;
  const first = "let first = row * call.length;";
  const text = body.replaceAll("EACH", `for (var j = lane; j < call.length; j += ${lanes}u)`);
  if (lanes === 1)
    return each(rows, `  {\n  let row = i;\n  let lane = 0u;\n  ${first}${text}\n  }`, {
      ...options,
      uses,
      before: ["total", "most"].map((name) => `fn ${name}(x: f32, lane: u32) -> f32 { return x; }`).join("\n"),
      integers: { length, ...integers },
    });
  return {
    ...options,
    uses,
    integers: { rows, length, ...integers },
    code: `
var<workgroup> found: array<f32, ${lanes}>;
${halves("total", "a + b", lanes)}${halves("most", "larger(a, b)", lanes)}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = group.y * groups.x + group.x;
  if (row >= call.rows) { return; }
  ${first}${text}
}`,
    groups: spread(rows),
  };
}

const halves = (name: string, of: string, lanes: number) => `
fn ${name}(x: f32, lane: u32) -> f32 {
  workgroupBarrier();
  found[lane] = x;
  for (var half = ${lanes / 2}u; half > 0u; half = half / 2u) {
    workgroupBarrier();
    if (lane < half) {
      let a = found[lane];
      let b = found[lane + half];
      found[lane] = ${of};
    }
  }
  workgroupBarrier();
  return found[0];
}`;
