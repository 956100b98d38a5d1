import { bytesOfBase64 } from "../../shared/base64.ts";
import type { Device } from "../../shared/labs/lab.ts";

/** Whether a device of ours may be used here. */
export interface DeviceProbe {
  readonly device: Device;
  /** Null when the device works; else what the runtime lacks or gets wrong, and what would help. */
  probe(): Promise<string | null>;
}

export const devices: readonly DeviceProbe[] = [
  { device: "wasm", probe: async () => wasmComplaint() },
  { device: "scalar", probe: async () => null },
];

/** What WebGPU computes on here: nothing, the processor that imitates a GPU (slower than WebAssembly), or a GPU. Models of other programs may run on it. */
export type Gpu = "none" | "software" | "hardware";

let gpu: Promise<Gpu> | undefined;

/** Looked for once per visit. */
export function findGpu(): Promise<Gpu> {
  gpu ??= lookForGpu();
  return gpu;
}

async function lookForGpu(): Promise<Gpu> {
  try {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
    if (!adapter) return "none";
    return adapter.info.isFallbackAdapter ? "software" : "hardware";
  } catch {
    return "none";
  }
}

/**
 * A module of 380 bytes in 128-bit SIMD. `floats` iterates v ← sqrt(v·a + 0.6) / 1.3 in f32x4 and f64x2 and folds every bit into a hash;
 * `integers` does so with i32x4 multiplication, shift and the i16x8 dot product. The test holds the text of the module's algorithm in
 * scalar arithmetic and gets the same two numbers.
 */
const probeModule =
  "AGFzbQEAAAABBQFgAAF/AwMCAAAHFQIGZmxvYXRzAAAIaW50ZWdlcnMAAQrOAgLTAQIBfwN7/QzNzIw/MzMTQM3MbEDNzLxAIQH9" +
  "DJqZmZmZmfE/MzMzMzMzHUAhAgNAIAH9DJqZ2T+amTlAZmZGQJqZiUD95gFDmpkZP/0T/eQB/eMBQ2Zmpj/9E/3nASEBIAL9DDMz" +
  "MzMzM/s/MzMzMzMzB0D98gFEMzMzMzMz4z/9FP3wAf3vAUTNzMzMzMz0P/0U/fMBIQIgA0GTg4AI/RH9tQEgAf1RIAL9USEDIABB" +
  "AWoiAEHAAEkNAAsgA/0bACAD/RsBaiAD/RsCIAP9GwNqagt3AgF/AXv9DHhWNBLw3ryaqcvtDyFDZYchAQNAIAFBte/J5AL9Ef21" +
  "ASAB/QwDAPv/BwD1/w0A7/8TAOn//boB/a4BIQEgASABQQ/9rQH9USEBIABBAWoiAEHAAEkNAAsgAf0bACAB/RsBaiAB/RsCIAH9" +
  "GwNqags=";

/** What the probe must answer: IEEE 754 arithmetic leaves no choice. */
export const probeAnswers = { floats: -1758322085, integers: 314311518 } as const;

export type ProbeExports = Readonly<Record<keyof typeof probeAnswers, () => number>>;

/** What this runtime lacks to compute on WebAssembly SIMD, null when nothing. `instantiate` is replaced by tests. */
export function wasmComplaint(instantiate: (bytes: Uint8Array<ArrayBuffer>) => ProbeExports = instance): string | null {
  if (typeof WebAssembly === "undefined") {
    return "this browser has no WebAssembly (it may be switched off by a setting or a policy; a current browser has it)";
  }
  const bytes = bytesOfBase64(probeModule);
  let probe: ProbeExports;
  try {
    probe = instantiate(bytes);
  } catch (error) {
    if (!WebAssembly.validate(bytes)) {
      return "this browser has no WebAssembly SIMD (Chrome 91, Firefox 89, Safari 16.4 and later have it)";
    }
    return `WebAssembly could not start: ${error instanceof Error ? error.message : String(error)}`;
  }
  for (const test of ["floats", "integers"] as const) {
    const answer = probe[test]();
    if (answer !== probeAnswers[test]) {
      return `arithmetic self-test failed: ${test} gave ${answer} (must be ${probeAnswers[test]}; results would be wrong here)`;
    }
  }
  return null;
}

function instance(bytes: Uint8Array<ArrayBuffer>): ProbeExports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports as unknown as ProbeExports;
}
