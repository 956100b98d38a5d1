/** Equal-sized arrays behind each other, as many as are pushed: at most `most`. */
export class Store {
  values: Float64Array;
  count = 0;
  readonly #size: number;
  readonly #most: number;

  constructor(size: number, most: number) {
    this.#size = size;
    this.#most = most;
    this.values = new Float64Array(Math.min(64, most) * size);
  }

  push(from: Float64Array): void {
    const at = this.count * this.#size;
    if (at + this.#size > this.values.length) {
      // Few slots or nearly all: what has not settled by now hardly will, and memory that is written for the first time costs more than the arithmetic.
      const longer = new Float64Array(Math.min(8 * this.count, this.#most) * this.#size);
      longer.set(this.values);
      this.values = longer;
    }
    this.values.set(from, at);
    this.count++;
  }
}

/** Whether an array agrees with that at `at` to rounding: what made them has settled. */
export function settled(values: Float64Array, at: number, next: Float64Array): boolean {
  let [most, change] = [0, 0];
  for (let i = 0; i < next.length; i++) {
    most = Math.max(most, Math.abs(next[i]));
    change = Math.max(change, Math.abs(next[i] - values[at + i]));
  }
  return change <= SETTLED * Math.sqrt(next.length) * most;
}

/** A few roundings of float64. */
const SETTLED = 3.6e-15;
