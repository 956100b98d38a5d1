import type { Result } from "../../shared/experiment/result.ts";
import type { WasmName } from "../../shared/labs/lab.ts";
import { recall, remember } from "../i18n/preference.ts";

/** Multiply-adds a second of one thread, before any run has told: a probe of this machine times what the fast kernels gain over it. */
let probed: number | null = null;

/** What kernels in WebAssembly SIMD gain over the plain loop of the probe. The first run of a lab replaces the guess. */
const gain = 3;

/** How fast this machine is, from a loop of about 15 ms after as long to let the compiler see it. */
export function probe(now: () => number): number {
  probed ??= gain * Math.max(axpyRate(now), axpyRate(now));
  return probed;
}

/** Multiply-adds a second of y += a x over vectors that fit the first-level cache. */
function axpyRate(now: () => number): number {
  const size = 2048;
  const x = new Float32Array(size).fill(0.5);
  const y = new Float32Array(size);
  let done = 0;
  const start = now();
  while (now() - start < 15) {
    for (let repeat = 0; repeat < 16; repeat++) axpy(0.25, x, y);
    done += 16 * size;
  }
  return done / ((now() - start) / 1000);
}

function axpy(a: number, x: Float32Array, y: Float32Array): void {
  for (let i = 0; i < x.length; i++) y[i] += a * x[i];
}

const name = (lab: string) => `rate.${lab}`;

/** Learns this machine's rate at a lab from a finished run. */
export function learnRate(
  lab: string,
  multiplyAdds: number,
  { seconds }: Pick<Result, "seconds">,
  threads: number,
): void {
  if (seconds < 0.2 || multiplyAdds <= 0) return;
  remember(name(lab), String(multiplyAdds / seconds / threads));
}

/** Bytes on the wire (gzip) of what a run fetches only when it needs it: of tensorflow.js its core, its wasm backend, and that backend's module. */
const onDemand: Partial<Record<WasmName, number>> = { tensorflow: 265_000 };

/** What a run with these further modules downloads, before the browser has kept it. */
export function downloadBytes(modules: readonly WasmName[]): number {
  return modules.reduce((sum, name) => sum + (onDemand[name] ?? 0), 0);
}

export interface Estimate {
  /** Seconds on this machine with so many threads. */
  readonly seconds: number;
  readonly bytes: number;
  /** From an earlier run of the lab here, rather than from the probe. */
  readonly measured: boolean;
}

export function estimate(
  lab: string,
  work: { readonly multiplyAdds: number; readonly bytes: number },
  threads: number,
  now: () => number,
): Estimate {
  const known = Number(recall(name(lab)) ?? 0);
  const measured = Number.isFinite(known) && known > 0;
  const rate = measured ? known : probe(now);
  return { seconds: work.multiplyAdds / (rate * threads), bytes: work.bytes, measured };
}
