import type { Result } from "../../shared/experiment/result.ts";
import { recall, remember } from "../i18n/preference.ts";

/** Multiply-adds a second of one thread, before any run has told: a probe of this machine times what the fast kernels gain over it. */
let probed: number | null = null;

/** Four lanes: what kernels in WebAssembly SIMD should gain over the plain loop of the probe. The first run of a lab replaces the guess. */
const gain = 4;

/** How fast this machine is, from a loop of about 15 ms. */
export function probe(now: () => number): number {
  if (probed !== null) return probed;
  const size = 4096;
  const a = new Float32Array(size).fill(0.5);
  let sum = 0;
  let done = 0;
  const start = now();
  while (now() - start < 15) {
    for (let i = 0; i < size; i++) sum = Math.fround(sum * 0.5 + a[i]);
    done += size;
  }
  // The sum is used, so that the loop is not removed.
  probed = (gain * done * (Number.isFinite(sum) ? 1 : 0)) / ((now() - start) / 1000);
  return probed;
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
