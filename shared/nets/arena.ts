/** Memory that is given out and taken back: always the lowest gap that is large enough. */
export class Arena {
  /** What is free, ascending, no two adjoining; the last has no end. */
  readonly #gaps: { from: number; to: number }[] = [{ from: 0, to: Number.POSITIVE_INFINITY }];
  #size = 0;

  /** Floats that were ever in use: the first that never was. */
  get size(): number {
    return this.#size;
  }

  /** Offset of so many floats, at least 1. */
  take(floats: number): number {
    const at = this.#gaps.findIndex(({ from, to }) => from + floats <= to);
    const gap = this.#gaps[at];
    const offset = gap.from;
    gap.from += floats;
    if (gap.from === gap.to) this.#gaps.splice(at, 1);
    this.#size = Math.max(this.#size, offset + floats);
    return offset;
  }

  /** Of what was taken and not yet released. */
  release(offset: number, floats: number): void {
    const at = this.#gaps.findIndex(({ from }) => from > offset);
    const [before, after] = [this.#gaps[at - 1], this.#gaps[at]];
    const to = offset + floats;
    if (before?.to === offset) {
      before.to = to;
      if (after.from === to) {
        before.to = after.to;
        this.#gaps.splice(at, 1);
      }
    } else if (after.from === to) after.from = offset;
    else this.#gaps.splice(at, 0, { from: offset, to });
  }
}
