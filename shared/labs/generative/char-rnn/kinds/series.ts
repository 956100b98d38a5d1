/** A series as letters: how much each step rises, "a" the most down, "g" the most up. */

/** Per cent that each letter stands for: the middle of what it covers, of the outer ones a guess. */
export const RISES: Readonly<Record<string, number>> = { a: -2.8, b: -1.4, c: -0.6, d: 0, e: 0.6, f: 1.4, g: 2.8 };

/** Prices from 100 on; letters without a meaning change nothing. */
export function pathOf(text: string): Float64Array {
  let price = 100;
  return Float64Array.from([100, ...Array.from(text, (letter) => (price *= 1 + (RISES[letter] ?? 0) / 100))]);
}
