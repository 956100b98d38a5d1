import { ExperimentError } from "../../../shared/experiment/errors.ts";

/** None to be had; its arithmetic is not what it should be; the net is too large for it; it was lost, or could not do what it was asked for. */
export const gpuTroubles = ["gpu-missing", "gpu-unfit", "gpu-full", "gpu-lost"] as const;
export type GpuTrouble = (typeof gpuTroubles)[number];

export function gpuFailed(code: GpuTrouble, reason: unknown): ExperimentError {
  const said = reason instanceof Error ? reason.message : String(reason);
  // Browsers add the lines of the shader and the way of the call.
  const [line = "?"] = said.split("\n").filter((one) => one.trim() !== "");
  const value = line.slice(0, 160).replace(/\.$/, "");
  return new ExperimentError("device", code, `webgpu cannot compute this: ${value} (must be wasm)`, { value });
}
