/**
 * What a pass through a net would cost in energy: an estimate by the numbers of one published table, for one process (45 nm, 0.9 V): M. Horowitz,
 * "Computing's energy problem (and what we can do about it)", ISSCC 2014, pp. 10–14, figure 1.1.9. Not a measurement of this machine.
 */

/** Picojoules per operation: a product and its addition to a sum. Integers of 8 bits are added up in 32. */
export const PICOJOULES = {
  float32: 3.7 + 0.9,
  int8: 0.2 + 0.1,
} as const;

/** Picojoules per byte: 20 for 64 bits of a cache of 32 kB, and at least 1,300 for 64 bits of DRAM (the table says 1.3 to 2.6 nJ). */
export const CACHE = 20 / 8;
export const DRAM = 1300 / 8;

export interface Spent {
  readonly multiplyAdds: number;
  /** Of the weights, each of which comes from memory once. */
  readonly weightBytes: number;
  /** Of what passes between layers: written once and read once, in a cache. */
  readonly valueBytes: number;
}

/** In picojoules, for one sample: arithmetic, and what is carried. */
export interface Energy {
  readonly arithmetic: number;
  readonly memory: number;
}

export function energyOf({ multiplyAdds, weightBytes, valueBytes }: Spent, numbers: keyof typeof PICOJOULES): Energy {
  return {
    arithmetic: multiplyAdds * PICOJOULES[numbers],
    memory: weightBytes * DRAM + 2 * valueBytes * CACHE,
  };
}
