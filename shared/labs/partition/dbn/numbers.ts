/** Numbers that more than one part of the lab needs. */

/** Labelled rows per step of fine-tuning. */
export const FINE_BATCH = 20;
/** Rows that go up through the stack and down again, and of them those that are drawn. */
export const RETURNED = 200;
export const RETURNED_SHOWN = 8;
/** Sweeps of the top machine that a frame of a dream stands for. */
export const SWEEPS = 5;
