/** The browser's locks, shared by the pages that one after the other have this profile. */

type Work = (lock: object | null) => unknown;

interface Options {
  readonly ifAvailable?: boolean;
  readonly signal?: AbortSignal;
}

export class SimLocks {
  readonly #held = new Set<string>();
  readonly #waiting = new Map<string, (() => void)[]>();
  /** Some browsers deny locks together with storage. */
  isDenied = false;

  async request(name: string, ...rest: [Work] | [Options, Work]): Promise<unknown> {
    const work = rest.at(-1) as Work;
    const options = rest.length === 2 ? rest[0] : {};
    if (this.isDenied) throw new DOMException("denied", "SecurityError");
    if (this.#held.has(name) && options.ifAvailable) return work(null);
    while (this.#held.has(name)) await this.#freed(name, options.signal);
    this.#held.add(name);
    try {
      return await work({});
    } finally {
      this.#free(name);
    }
  }

  /** The page that held them is gone. */
  releaseAll(): void {
    for (const name of this.#held) this.#free(name);
  }

  #freed(name: string, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
      this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), resolve]);
    });
  }

  #free(name: string): void {
    if (!this.#held.delete(name)) return;
    const waiting = this.#waiting.get(name) ?? [];
    this.#waiting.delete(name);
    for (const wake of waiting) wake();
  }
}
