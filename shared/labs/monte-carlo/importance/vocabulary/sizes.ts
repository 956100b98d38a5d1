import type { VocabularyParams } from "./fields.ts";

/** Numbers of drawn words at which the bias is measured; that of the run is added, in its place. */
const SIZES = [4, 16, 64, 256, 1024];

export const sizesOf = ({ samples }: Pick<VocabularyParams, "samples">): readonly number[] =>
  [...new Set([...SIZES, samples])].sort((a, b) => a - b);

/** What `found` of the task "gradient" says of each method and size: ‖bias‖², its leading term by theory, ‖ĝ − g‖², its leading term. */
export const FOUND = ["bias", "biasTheory", "spread", "spreadTheory"] as const;
export type Found = (typeof FOUND)[number];

/** Its methods, in order. */
export const GRADIENT_ROWS = ["importance", "sampled", "uncorrected"] as const;
