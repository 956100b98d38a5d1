/** Samples that go through together, and what their times are called. */
import type { NumberFormat, RunDevice } from "../devices.ts";

export const BATCHES = [1, 2, 4, 8, 16, 32, 64] as const;

/** Multiply-adds of a batch beyond which plain TypeScript is not measured: it would hold up all others. */
const SCALAR_WORK = 1_500_000;

/** The batches that a device is measured with: the first always. */
export function batchesOf(device: RunDevice, multiplyAdds: number): readonly number[] {
  if (device === "wasm" || device === "int8") return BATCHES;
  return BATCHES.filter((batch) => batch === 1 || batch * multiplyAdds <= SCALAR_WORK);
}

/** Batches with which single layers are measured. */
export const LAYER_BATCHES = [1, 16] as const;

/** Name of a record: milliseconds of one pass of a whole batch. */
export const cellOf = (device: RunDevice, batch: number): string => `ms.${device}.${batch}`;
export const layerCell = (format: NumberFormat, batch: number, stage: number): string =>
  `ms.${format}.${batch}.${stage}`;
