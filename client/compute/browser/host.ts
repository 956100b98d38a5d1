import type { LabEntry } from "../../../shared/labs/index.ts";
import { wasmComplaint } from "../devices.ts";
import { loaded } from "../errors.ts";
import { atomicWaiting } from "../gang-thread.ts";
import { gpuForOrders } from "../gpu/orders.ts";
import type { Host } from "../serve.ts";

/** The web worker that this code runs in, as a host of `serve`. */
export function browserHost(labs: readonly LabEntry[]): Host {
  const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
  return {
    endpoint: scope,
    labs,
    now: () => performance.now(),
    breathe: breather(),
    selfTest: () => wasmComplaint(),
    waiting: atomicWaiting(),
    openGpu: gpuForOrders(async (beat) => (await loaded(import("../gpu/device.ts"))).openGpu({ beat })),
  };
}

/** A message to oneself comes after those that wait; a timer would be held back for 4 ms each time. */
function breather(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
