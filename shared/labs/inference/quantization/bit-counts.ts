/** Bits of weights that a run tries. */
export const BITS = [2, 3, 4, 5, 6, 7, 8] as const;

/** Held-out pictures that are asked what each costs: the first ones. */
export const ASKED = 200;
