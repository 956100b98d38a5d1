/** A Philox key: two unsigned 32-bit words. All randomness of a run descends from one key by `fold` and `split`. */
export type Key = readonly [number, number];
