/**
 * Recorded results: what a preset gave when it was run, committed beside the code, so that home and lab page have something true to show before
 * anything is run. `client/build/record.ts` writes them.
 */
import type { Family } from "../../shared/labs/lab.ts";
import type { Localized } from "../../shared/text.ts";

export interface Catalogue {
  readonly labs: readonly RecordedLab[];
}
export interface RecordedLab {
  readonly id: string;
  readonly family: Family;
  readonly title: Localized;
  readonly summary: Localized;
  readonly presets: readonly RecordedPreset[];
}
export interface RecordedPreset {
  readonly id: string;
  readonly title: Localized;
  readonly about: Localized;
  readonly metrics: Readonly<Record<string, number>>;
  /** Seconds that the recorded run took. */
  readonly seconds: number;
  readonly digest: string;
  readonly card: Card;
}

/** The picture of a card: small enough to come with the first page. */
export type Card =
  /** Pictures side by side, bytes 0–255 as base64. */
  | {
      readonly kind: "images";
      readonly width: number;
      readonly height: number;
      readonly count: number;
      readonly bytes: string;
      readonly map: "grey" | "diverging";
    }
  /** Lines over their index, each scaled to [0, 1] together: at most 120 points with three digits. */
  | { readonly kind: "lines"; readonly lines: readonly (readonly number[])[] }
  /** Points of the unit square by series. */
  | { readonly kind: "points"; readonly series: readonly (readonly (readonly [number, number])[])[] };
