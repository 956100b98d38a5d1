import type { Arrays } from "../arrays.ts";
import type { Engine } from "./engine.ts";
import type { Experiment } from "./experiment.ts";

/** Where a kernel's arithmetic runs: the readable TypeScript reference, WebAssembly SIMD, or the GPU. */
export type Device = "scalar" | "wasm" | "webgpu";

/** A finished run. */
export interface Result {
  readonly experiment: Experiment;
  readonly engine: Engine;
  readonly device: Device;
  /** Exact and measured metrics together. */
  readonly metrics: Readonly<Record<string, number>>;
  /** SHA-256 over the experiment's canonical JSON, its exact metrics and its full arrays. */
  readonly digest: string;
  /** Records and outputs under "records/<task>/<name>" and "output/<task>/<name>". */
  readonly arrays: Arrays;
  /** Wall-clock seconds of the computation. */
  readonly seconds: number;
}
