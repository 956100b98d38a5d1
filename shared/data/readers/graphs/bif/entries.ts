import type { Named, Place } from "../source.ts";

/** Numbers of a row or a table. */
export interface Numbers {
  readonly values: readonly number[];
  /** Where they begin. */
  readonly place: Place;
}

export interface Row {
  /** One state per parent. */
  readonly labels: readonly Named[];
  readonly numbers: readonly number[];
  readonly place: Place;
}

/** What a block "probability" says of numbers. */
export interface Entries {
  readonly rows: readonly Row[];
  /** For all rows that are not named. */
  readonly other?: Numbers;
  /** All numbers at once, the child's states slowest, the last parent's fastest. */
  readonly table?: Numbers;
  /** `property function max`: rows for single causes, from which all others follow. */
  readonly isNoisyMax: boolean;
}

/** Rows of a table as far as they are known. */
export interface KnownRows {
  /** Rows × states of the child. */
  readonly numbers: number[];
  /** By row: where it stands in the file, or what it follows from. */
  readonly places: (Place | undefined)[];
}
