import type { Arrays } from "../arrays.ts";
import type { GraphDocument } from "../experiment/document.ts";
import type { ReadingChoice } from "../experiment/reading.ts";
import type { HiddenChain } from "./hidden-chain.ts";

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
  /** A text per row, where the samples are texts ("" where it is missing): their words are a lab's business. */
  readonly texts?: readonly string[];
  /** What the column of texts is called, where a file names it. */
  readonly textsName?: string;
  /** One class per row, in [0, classes). */
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
  /** Each row is a picture of height × width × channels = columns. */
  readonly image?: { readonly width: number; readonly height: number; readonly channels: 1 | 3 };
  /** The region of each pixel of each picture, from 0, where a generator knows it: rows × height × width. */
  readonly regions?: Uint8Array;
  /** Rows per second, in Hz, where rows follow each other in time: columns are channels of sound or of a sensor. */
  readonly rate?: number;
  /** From a safetensors file that was given with the samples: where a lab with weights starts from. */
  readonly weights?: Arrays;
  /** The net that these weights are of, where another program says so: then they have its names. */
  readonly model?: ForeignModel;
  /** The graph of the experiment, where it has one: alone (then there are no rows), or that of which the rows are samples. */
  readonly document?: GraphDocument;
  /** The column that is to be predicted, where one was chosen. */
  readonly target?: number;
  /**
   * How rows are held out where a lab does: drawn, one of each stretch, or the last. Absent: evenly spread, which rows of a generator may be, since they are
   * in no order, and rows of a file need not: of one a quarter, every fourth is of one season.
   */
  readonly heldOut?: "drawn" | "last";
  /** What was done to the user's own files on the way here, for people to be told. */
  readonly notices?: readonly DataNotice[];
  /** For a generator with known factors: rows × factorNames.length, row-major. */
  readonly factors?: { readonly names: readonly string[]; readonly values: Float64Array };
  /** First row of each sequence, where rows are several sequences of steps in time: ascending, from 0. One sequence where it is absent. */
  readonly starts?: Int32Array;
  /** For a generator whose rows come from a hidden Markov model: that model. The classes are its states. */
  readonly chain?: HiddenChain;
  /** For a generator whose density is known: Gaussians, all as likely, about these centres (k × columns), of one deviation in all directions. */
  readonly gaussians?: { readonly centres: Float64Array; readonly deviation: number };
}

/** A net of tensorflow.js: its model.json without the manifest, and what the file is called. */
export interface ForeignModel {
  readonly name: string;
  readonly text: string;
}

/** Something that the user is told of their data; a sentence belongs to each code. */
export interface DataNotice {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What a lab makes of tables, as far as it decides how files are read. */
export interface TableUse {
  /** Constant columns are kept, as the border of pictures is. */
  readonly constants?: true;
  /** Columns of two texts, or of booleans, are numbers: 0 and 1 in order of their text. */
  readonly twoValued?: true;
  /** Columns of few different texts are taken: their values are places in `Table.levels`. */
  readonly states?: true;
  /** A column of sentences is taken as `Table.texts`; "words": one of single words too, where nothing else could be used. */
  readonly texts?: true | "words";
  /** A text file is one text, whatever stands in it: `Table.texts` alone. */
  readonly wholeTexts?: true;
  /** A class decides what a row is for: a row without is refused as a gap is, and the only column of two texts, or a last one of 0 and 1, is the class. */
  readonly everyClass?: true;
  /** Rows are points of the plane, two numbers each, unless they are pictures. */
  readonly plane?: true;
  /** Missing values are taken. */
  readonly gaps?: true;
  /** Pictures are taken: whole numbers from 0 to 255 may be pixels. */
  readonly pictures?: true;
  /** Values must be from 0 to 1: standardising brings each column to that range, and not to mean 0 and variance 1. */
  readonly probabilities?: true;
  /** The choices of a reading that the lab takes (`data.reading`): filled in by `useOf`. */
  readonly takes?: readonly ReadingChoice[];
}
