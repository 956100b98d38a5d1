import type { Table } from "../data/table.ts";
import type { Fold } from "./fold.ts";

/** Stan's CSV, a file per chain in a ZIP; NumPy's array of draws; JSON for ArviZ. */
export const drawsFormats = ["stan", "npy", "arviz"] as const;
export type DrawsFormat = (typeof drawsFormats)[number];

export interface DrawsFile {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  /** One after the other. */
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
}

/** The run whose draws are written. */
export interface DrawsOf {
  readonly fold: Fold;
  /** Its parameters are those of the lab. */
  readonly experiment: { readonly seed: number; readonly params: object };
  readonly data: Table | null;
}

/** How the draws of Markov chains leave. Those of warm-up are left out unless wanted (an array for NumPy never has them). */
export interface DrawsWriter {
  /** Stan's CSV, a text per chain. */
  stanCsv(run: DrawsOf, saveWarmup: boolean): readonly string[];
  /** All chains as one file; what is yielded is the part that is written, from 0 to 1. Throws a RangeError where there is more than a file can hold. */
  writing(format: DrawsFormat, run: DrawsOf, saveWarmup: boolean): Generator<number, DrawsFile>;
  /** The same in one go. */
  file(format: DrawsFormat, run: DrawsOf, saveWarmup: boolean): DrawsFile;
}
