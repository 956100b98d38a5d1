/** Samples per step of a chain. */
export const PER_STEP = 20;
