/** Numbers that more than one part of the lab needs. */

/** Samples of each class that are drawn. */
export const SHOWN = 8;
/** Samples, and real rows, whose nearest labelled row is looked for. */
export const COMPARED = 200;
/** Numbers of the rows that one classifier may learn from. */
export const MOST_NUMBERS = 20_000_000;
/** Held-out rows that are looked at while a classifier learns, and how often. */
export const WATCHED = { every: 20, samples: 300 } as const;
