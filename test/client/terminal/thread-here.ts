import nodeEndpoint from "comlink/dist/umd/node-adapter.js";
import { wasmComplaint } from "../../../client/compute/devices.ts";
import { serve } from "../../../client/compute/serve.ts";
import type { Port } from "../../../client/compute/thread.ts";
import type { createNodePool } from "../../../client/terminal/pool.ts";
import { labs as allLabs, type LabEntry } from "../../../shared/labs/index.ts";

/**
 * A thread of the terminal's pool that shares the thread of its test, and with it all modules that are loaded: it takes the same messages as one of
 * its own (pool.test.ts has these), and does one thing at a time.
 */
export function threadHere(labs: readonly LabEntry[] = allLabs): Port {
  const { port1, port2 } = new MessageChannel();
  serve({
    endpoint: nodeEndpoint(port2 as never),
    labs,
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    selfTest: () => wasmComplaint(),
    waiting: null,
  });
  return { endpoint: nodeEndpoint(port1 as never), onBroken() {}, terminate: () => port1.close() };
}

/** The module `client/terminal/pool.ts` with such threads. */
export function withThreadsHere<M extends { readonly createNodePool: typeof createNodePool }>(pool: M): M {
  const here: typeof createNodePool = (options) => pool.createNodePool({ ...options, spawn: () => threadHere() });
  return { ...pool, createNodePool: here };
}
