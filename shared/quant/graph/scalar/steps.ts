/**
 * Recurrent steps and attention in whole numbers: the documentation and the oracle of shared/quant/assembly/steps.ts. Sums of products become Q10 (units of 1/1024, held
 * to ±32767), gates, states and cells Q15 (units of 2^−15); every product of two Q15 is rounded, halves up. A state goes into products by its code 64 · h + 64.
 */
import type { TypedArray } from "../../../arrays.ts";
import type { StepHead } from "../head.ts";
import { LARGEST_CELL } from "../state.ts";
import { stepTables } from "../tables.ts";
import type { QuantGraph } from "../tensors.ts";
import type { Value } from "../values.ts";

/** Q10 to Q15, linear between the entries of the table. */
function between(table: Int32Array, x: number): number {
  const at = Math.min(Math.max(x, -8192), 8191) + 8192;
  const [low, high] = [table[at >> 6], table[(at >> 6) + 1]];
  return low + (((high - low) * (at & 63) + 32) >> 6);
}

const q15 = (product: number) => Math.floor((product + 16_384) / 32_768);
const codeOf = (h: number) => Math.min(Math.max(((h + 256) >> 9) + 64, 0), 127);

/** Rows [from, to) of a product: ⌊(sum · m + 2^(s − 1)) / 2^s⌋ in Q10. */
function sums({ tensors }: QuantGraph, name: string, x: ArrayLike<number>, from: number, to: number): Int32Array {
  const part = (own: string): TypedArray => tensors[`${name}${own}`];
  const [weights, bias, rescale] = [part("weights"), part("bias"), part("rescale")];
  const inputs = weights.length / bias.length;
  return Int32Array.from({ length: to - from }, (_, at) => {
    const j = from + at;
    let sum = bias[j];
    for (let i = 0; i < inputs; i++) sum += weights[j * inputs + i] * x[i];
    const shift = rescale[bias.length + j];
    const scaled = Math.floor((sum * rescale[j] + 2 ** (shift - 1)) / 2 ** shift);
    return Math.min(Math.max(scaled, -32_767), 32_767);
  });
}

/** The next state h' = n + z (h − n), with gates in the order z, r, n: see `gruLayer` in shared/nets/layers/recurrent.ts. */
export function gru(
  graph: QuantGraph,
  node: StepHead & { readonly op: "gru" },
  x: Uint8Array,
  hidden: Int32Array,
): Uint8Array {
  const { name, units, reset } = node;
  const { sigmoid, tanh } = stepTables();
  const own = sums(graph, `${name}.`, x, 0, 3 * units);
  const codes = Uint8Array.from(hidden, codeOf);
  const back = sums(graph, `${name}.state-`, codes, 0, (reset === "before" ? 2 : 3) * units);
  const gate = (at: number) => between(sigmoid, own[at] + back[at]);
  const r = Int32Array.from(hidden, (_, i) => gate(units + i));
  const before = Uint8Array.from(hidden, (h, i) => codeOf(q15(r[i] * h)));
  const candidate =
    reset === "before"
      ? sums(graph, `${name}.state-`, before, 2 * units, 3 * units)
      : r.map((share, i) => q15(share * back[2 * units + i]));
  for (let i = 0; i < units; i++) {
    const z = gate(i);
    const n = between(tanh, own[2 * units + i] + candidate[i]);
    hidden[i] = q15(z * hidden[i] + (32_768 - z) * n);
  }
  return Uint8Array.from(hidden, codeOf);
}

/** Cells c' = f c + i g, hidden o tanh(c'), with gates in the order i, f, g, o: see `lstmLayer`. */
export function lstm(
  graph: QuantGraph,
  { name, units }: StepHead & { readonly op: "lstm" },
  x: Uint8Array,
  hidden: Int32Array,
  cells: Int32Array,
): Uint8Array {
  const { sigmoid, tanh } = stepTables();
  const own = sums(graph, `${name}.`, x, 0, 4 * units);
  const back = sums(graph, `${name}.state-`, Uint8Array.from(hidden, codeOf), 0, 4 * units);
  const gate = (table: Int32Array, at: number) => between(table, own[at] + back[at]);
  for (let n = 0; n < units; n++) {
    const [i, f, o] = [0, 1, 3].map((part) => gate(sigmoid, part * units + n));
    const g = gate(tanh, 2 * units + n);
    const cell = q15(f * cells[n] + i * g);
    cells[n] = Math.min(Math.max(cell, -LARGEST_CELL), LARGEST_CELL);
    hidden[n] = q15(o * between(tanh, (cells[n] + 16) >> 5));
  }
  return Uint8Array.from(hidden, codeOf);
}

/** Rows seen, keys and values (steps × width). */
export interface Cache {
  readonly seen: Int32Array;
  readonly keys: Int8Array;
  readonly values: Int8Array;
}

/**
 * softmax(q kᵀ / √d) v over the last `steps` rows, this one among them (Vaswani et al. 2017, equation 1). e_t = T[⌊(s_max − s_t) m / 2^s + ½⌋], T[i] = 65535 e^(−i / 64) for i up to 1023;
 * the value is ⌊(2 Σ e v + Σ e) / 2 Σ e⌋ in the codes of the values. A difference of scores is off by 1/128 at most, hence each share by 1 % of itself.
 */
export function attention(
  { tensors }: QuantGraph,
  { name, heads, steps }: StepHead & { readonly op: "attention" },
  from: readonly Value[],
  [q, k, v]: readonly Uint8Array[],
  { seen, keys, values }: Cache,
): Uint8Array {
  const { exp } = stepTables();
  const [multiplier, shift] = tensors[`${name}.rescale`];
  const [query, key, value] = [q, k, v].map((codes, i) => Int8Array.from(codes, (c) => c - from[i].code.zero));
  const width = q.length;
  const place = (seen[0] % steps) * width;
  keys.set(key, place);
  values.set(value, place);
  seen[0] = seen[0] + 1 < 2 * steps ? seen[0] + 1 : steps;
  const count = Math.min(seen[0], steps);
  const each = width / heads;
  const out = new Uint8Array(width);
  for (let first = 0; first < width; first += each) {
    const scores = Array.from({ length: count }, (_, t) => {
      let score = 0;
      for (let i = first; i < first + each; i++) score += query[i] * keys[t * width + i];
      return score;
    });
    const most = Math.max(...scores);
    const e = scores.map((score) => {
      const below = Math.floor(((most - score) * multiplier + 2 ** (shift - 1)) / 2 ** shift);
      return exp[Math.min(below, 1023)];
    });
    const sum = e.reduce((a, b) => a + b, 0);
    for (let i = first; i < first + each; i++) {
      const total = e.reduce((all, share, t) => all + share * values[t * width + i], 0);
      out[i] = Math.min(Math.max(Math.floor((2 * total + sum) / (2 * sum)) + from[2].code.zero, 0), 127);
    }
  }
  return out;
}

/** The vector of a place: the n-th row since nothing was seen has that of the place n. */
export function place(
  { tensors }: QuantGraph,
  { name, units, steps }: StepHead & { readonly op: "place" },
  seen: Int32Array,
): Uint8Array {
  const at = Math.min(seen[0], steps - 1);
  seen[0] = at + 1;
  return (tensors[`${name}.weights`] as Uint8Array).slice(at * units, (at + 1) * units);
}
