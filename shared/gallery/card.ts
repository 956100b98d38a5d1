/** What the gallery says of a model: plain data, without its weights. */
import type { Experiment } from "../experiment/experiment.ts";
import type { Localized } from "../text.ts";

/**
 * How samples come about. decoder: standard normal numbers through a net. rbm: Gibbs sampling. diffusion: noise, cleaned step by step. text: one character after
 * another.
 */
export type GalleryKind = "decoder" | "rbm" | "diffusion" | "text";

/** What one sample is. Points: two numbers of the plane, within ± `reach`. Text: what its characters are. */
export type Gives =
  | { readonly kind: "pictures"; readonly height: number; readonly width: number; readonly channels: 1 | 3 }
  | { readonly kind: "points"; readonly reach: number }
  | { readonly kind: "text"; readonly of: "letters" | "melody" | "molecules" };

/** What is found out by training and quantising, and written by `npm run train:gallery`. */
export interface Facts {
  /** Of the file. */
  readonly bytes: number;
  /** Of the file: lower-case hexadecimal. */
  readonly sha256: string;
  /** Of the run that trained it, on WebAssembly. */
  readonly digest: string;
  readonly parameters: number;
  /** Of one pass: a picture of a decoder, a sweep of a machine, a step of diffusion, a character. */
  readonly multiplyAdds: number;
  /** Signs that a text model reads before any text; 1 where it is left out. */
  readonly begin?: number;
  /** Of processors, in whole seconds: what training and quantising took when the file was made, all threads together. Measured, so that of all these it alone differs from machine to machine. */
  readonly seconds: number;
}

/** What is known before. */
export interface Description {
  readonly id: string;
  readonly kind: GalleryKind;
  readonly title: Localized;
  /** What it draws, and how. */
  readonly about: Localized;
  /** What it has learnt from. */
  readonly data: Localized;
  /** Of data and weights. */
  readonly licence: string;
  readonly cannot: Localized;
  readonly gives: Gives;
  /** Temperature where nothing else is said: 1 is what was learnt. */
  readonly temperature: number;
  /** Numbers of a code, of decoders. */
  readonly latent?: number;
  /** Sweeps of a machine or steps of diffusion: as many where nothing else is said, and at most. Characters of a text. */
  readonly steps?: { readonly usual: number; readonly most: number };
  /** The run that trains it: anyone can repeat it. */
  readonly experiment: Experiment;
}

export type GalleryCard = Description & Facts;
