import type { Params } from "./fields.ts";

/** All that is needed to repeat a run: a plain, versioned, validated object. */
export interface Experiment {
  readonly v: 1;
  /** Id of the lab. */
  readonly lab: string;
  /** Whole number in [0, 2^53 − 1]; all random numbers of the run descend from it. */
  readonly seed: number;
  readonly data: DataRef;
  readonly params: Params;
}

/** What the run works on: nothing (the lab brings its own problem), a built-in generator, or files of the user's own. */
export type DataRef = null | GeneratedData | FileData;

export interface GeneratedData {
  readonly generator: string;
  readonly seed: number;
  readonly params: Params;
  /** Where a lab with weights starts from: a safetensors file of the user's own. */
  readonly weights?: FileRef;
}
export interface FileData {
  readonly files: readonly FileRef[];
}
/** A file of the user's own. Its bytes are not part of the experiment: the hash says which file is meant. */
export interface FileRef {
  /** Lower-case hexadecimal SHA-256 of the bytes as given (before gunzip). */
  readonly sha256: string;
  readonly format: FileFormat;
  /** Shape as decoded, for example [60000, 28, 28]. */
  readonly shape: readonly number[];
  readonly name: string;
}
export type FileFormat = "idx" | "csv" | "npy" | "wav" | "png" | "jpeg" | "safetensors";
