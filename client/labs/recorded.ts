/**
 * Recorded results: what a preset gave when it was run, committed beside the code, so that home and lab page have something true to show before
 * anything is run. `client/build/record.ts` writes them: `catalogue.json` (all), `index.json` (the words and times that home shows), `cards.json` (its
 * pictures), and the arrays of each result.
 */
import type { Family } from "../../shared/labs/lab.ts";
import type { Localized } from "../../shared/text.ts";

export interface Catalogue<P extends IndexedPreset = RecordedPreset> {
  readonly labs: readonly RecordedLab<P>[];
}
export interface RecordedLab<P extends IndexedPreset = RecordedPreset> {
  readonly id: string;
  readonly family: Family;
  readonly title: Localized;
  readonly summary: Localized;
  readonly presets: readonly P[];
}
export interface IndexedPreset {
  readonly id: string;
  readonly title: Localized;
  readonly about: Localized;
  /** Seconds that the recorded run took. */
  readonly seconds: number;
}
export interface RecordedPreset extends IndexedPreset {
  readonly metrics: Readonly<Record<string, number>>;
  readonly digest: string;
}
export type CatalogueIndex = Catalogue<IndexedPreset>;

/** Cards by "<lab>.<preset>". */
export type Cards = Readonly<Record<string, Card>>;

/** The picture of a card. */
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
  /** Lines over their index, each scaled to [0, 1] together: at most 100 points with three digits. */
  | { readonly kind: "lines"; readonly lines: readonly (readonly number[])[] }
  /** Points of the unit square by series. */
  | { readonly kind: "points"; readonly series: readonly (readonly (readonly [number, number])[])[] };
