// What is known of neighbours in order: which have equal values, and which are so near that what is computed of them may be equal.
import { NEAR, places, valueOf } from "./records";

/** How many values are equal to those of the rank before. */
export let ties: i32 = 0;
/** The ranks of the first of them, from 0 on, u32, ascending. */
export const tiedRanks: usize = memory.data(4 * 4096, 16);
/** As many as are kept. */
export const KEPT_TIES: i32 = 4096;
/** How many neighbours have numbers that are near each other, and values that differ. */
export let nearPairs: i32 = 0;
/** The first of these pairs, as many as are kept. */
export const pairs: usize = memory.data(16 * 256, 16);
export const KEPT: i32 = 256;

/** Nothing is known. */
export function forgetNear(): void {
  ties = 0;
  nearPairs = 0;
}

/** Notes which values of a stretch of `sorted` are equal to the one before, and which are near it. */
export function keepNear(sorted: usize, from: usize, end: usize): void {
  const near: u64 = NEAR << places;
  for (let at: usize = max(from, sorted + 8); at < end; at += 8) {
    const before: u64 = load<u64>(at - 8);
    const record: u64 = load<u64>(at);
    if (record - before + near > 2 * near) continue;
    if (valueOf(before) == valueOf(record)) {
      if (ties < KEPT_TIES) store<u32>(tiedRanks + (<usize>ties << 2), <u32>((at - sorted) >> 3));
      ties++;
      continue;
    }
    if (nearPairs < KEPT) {
      const to: usize = pairs + (<usize>nearPairs << 4);
      store<u64>(to, before);
      store<u64>(to, record, 8);
    }
    nearPairs++;
  }
}
