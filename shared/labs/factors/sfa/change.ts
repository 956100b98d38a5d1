import type { Arrays } from "../../../arrays.ts";
import {
  type Moments,
  type MomentsDevice,
  type MomentsStart,
  openChangeParts,
  partSize,
} from "../../../kernels/moments/index.ts";
import type { Pass } from "./pass.ts";

/** Moments of ẋ(t) = x(t + 1) − x(t) of rows that come in blocks: the change reaches over the borders. */
export interface ChangeMoments {
  /** Rows of the signal that were seen. */
  readonly rows: number;
  readonly start: MomentsStart | undefined;
  add(rows: Float64Array): void;
  /** What `changePart` found of a block of so many rows. */
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
    addPart(part, rows) {
      moments.addPart(part, rows);
      last = part.slice(changeSize(width) - width, changeSize(width));
    },
    moments: moments.moments,
    save: () => ({ sums: moments.checkpoint(), last }),
  };
}

/** Numbers of a part: that of the moments, then the last row of the block. */
export const changeSize = (width: number): number => partSize(width) + width;

/** The part of a block whose rows, with the one before it, are given. */
export function changePart(
  width: number,
  on: MomentsDevice,
): (start: MomentsStart, rows: Float64Array, into: Float64Array) => void {
  const sum = openChangeParts(width, on);
  return (start, rows, into) => {
    sum(start, rows, into);
    into.set(rows.subarray(rows.length - width), partSize(width));
  };
}
