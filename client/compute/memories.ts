import { newMemory } from "../../shared/wasm/instantiate.ts";

/** A larger one is let go: it would take long to clear, and the thread would keep it for as long as it lives. In bytes. */
const KEPT = 1 << 25;

/** What one order takes. */
export interface Lease {
  /** Of at least one page, zero throughout. */
  readonly take: () => WebAssembly.Memory;
  /** When the order no longer uses any that it took. */
  giveBack(): void;
}

/**
 * Leases the memories of a thread, which one order after another uses. Each reserves addresses for all that it could grow to (10 GB in V8), and a
 * process of a browser has them for about a hundred, of all its threads together. One that is let go holds them until its own thread collects
 * garbage, which no other thread that wants one can bring about.
 */
export function openMemories(): () => Lease {
  const free: WebAssembly.Memory[] = [];
  return () => {
    let taken: WebAssembly.Memory[] = [];
    return {
      take() {
        const memory = free.pop() ?? newMemory();
        taken.push(memory);
        return memory;
      },
      giveBack() {
        for (const memory of taken) {
          if (memory.buffer.byteLength > KEPT) continue;
          new Uint8Array(memory.buffer).fill(0);
          free.push(memory);
        }
        taken = [];
      },
    };
  };
}
