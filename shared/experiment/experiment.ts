import type { GraphDocument } from "./document.ts";
import type { Params } from "./fields.ts";
import type { Reading } from "./reading.ts";
import type { Sweep } from "./sweep.ts";

/** All that is needed to repeat a run: a plain, versioned, validated object. */
export interface Experiment {
  /**
   * Version of the schema: the oldest that can say what this experiment says, so that one that uses nothing new has the canonical JSON, and
   * the digest, that it has always had (`withVersion`). Version 2 added readings, documents, sweeps and formats of graphs.
   */
  readonly v: 1 | 2;
  /** Id of the lab. */
  readonly lab: string;
  /** Whole number in [0, 2^53 − 1]; all random numbers of the run descend from it. */
  readonly seed: number;
  readonly data: DataRef;
  readonly params: Params;
  /** Version 2: the same run for every combination of these values; absent where there is one run. */
  readonly sweep?: Sweep;
}

/** What the run works on: nothing (the lab brings its own problem), a built-in generator, the user's own files, or a graph with its tables. */
export type DataRef = null | GeneratedData | FileData | DocumentData;

export interface GeneratedData {
  readonly generator: string;
  readonly seed: number;
  readonly params: Params;
  /** Where a lab with weights starts from: one of the user's own safetensors files. */
  readonly weights?: FileRef;
}
export interface FileData {
  readonly files: readonly FileRef[];
  /** Version 2: how the files are read, where that differs from what is detected. Absent where nothing does. */
  readonly reading?: Reading;
  /** Version 2: the graph that the files are samples of. */
  readonly document?: GraphDocument;
}
/** Version 2. The document is part of the experiment, however it travels: within a link, or as a blob beside it. */
export interface DocumentData {
  readonly document: GraphDocument;
}
/** One of the user's own files. Its bytes are not part of the experiment: the hash says which file is meant. */
export interface FileRef {
  /** Lower-case hexadecimal SHA-256 of the bytes as given (before gunzip). */
  readonly sha256: string;
  readonly format: FileFormat;
  /** Shape as decoded, for example [60000, 28, 28]; of a graph, its nodes: [37]. */
  readonly shape: readonly number[];
  readonly name: string;
}

export const tableFormats = ["idx", "csv", "npy", "wav", "png", "jpeg", "safetensors"] as const;
/** Version 2: Bayesian networks (BIF 0.15, XMLBIF 0.3) and networks of any kind (UAI). */
export const graphFormats = ["bif", "xmlbif", "uai"] as const;
/** Version 2: a text as it is, of labs that learn texts; `Reading.contents` says so. */
export const textFormats = ["txt"] as const;
export type FileFormat = (typeof tableFormats)[number] | (typeof graphFormats)[number] | (typeof textFormats)[number];
