/** Where a net is computed, and in which numbers. */

/** On the threads of this machine, without more than all browsers have. */
export const DEVICES = ["scalar", "wasm", "int8-scalar", "int8"] as const;
export type RunDevice = (typeof DEVICES)[number];

/** `relaxed` needs more than all browsers have, the others a GPU or another machine: views measure these. */
export const ELSEWHERE = ["relaxed", "webgpu", "tfjs-wasm", "tfjs-webgpu", "edge"] as const;
export type Elsewhere = (typeof ELSEWHERE)[number];
export type DeviceName = RunDevice | Elsewhere;

export type NumberFormat = "float32" | "int8";
const INTEGERS: readonly DeviceName[] = ["int8-scalar", "int8", "relaxed", "edge"];
export const formatOf = (device: DeviceName): NumberFormat => (INTEGERS.includes(device) ? "int8" : "float32");
