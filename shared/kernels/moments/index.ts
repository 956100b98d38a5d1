/**
 * Mean and covariance of a table that is never held in memory as a whole: its rows arrive in blocks. A first guess of mean and scale, from the
 * first block, is subtracted before squares are summed (Chan, Golub & LeVeque, The American Statistician 37, 1983), so that neither a mean that
 * is large relative to the spread nor columns of 1e±150 cost digits. The order of summation depends on the rows and on nothing else.
 */
import type { Arrays } from "../../arrays.ts";
import { array } from "../../arrays.ts";
import { exponent, powerOfTwo } from "../../math/bits.ts";
import { BLOCK_ROWS, blockCount, changesOf, type Rows, type Sums, type Values } from "./machine.ts";
import type { Growth, Moments, MomentsDevice, MomentsStart, OpenMoments, PartSums } from "./open.ts";
import { fillRecurring, type Recurring } from "./recurring.ts";
import { scalarSums } from "./scalar.ts";
import { wasmSums } from "./wasm.ts";

export { openByteMoments, openByteParts } from "./bytes.ts";
export { BLOCK_ROWS, blockCount, partSize, type Rows, type Values } from "./machine.ts";
export type { Growth, Moments, MomentsDevice, MomentsStart, OpenMoments, PartSums } from "./open.ts";
export { type Recurring, recurringProducts } from "./recurring.ts";

/**
 * Moments that grow block by block, from nothing or from a checkpoint, which is empty where no block was added. Where products of columns recur, one of each kind
 * is summed; nothing is then subtracted first, since products of what is left would not recur: for columns of about size 1, whose means are no larger.
 */
export function openMoments(columns: number, on: MomentsDevice, checkpoint?: Arrays, growth: Growth = {}): OpenMoments {
  const { recurring, inParts = false } = growth;
  const from = checkpoint?.rows && checkpoint;
  const sums = openSums(columns, on, growth);
  const products = () => (recurring ? fillRecurring(sums.products(), recurring) : sums.products());
  let start: MomentsStart | undefined = from?.shift && {
    shift: from.shift.values as Float64Array,
    scale: from.scale.values as Float64Array,
  };
  let rows = from?.rows?.values[0] ?? 0;
  let isOpen = false;
  const requireWhole = () => {
    if (isOpen) throw new Error("a part of the rows is open");
  };
  if (from && start) {
    sums.begin(start.shift, start.scale);
    sums.restore(from.sums.values as Float64Array, from.products.values as Float64Array);
  }
  const open: OpenMoments = {
    get rows() {
      return rows;
    },
    add(block) {
      const count = block.length / columns;
      if (!start) {
        start = recurring ? asTheyAre(columns) : startOf(block, columns);
        sums.begin(start.shift, start.scale);
      }
      sums.add(block, count);
      rows += count;
      isOpen = inParts;
    },
    addChanges(before, block) {
      // What is subtracted from them is found from the first.
      if (!start) return open.add(changesOf(before, block));
      sums.addChanges(before, block, block.length / columns);
      rows += block.length / columns;
      isOpen = inParts;
    },
    endPart() {
      sums.endPart();
      isOpen = false;
    },
    addPart(part, count) {
      requireWhole();
      sums.addPart(part);
      rows += count;
    },
    get start() {
      return start;
    },
    moments() {
      if (!start) throw new RangeError("invalid moments: 0 rows (must be ≥ 1)");
      requireWhole();
      return finish(rows, start.shift, start.scale, sums.sums(), products());
    },
    checkpoint(): Arrays {
      if (!start) return {};
      requireWhole();
      return {
        rows: array(Float64Array.of(rows)),
        shift: array(start.shift.slice()),
        scale: array(start.scale.slice()),
        sums: array(sums.sums()),
        products: array(products(), [columns, columns]),
      };
    },
  };
  return open;
}

function openSums(columns: number, on: MomentsDevice, growth: Growth): Sums {
  return on === "scalar" ? scalarSums(columns, growth) : wasmSums(on, columns, BLOCK_ROWS, growth);
}

/** Sums parts of the rows for moments that grow elsewhere. */
export function openParts(columns: number, on: MomentsDevice, recurring?: Recurring): PartSums {
  const sums = openSums(columns, on, { recurring });
  return {
    begin: ({ shift, scale }) => sums.begin(shift, scale),
    add: (block) => sums.add(block, block.length / columns),
    addChanges: (before, block) => sums.addChanges(before, block, block.length / columns),
    take: (into) => sums.takePart(into),
  };
}

/** Rows of block i, a view into the table. */
export function blockOf({ rows, columns, values }: Rows, i: number): Values {
  return values.subarray(i * BLOCK_ROWS * columns, Math.min(rows, (i + 1) * BLOCK_ROWS) * columns);
}

/** Mean and covariance of all rows at once, ≥ 1. */
export function momentsOf(data: Rows, on: MomentsDevice): Moments {
  const open = openMoments(data.columns, on);
  for (let i = 0; i < blockCount(data.rows); i++) open.add(blockOf(data, i));
  return open.moments();
}

/** Moments of several tables taken together, from the moments of each; at least one. */
export function combineMoments(parts: readonly Moments[]): Moments {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const [{ mean: first }] = parts;
  const columns = first.length;
  const mean = first.map((start, j) => {
    let away = 0;
    for (const part of parts) away += (part.rows / rows) * (part.mean[j] - start);
    return start + away;
  });
  const covariance = new Float64Array(columns * columns);
  for (const part of parts) {
    const about = covarianceAbout(part, mean);
    for (let at = 0; at < covariance.length; at++) covariance[at] += (part.rows / rows) * about[at];
  }
  return { rows, mean, covariance };
}

/** Mean product of deviations from `centre` instead of the own mean, columns × columns. */
export function covarianceAbout({ mean, covariance }: Moments, centre: Float64Array): Float64Array {
  const columns = mean.length;
  const away = mean.map((value, j) => value - centre[j]);
  return covariance.map((value, at) => value + away[Math.floor(at / columns)] * away[at % columns]);
}

const asTheyAre = (columns: number): MomentsStart => ({
  shift: new Float64Array(columns),
  scale: new Float64Array(columns).fill(1),
});

/** Shift = mean of the block, as its first row plus the mean of what differs: exact for a constant column. Scale: a power of two. */
function startOf(block: Values, columns: number): MomentsStart {
  const unit = block instanceof Uint8Array ? 255 : 1;
  const rows = block.length / columns;
  const shift = new Float64Array(columns);
  const scale = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const first = block[j] / unit;
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += block[r * columns + j] / unit - first;
    shift[j] = first + sum / rows;
    let size = 0;
    for (let r = 0; r < rows; r++) size = Math.max(size, Math.abs(block[r * columns + j] / unit - shift[j]));
    const e = size > 0 ? Math.min(Math.max(exponent(size), -1000), 1000) : 0;
    scale[j] = powerOfTwo(-e);
  }
  return { shift, scale };
}

function finish(
  rows: number,
  shift: Float64Array,
  scale: Float64Array,
  sums: Float64Array,
  products: Float64Array,
): Moments {
  const columns = shift.length;
  const mean = new Float64Array(columns);
  const covariance = new Float64Array(columns * columns);
  for (let i = 0; i < columns; i++) {
    const centre = sums[i] / rows;
    mean[i] = shift[i] + centre / scale[i];
    for (let j = i; j < columns; j++) {
      const scaled = products[i * columns + j] / rows - centre * (sums[j] / rows);
      const value = (i === j ? Math.max(scaled, 0) : scaled) / scale[i] / scale[j];
      covariance[i * columns + j] = value;
      covariance[j * columns + i] = value;
    }
  }
  return { rows, mean, covariance };
}
