/**
 * Who of a gang answers which shard of a question. Of n threads each has every n-th shard for its own, so that answers come in about ascending order and what a
 * thread keeps of a shard is of use again; whoever is through with its own takes those that others have not begun, from the end.
 */
export class Claims {
  /** Number of the question; then by shard the question for which it was last taken, and after these the one that it has last answered. */
  readonly #words: Int32Array;
  readonly #shards: number;

  constructor(buffer: SharedArrayBuffer, shards: number) {
    this.#words = new Int32Array(buffer);
    this.#shards = shards;
  }

  static bytes(shards: number): number {
    return Int32Array.BYTES_PER_ELEMENT * (1 + 2 * shards);
  }

  /** The leader, while nobody is at work: all shards are free again. */
  open(): void {
    Atomics.add(this.#words, 0, 1);
  }

  /** The shards of one thread, one after another, of so many that are asked. */
  share(rank: number, size: number, asked: number): Share {
    const words = this.#words;
    const question = Atomics.load(words, 0);
    const isFree = (shard: number) => Atomics.exchange(words, 1 + shard, question) !== question;
    let own = rank;
    let others = asked;
    return {
      next() {
        for (; own < asked; own += size) if (isFree(own)) return own;
        while (others-- > 0) if (isFree(others)) return others;
        return undefined;
      },
      finish: (shard) => void Atomics.store(words, 1 + this.#shards + shard, question),
      isAnswered: (shard) => Atomics.load(words, 1 + this.#shards + shard) === question,
    };
  }
}

export interface Share {
  /** The next shard to answer: it is now this thread's. Undefined where none is free. */
  next(): number | undefined;
  /** Its answer is there for all to read. */
  finish(shard: number): void;
  isAnswered(shard: number): boolean;
}
