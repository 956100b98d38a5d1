import { exp, log, logSumExp } from "../../math/index.ts";
import type { Parameters } from "./machine.ts";

/** Units whose states stand side by side. */
const LOW_BITS = 10;
/** e^x must stay a number: x is at most this. */
const LARGEST_EXPONENT = 690;
/** Factors that are multiplied before their logarithm is taken. */
const TILE = 16;

/**
 * log Z of a machine with binary units over all states of its smaller side, in float64: the algorithm of shared/kernels/rbm/assembly/enumerate.ts without
 * vectors. A few times slower, but the same bits on every device, which the sums of the two machines are not: for what is measured while training goes
 * on. Undefined where a weight is so large that e^x is none.
 */
export function logPartition(parameters: Parameters): number | undefined {
  const { small, large, smallBias, largeBias, weight } = sides(parameters);
  const low = Math.min(small, LOW_BITS);
  const lows = 1 << low;
  const reach = (l: number) => {
    let sum = Math.abs(largeBias[l]);
    for (let s = 0; s < small; s++) sum += Math.abs(weight(l, s));
    return sum;
  };
  let widest = 0;
  for (let l = 0; l < large; l++) widest = Math.max(widest, reach(l));
  if (!(widest < LARGEST_EXPONENT)) return undefined;
  const tile = Math.max(1, Math.min(TILE, Math.floor(LARGEST_EXPONENT / (widest + 1))));
  /** e^(what the low units add to the input of unit l), large × lows. */
  const factors = new Float64Array(large * lows);
  for (let l = 0; l < large; l++) factors.set(lowSums(low, (s) => weight(l, s)).map(exp), l * lows);
  const biases = lowSums(low, (s) => smallBias[s]);
  const logs = new Float64Array(lows);
  const product = new Float64Array(lows);
  const rows = Float64Array.from({ length: 2 ** (small - low) }, (_, row) => {
    const on = (s: number) => ((row >> (s - low)) & 1) === 1;
    let bias = 0;
    for (let s = low; s < small; s++) if (on(s)) bias += smallBias[s];
    for (let i = 0; i < lows; i++) logs[i] = bias + biases[i];
    product.fill(1);
    for (let l = 0; l < large; l++) {
      let x = largeBias[l];
      for (let s = low; s < small; s++) if (on(s)) x += weight(l, s);
      const high = exp(x);
      const from = l * lows;
      for (let i = 0; i < lows; i++) product[i] *= 1 + high * factors[from + i];
      if ((l + 1) % tile > 0 && l + 1 < large) continue;
      for (let i = 0; i < lows; i++) logs[i] += log(product[i]);
      product.fill(1);
    }
    return logSumExp(logs);
  });
  return logSumExp(rows);
}

/** The sums of all states of the first `units` units, the first in the lowest bit. */
function lowSums(units: number, of: (unit: number) => number): Float64Array {
  const out = new Float64Array(1 << units);
  for (let u = 0; u < units; u++) for (let s = 0; s < 1 << u; s++) out[(1 << u) + s] = out[s] + of(u);
  return out;
}

function sides({ weights, visibleBias, hiddenBias }: Parameters) {
  const [visible, hidden] = [visibleBias.length, hiddenBias.length];
  return hidden <= visible
    ? {
        small: hidden,
        large: visible,
        smallBias: hiddenBias,
        largeBias: visibleBias,
        weight: (l: number, s: number) => weights[l * hidden + s],
      }
    : {
        small: visible,
        large: hidden,
        smallBias: visibleBias,
        largeBias: hiddenBias,
        weight: (l: number, s: number) => weights[s * hidden + l],
      };
}
