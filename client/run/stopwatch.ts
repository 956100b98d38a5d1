/** Counts seconds at work, excluding pauses. */
export class Stopwatch {
  readonly #now: () => number;
  #seconds = 0;
  #since: number | null;

  /** `now` in milliseconds; it runs from the start. */
  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  get seconds(): number {
    return this.#seconds + (this.#since === null ? 0 : (this.#now() - this.#since) / 1000);
  }

  stop(): void {
    this.#seconds = this.seconds;
    this.#since = null;
  }

  start(): void {
    this.#since ??= this.#now();
  }
}
