import type { Arrays } from "../../../arrays.ts";
import {
  type Moments,
  type MomentsDevice,
  type MomentsStart,
  openParts,
  type PartSums,
  partSize,
} from "../../../kernels/moments/index.ts";
import type { Pass } from "./pass.ts";

/** Moments of ẋ(t) = x(t + 1) − x(t) of rows that come in blocks: the change reaches over the borders. */
export interface ChangeMoments {
  /** Rows of the signal that were seen. */
  readonly rows: number;
  readonly start: MomentsStart | undefined;
  add(rows: Float64Array): void;
  /** Ends a part of the blocks. */
  endPart(): void;
  /** What `openChangeParts` found of so many rows. */
  addPart(part: Float64Array, rows: number): void;
  moments(): Moments;
  save(): SavedChange;
}

export interface SavedChange {
  readonly sums: Arrays;
  /** The last row that was seen. */
  readonly last?: Float64Array | undefined;
}

export function openChange(pass: Pass, width: number, saved?: SavedChange): ChangeMoments {
  const moments = pass.moments(width, saved?.sums);
  let last = saved?.last;
  return {
    get rows() {
      return last ? moments.rows + 1 : 0;
    },
    get start() {
      return moments.start;
    },
    add(rows) {
      const own = last ? rows : rows.subarray(width);
      if (own.length > 0) moments.addChanges(last ?? rows.subarray(0, width), own);
      last = rows.slice(rows.length - width);
    },
    endPart: moments.endPart,
    addPart(part, rows) {
      moments.addPart(part, rows);
      last = part.slice(changeSize(width) - width, changeSize(width));
    },
    moments: moments.moments,
    save: () => ({ sums: moments.checkpoint(), last }),
  };
}

/** Numbers of a part: that of the moments, then its last row. */
export const changeSize = (width: number): number => partSize(width) + width;

/** Sums parts of the rows for a change that grows elsewhere. */
export interface ChangeParts extends Pick<PartSums, "begin" | "take"> {
  /** Adds a block, with the row before it. */
  add(rows: Float64Array): void;
}

export function openChangeParts(width: number, on: MomentsDevice): ChangeParts {
  const sums = openParts(width, on);
  const last = new Float64Array(width);
  return {
    begin: sums.begin,
    add(rows) {
      sums.addChanges(rows.subarray(0, width), rows.subarray(width));
      last.set(rows.subarray(rows.length - width));
    },
    take(into) {
      sums.take(into);
      into.set(last, partSize(width));
    },
  };
}
