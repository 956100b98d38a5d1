import type { NDArray } from "../../arrays.ts";

/** Where a number of a code is looked at: at so many stops, evenly from −span to span. */
export interface Way {
  readonly stops: number;
  readonly span: number;
}

export const stopOf = ({ stops, span }: Way, k: number): number => span * ((2 * k) / (stops - 1) - 1);

/** Codes, `numbers` × stops: the base, but for one of these numbers each, which goes over its stops. */
export function waysFrom(base: ArrayLike<number>, way: Way, numbers: readonly number[]): NDArray<Float32Array> {
  const { length: width } = base;
  const count = numbers.length * way.stops;
  const values = new Float32Array(count * width);
  for (let n = 0; n < count; n++) {
    values.set(base, n * width);
    values[n * width + numbers[Math.floor(n / way.stops)]] = stopOf(way, n % way.stops);
  }
  return { shape: [count, width], values };
}
