/** A reader of a lesson: `test/labs/<family>/<lab>/walk.ts` says what one does, and `walk.test.ts` goes along. */

/** What a reader does on a lab's page, and the steps (from 1) of its lesson that this ticks. */
export interface Act {
  readonly preset: string;
  /** Parameters changed from the preset's, by path. */
  readonly set?: Readonly<Record<string, string | number | boolean>>;
  /** What shortens the run of a step that asks no more of it than to end well; CONFORMANCE=full runs it whole. */
  readonly shorter?: Readonly<Record<string, string | number | boolean>>;
  readonly view?: string;
  readonly used?: readonly string[];
  readonly run?: true;
  readonly ticks: readonly number[];
}

export interface Walk {
  /** For each preset: the steps that are ticked by running it on a fresh page, and doing nothing else. */
  readonly alone: Readonly<Record<string, readonly number[]>>;
  /** The lesson from its first step to its last. */
  readonly acts: readonly Act[];
}
