/** A bench in parts, of which one that breaks is told and does not end the others. */

import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Broken, Row } from "./bench.ts";

/** What a server that parts ask is known by. */
export interface Watched {
  /** How its program has ended so far, once for each time. */
  readonly ends: readonly string[];
  /** Resolves once it answers. Throws an error when it does not. */
  answering(): Promise<void>;
}

/** The rows of all parts, in order, by what they are about; a part that throws, or during which the program of the server ended, is told in their place or behind them. */
export async function inParts(
  { ends, answering }: Watched,
  parts: Readonly<Record<string, () => Promise<readonly Row[]>>>,
): Promise<readonly (Row | Broken)[]> {
  const all: (Row | Broken)[] = [];
  for (const [work, run] of Object.entries(parts)) {
    const before = ends.length;
    let error: Error | undefined;
    try {
      await answering();
      all.push(...(await run()));
    } catch (thrown) {
      error = thrown instanceof Error ? thrown : new Error(String(thrown));
      // Whatever ended is started anew meanwhile, and its end is heard of.
      await answering().catch(() => {});
    }
    const ended = ends.slice(before).join(", ");
    if (ended) error = new Error(`the server's program ended and was started again (${ended})`, { cause: error });
    if (error) all.push({ work, error });
  }
  return all;
}

/** Listens to how the programs end that this process starts from now on, where their path ends in `name`. */
export function watchEnds(name: string): { readonly ends: readonly string[]; stop(): void } {
  const ends: string[] = [];
  let isStopped = false;
  const started = (message: unknown) => {
    const { process: child } = message as { readonly process: ChildProcess };
    child.once("exit", (code, signal) => {
      if (!isStopped && child.spawnfile.endsWith(name)) ends.push(signal ?? `status ${code}`);
    });
  };
  subscribe("child_process", started);
  const stop = () => {
    isStopped = true;
    unsubscribe("child_process", started);
  };
  return { ends, stop };
}

/** Resolves once the address answers, whatever the status. Throws the last error when it has not within so many seconds. */
export async function untilAnswering(url: string, seconds = 30): Promise<void> {
  for (const end = performance.now() + 1000 * seconds; ; ) {
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
