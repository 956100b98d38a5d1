import { type Arrays, array } from "../../arrays.ts";
import { BLOCK_ROWS, type ByteSums } from "./machine.ts";
import type { Moments, MomentsDevice, OpenMoments, PartSums } from "./open.ts";
import { scalarByteSums } from "./scalar.ts";
import { wasmByteSums } from "./wasm.ts";

/**
 * Moments of rows of bytes, 255 being 1, that grow block by block like those of `openMoments`, in a quarter of the time: bytes are summed as whole numbers, nothing
 * is subtracted first, and nothing is rounded before the end, whatever the order. `add` takes bytes alone.
 */
export function openByteMoments(columns: number, on: MomentsDevice, checkpoint?: Arrays): OpenByteMoments {
  const from = checkpoint?.rows && checkpoint;
  const sums = openByteSums(columns, on);
  let rows = from?.rows?.values[0] ?? 0;
  if (from?.sums) sums.restore(from.sums.values as Float64Array, from.products.values as Float64Array);
  return {
    get rows() {
      return rows;
    },
    add(block) {
      sums.add(block, block.length / columns);
      rows += block.length / columns;
    },
    addPart(part, count) {
      sums.addPart(part);
      rows += count;
    },
    moments() {
      if (rows === 0) throw new RangeError("invalid moments: 0 rows (must be ≥ 1)");
      return finishBytes(rows, sums.sums(), sums.products());
    },
    checkpoint: (): Arrays =>
      rows > 0
        ? {
            rows: array(Float64Array.of(rows)),
            sums: array(sums.sums()),
            products: array(sums.products(), [columns, columns]),
          }
        : {},
  };
}

export interface OpenByteMoments extends Pick<OpenMoments, "rows" | "addPart" | "moments" | "checkpoint"> {
  /** Adds one block: whole rows, at most BLOCK_ROWS of them. */
  add(block: Uint8Array): void;
}

/** Sums parts of rows of bytes for moments that grow elsewhere, as `openParts` does. */
export function openByteParts(columns: number, on: MomentsDevice): ByteParts {
  const sums = openByteSums(columns, on);
  return {
    add: (block) => sums.add(block, block.length / columns),
    take: (into) => sums.takePart(into),
  };
}

export interface ByteParts extends Pick<PartSums, "take"> {
  add(block: Uint8Array): void;
}

const openByteSums = (columns: number, on: MomentsDevice): ByteSums =>
  on === "scalar" ? scalarByteSums(columns) : wasmByteSums(on, columns, BLOCK_ROWS);

/** Mean S/n and covariance (n·P − Sᵢ·Sⱼ)/n² of whole numbers, in units of 255; the difference is exact. */
function finishBytes(rows: number, sums: Float64Array, products: Float64Array): Moments {
  const columns = sums.length;
  const isLong = rows * rows * 255 ** 2 > Number.MAX_SAFE_INTEGER;
  const [wide, square] = [BigInt(rows), rows * 255 * (rows * 255)];
  const covariance = new Float64Array(columns * columns);
  for (let i = 0; i < columns; i++)
    for (let j = i; j < columns; j++) {
      const product = products[i * columns + j];
      const difference = isLong
        ? Number(wide * BigInt(product) - BigInt(sums[i]) * BigInt(sums[j]))
        : rows * product - sums[i] * sums[j];
      covariance[i * columns + j] = difference / square;
      covariance[j * columns + i] = difference / square;
    }
  return { rows, mean: sums.map((sum) => sum / (rows * 255)), covariance };
}
