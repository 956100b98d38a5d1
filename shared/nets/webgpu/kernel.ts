/** How an operation is computed on a GPU: what its kernels are told, and what they give. See `machine.ts`. */

import type { SnippetName } from "../../webgpu/snippets/index.ts";
import type { Shape } from "../tensor.ts";

export { literal } from "../../webgpu/literal.ts";

/** One call of an operation: where its tensors lie. */
export interface GpuCall<A = unknown> {
  /** Of each input and of the result: the first of its floats in `memory`, a multiple of 4. The result may take the place of an input (`inPlace`). */
  readonly x: readonly number[];
  readonly y: number;
  readonly shapes: readonly Shape[];
  readonly shape: Shape;
  readonly attributes: A;
  /** Place of the step's key of this stream in `step.keys`, for what is random: see the snippet "step". */
  key(stream: number): number;
  /** So many floats of `memory` beside the tensors, for what the dispatches of this call hand to each other: the first of them, a multiple of 4. */
  scratch(floats: number): number;
}

/**
 * A shader with its numbers, and over how many workgroups it goes. The dispatches of a call run one after the other, each seeing what those before it
 * wrote. WGSL: `code` has the entry point `main`; before it stand
 *
 *     var<storage, read_write> memory: array<f32>;   // array<vec4f> if `wide`
 *     var<uniform> call: Call;                       // a member for each of `integers` (u32) and of `floats` (f32), by name
 *     var<uniform> step: Step;                       // see machine.ts
 *
 * and the snippets it uses. Shaders of one text are compiled once: what differs from call to call belongs into the numbers; what makes a shader faster
 * when known beforehand (the size of a window, a flag) into the text.
 */
export interface Dispatch {
  readonly code: string;
  readonly uses?: readonly SnippetName[];
  readonly integers?: Readonly<Record<string, number>>;
  readonly floats?: Readonly<Record<string, number>>;
  readonly wide?: boolean;
  /** Workgroups along x, y and z: at most 65,535 along each. */
  readonly groups: readonly [x: number, y?: number, z?: number];
}

/** The dispatches of one call. Called once, when a program is laid out. */
export type GpuKernel<A = unknown> = (call: GpuCall<A>) => readonly Dispatch[];

/** Kernels of several operations, by their names. */
// biome-ignore lint/suspicious/noExplicitAny: each operation knows its attributes
export type GpuKernels = Readonly<Record<string, GpuKernel<any>>>;

/** Invocations of a workgroup, wherever nothing else is said. */
export const LANES = 64;
const MOST_GROUPS = 65_535;

/** Workgroups for so many pieces of work, one each: `flat` gives the number of a workgroup back. */
export function spread(groups: number): [x: number, y: number] {
  const rows = Math.max(1, Math.ceil(groups / MOST_GROUPS));
  return [Math.max(1, Math.ceil(groups / rows)), rows];
}

/**
 * A dispatch of one invocation for each i < n: `body` is what it does with `i`, and may return. The other numbers, snippets and functions as in
 * `Dispatch`; functions stand in `before`.
 */
export function each(
  n: number,
  body: string,
  { before = "", integers, ...rest }: Omit<Dispatch, "code" | "groups"> & { readonly before?: string } = {},
): Dispatch {
  return {
    ...rest,
    integers: { n, ...integers },
    code: `${before}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = (group.y * groups.x + group.x) * ${LANES}u + lane;
  if (i >= call.n) { return; }
${body}
}`,
    groups: spread(Math.ceil(n / LANES)),
  };
}
