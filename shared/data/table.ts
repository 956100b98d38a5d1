import type { Arrays } from "../arrays.ts";
import type { GraphDocument } from "../experiment/document.ts";

/**
 * The one shape in which data reach a lab: rows are samples, columns are variables. Values are row-major,
 * `rows × columns`. Bytes stay bytes (a pixel of 255 means 1): see `toFloat32` and `toFloat64`.
 */
export interface Table {
  readonly rows: number;
  readonly columns: number;
  readonly values: Uint8Array | Float32Array | Float64Array;
  /** Same length as `values`, 1 where a value is present, 0 where it is missing; absent when nothing is missing. */
  readonly mask?: Uint8Array;
  /** One name per column, where the source has names. */
  readonly names?: readonly string[];
  /** Of columns that held text: what 0, 1, … stand for. */
  readonly levels?: readonly (readonly string[] | undefined)[];
  /** One class per row, in [0, classes). */
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
  /** Each row is a picture of height × width × channels = columns. */
  readonly image?: { readonly width: number; readonly height: number; readonly channels: 1 | 3 };
  /** Rows per second, in Hz, where rows follow each other in time: columns are channels of sound or of a sensor. */
  readonly rate?: number;
  /** From a safetensors file that was given with the samples: where a lab with weights starts from. */
  readonly weights?: Arrays;
  /** The graph of the experiment, where it has one: alone (then there are no rows), or that of which the rows are samples. */
  readonly document?: GraphDocument;
  /** For a generator with known factors: rows × factorNames.length, row-major. */
  readonly factors?: { readonly names: readonly string[]; readonly values: Float64Array };
}
