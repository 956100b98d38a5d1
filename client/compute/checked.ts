import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { ForeignProgram } from "../../shared/nets/tensorflow.ts";

/**
 * How far an answer of the GPU may be from that of WebAssembly, as a part of the largest: float32 sums in another order, and exponentials that are not correctly rounded, make
 * up to 1e-4 in deep nets.
 */
const TOLERANCE = 1e-3;

export function webgpuFailed(reason: unknown): ExperimentError {
  const value = reason instanceof Error ? reason.message : String(reason);
  return new ExperimentError("device", "webgpu-failed", `webgpu cannot run the model: ${value} (must be wasm)`, {
    value,
  });
}

/**
 * A model on the GPU whose answers are never taken on trust: the first and the last row of each block go through its twin on WebAssembly too. Where the twin takes a fixed
 * number of rows it answers whole blocks, so only the first, second, fourth, eighth … block is compared. Rejects with an ExperimentError for answers that differ, and where
 * the GPU fails or is lost (`trouble` says so).
 */
export function checked(gpu: ForeignProgram, twin: ForeignProgram, trouble: () => string | undefined): ForeignProgram {
  const isOpen = (twin.inputs[0]?.shape?.[0] ?? null) === null;
  let blocks = 0;
  return {
    inputs: twin.inputs,
    outputs: twin.outputs,
    async predict(values, shape) {
      const found = await onGpu(gpu, values, shape);
      const lost = trouble();
      if (lost !== undefined) throw webgpuFailed(lost);
      blocks++;
      if (!isOpen && (blocks & (blocks - 1)) !== 0) return found;
      const [count, ...own] = shape;
      const rows = isOpen ? [...new Set([0, count - 1])] : Array.from({ length: count }, (_, row) => row);
      const expected = await twin.predict(picked(values, count, rows), [rows.length, ...own]);
      compare(picked(found, count, rows), expected);
      return found;
    },
    close() {
      gpu.close();
      twin.close();
    },
  };
}

async function onGpu(gpu: ForeignProgram, values: Float32Array, shape: readonly number[]): Promise<Float32Array> {
  try {
    return await gpu.predict(values, shape);
  } catch (error) {
    throw webgpuFailed(error);
  }
}

function picked(values: Float32Array, count: number, rows: readonly number[]): Float32Array {
  const width = values.length / count;
  const out = new Float32Array(rows.length * width);
  for (const [i, row] of rows.entries()) out.set(values.subarray(row * width, (row + 1) * width), i * width);
  return out;
}

function compare(found: Float32Array, expected: Float32Array): void {
  const most = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  // NaN on either side is no agreement: WebAssembly then answers alone.
  const isNear = (value: number, i: number) => Math.abs(value - expected[i]) <= TOLERANCE * most + 1e-6;
  const odd = found.findIndex((value, i) => !isNear(value, i));
  if (odd < 0 && found.length === expected.length) return;
  const at = Math.max(0, odd);
  throw new ExperimentError(
    "device",
    "webgpu-differs",
    `webgpu answers ${found[at]} where wasm answers ${expected[at]} (must be wasm)`,
    { value: found[at] ?? "–", expected: expected[at] ?? "–" },
  );
}
