/**
 * Recorded results: what a preset gave when it was run, committed beside the code, so that home and lab page have something true to show before
 * anything is run. `client/build/record.ts` writes them: `indexes.json` (the words and times that home shows),
 * `recorded/catalogue.json` (the numbers of each run) and the arrays of each result, and beside each family `cards.json` (a picture per lab).
 */
import type { FileFormat } from "../../shared/experiment/experiment.ts";
import type { Card } from "../../shared/labs/card.ts";
import type { Family } from "../../shared/labs/lab.ts";
import type { Localized } from "../../shared/text.ts";
import type { LessonAbout } from "../lessons/lesson.ts";

/** Bytes of recorded results: of one file at most, of one whose records are thinned, and of those of forty labs of three or four presets each. */
export const recordedBytes = { each: 100_000, thinned: 85_000, all: 12_000_000, presets: 140 } as const;

/** What is said about a lab whose code is not loaded. */
export interface LabIndex {
  readonly id: string;
  readonly family: Family;
  readonly title: Localized;
  readonly summary: Localized;
  /** Level and minutes of its lesson, and how many steps it has. */
  readonly lesson: LessonAbout & { readonly steps: number };
  /** Formats of the reader's own files that it takes. */
  readonly formats: readonly FileFormat[];
  readonly presets: readonly IndexedPreset[];
}
/** By the ids of labs. */
export type Indexes = Readonly<Record<string, LabIndex>>;

export interface IndexedPreset {
  readonly id: string;
  readonly title: Localized;
  /** Seconds that the recorded run took. */
  readonly seconds: number;
}

/** The recorded runs of one lab. */
export interface Catalogue {
  readonly presets: readonly RecordedPreset[];
}
/** Metrics and digest are those of the whole run, whatever of its arrays is kept. */
export interface RecordedPreset {
  readonly id: string;
  readonly digest: string;
  readonly seconds: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** The pictures of a family's labs, by lab. */
export type Cards = Readonly<Record<string, Card>>;
