import { parentPort } from "node:worker_threads";
import nodeEndpoint from "comlink/dist/umd/node-adapter.js";
import type { LabEntry } from "../../shared/labs/index.ts";
import { wasmComplaint } from "../compute/devices.ts";
import { atomicWaiting } from "../compute/gang-thread.ts";
import type { Host } from "../compute/serve.ts";

/** The Node worker thread that this code runs in, as a host of `serve`. */
export function nodeHost(labs: readonly LabEntry[]): Host {
  if (parentPort === null) throw new Error("this script must run in a worker thread");
  return {
    endpoint: nodeEndpoint(parentPort),
    labs,
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    selfTest: () => wasmComplaint(),
    waiting: atomicWaiting(),
  };
}
