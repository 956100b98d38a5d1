import { log, pow } from "../../math/index.ts";
import type { NoiseTable } from "./machine.ts";

/** q ∝ frequency^power; frequencies > 0. Power 0 is uniform, 1 the frequencies themselves. */
export function noiseOf(frequencies: ArrayLike<number>, power: number): Float64Array {
  const raised = Float64Array.from(frequencies, (f) => pow(f, power));
  const total = raised.reduce((sum, q) => sum + q, 0);
  return raised.map((q) => q / total);
}

/** Walker's alias table of probabilities that add up to one (Vose 1991): a draw costs one uniform whatever the number of words. */
export function noiseTable(q: Float64Array): NoiseTable {
  const n = q.length;
  const accept = new Float64Array(n);
  const alias = new Uint32Array(n);
  const scaled = q.map((one) => one * n);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = n - 1; i >= 0; i--) (scaled[i] < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const [low, high] = [small.pop() as number, large.pop() as number];
    accept[low] = scaled[low];
    alias[low] = high;
    scaled[high] -= 1 - scaled[low];
    (scaled[high] < 1 ? small : large).push(high);
  }
  // What is left differs from one by rounding alone.
  for (const i of [...small, ...large]) {
    accept[i] = 1;
    alias[i] = i;
  }
  return { accept, alias, logQ: Float32Array.from(q, log) };
}
