/**
 * Loopy belief propagation on a grid, in sweeps: through the rows each pixel sends its messages ahead, then back from the last pixel to the first. On a
 * single row or column, which is a tree, one sweep is exact. Felzenszwalb & Huttenlocher (2006), Int. J. Computer Vision 70; the order is that of
 * Kolmogorov (2006), IEEE Trans. PAMI 28.
 *
 * Sum-product messages are probabilities, those of max-product costs (−log, the least of each 0).
 */
import { exp } from "../../math/elementary.ts";
import { type GridField, lowest } from "./field.ts";

export type Product = "sum" | "max";

/** Each direction × pixels × labels: of each pair of neighbours the message to the pixel ahead, and the one to the pixel behind. */
export interface Messages {
  readonly ahead: Float64Array;
  readonly behind: Float64Array;
}

/** What a sweep needs of the field beside its numbers: made once. */
export interface Propagation {
  readonly field: GridField;
  readonly product: Product;
  /** Of each pixel and label exp(−U), at most 1; of max-product U. */
  readonly local: Float64Array;
  /** Labels at least so far apart cost the most. */
  readonly reach: number;
  /** exp(−w·V(d)) of each pair for d from 0 to `reach`; of max-product w·V(d). */
  readonly pair: Float64Array;
}

export function propagation(field: GridField, product: Product): Propagation {
  const { labels, unary, weights, apart } = field;
  const reach = apart.indexOf(apart[labels - 1]);
  const factor = product === "sum" ? (cost: number) => exp(-cost) : (cost: number) => cost;
  const pair = new Float64Array(weights.length * (reach + 1));
  for (let edge = 0; edge < weights.length; edge++)
    for (let d = 0; d <= reach; d++) pair[edge * (reach + 1) + d] = factor(weights[edge] * apart[d]);
  const local = unary.slice();
  for (let at = 0; at < local.length; at += labels) {
    const least = local[at + lowest(local, at, labels)];
    for (let k = at; k < at + labels; k++) local[k] = factor(local[k] - least);
  }
  return { field, product, local, reach, pair };
}

/** Messages that say nothing. */
export function silence({ field: { labels, weights }, product }: Propagation): Messages {
  const nothing = () => new Float64Array(weights.length * labels).fill(product === "sum" ? 1 / labels : 0);
  return { ahead: nothing(), behind: nothing() };
}

/** One sweep there and back, in place; of each old message the part `damping` is kept. Returns the largest change of a number in a message. */
export function beliefSweep(to: Propagation, messages: Messages, damping: number): number {
  const { labels, offsets, weights } = to.field;
  const pixels = to.local.length / labels;
  const send = sender(to, damping);
  const heard = new Float64Array(labels);
  let most = 0;
  for (let i = 0; i < pixels; i++) {
    gather(to, messages, i, heard);
    for (let d = 0; d < offsets.length; d++) {
      const edge = d * pixels + i;
      if (weights[edge] > 0) most = Math.max(most, send(heard, messages.behind, messages.ahead, edge));
    }
  }
  for (let i = pixels - 1; i >= 0; i--) {
    gather(to, messages, i, heard);
    for (let d = 0; d < offsets.length; d++) {
      const edge = d * pixels + i - offsets[d];
      if (i >= offsets[d] && weights[edge] > 0)
        most = Math.max(most, send(heard, messages.ahead, messages.behind, edge));
    }
  }
  return most;
}

/** What pixel `i` hears from all sides and from its own observation: a product of probabilities, or a sum of costs. */
function gather(
  { field, product, local }: Propagation,
  { ahead, behind }: Messages,
  i: number,
  out: Float64Array,
): void {
  const { labels, offsets, weights } = field;
  const pixels = local.length / labels;
  for (let k = 0; k < labels; k++) out[k] = local[i * labels + k];
  for (let d = 0; d < offsets.length; d++) {
    const edge = d * pixels + i;
    if (weights[edge] > 0) join(product, out, behind, edge * labels);
    if (i >= offsets[d] && weights[edge - offsets[d]] > 0) join(product, out, ahead, (edge - offsets[d]) * labels);
  }
}

function join(product: Product, out: Float64Array, message: Float64Array, at: number): void {
  if (product === "sum") for (let k = 0; k < out.length; k++) out[k] *= message[at + k];
  else for (let k = 0; k < out.length; k++) out[k] += message[at + k];
}

/** Sends along a pair what a pixel has heard from all others than the one that it is sent to: `back` holds what that one said. */
function sender({ field: { labels }, product, reach, pair }: Propagation, damping: number) {
  const said = new Float64Array(labels);
  const sent = new Float64Array(labels);
  const pass = product === "sum" ? passSum : passMax;
  return (heard: Float64Array, back: Float64Array, out: Float64Array, edge: number): number => {
    const at = edge * labels;
    if (product === "sum") for (let k = 0; k < labels; k++) said[k] = heard[k] / back[at + k];
    else for (let k = 0; k < labels; k++) said[k] = heard[k] - back[at + k];
    pass(said, pair, edge * (reach + 1), reach, sent);
    let most = 0;
    for (let k = 0; k < labels; k++) {
      const next = damping * out[at + k] + (1 - damping) * sent[k];
      most = Math.max(most, Math.abs(next - out[at + k]));
      out[at + k] = next;
    }
    return most;
  };
}

/** Σ_x said(x)·exp(−w·V(|k − x|)), scaled to sum to 1: the share that all labels get, and what those within reach get beyond it. */
function passSum(said: Float64Array, pair: Float64Array, from: number, reach: number, out: Float64Array): void {
  const labels = said.length;
  const far = pair[from + reach];
  let all = 0;
  for (let k = 0; k < labels; k++) all += said[k];
  let sum = 0;
  for (let k = 0; k < labels; k++) {
    let near = said[k] * (pair[from] - far);
    for (let d = 1; d < reach; d++) {
      const more = pair[from + d] - far;
      if (k >= d) near += said[k - d] * more;
      if (k + d < labels) near += said[k + d] * more;
    }
    out[k] = far * all + near;
    sum += out[k];
  }
  for (let k = 0; k < labels; k++) out[k] /= sum;
}

/** min_x said(x) + w·V(|k − x|), less its least: any label at the highest cost, or one within reach. */
function passMax(said: Float64Array, pair: Float64Array, from: number, reach: number, out: Float64Array): void {
  const labels = said.length;
  const least = said[lowest(said, 0, labels)];
  const far = least + pair[from + reach];
  for (let k = 0; k < labels; k++) {
    let best = Math.min(far, said[k]);
    for (let d = 1; d < reach; d++) {
      const more = pair[from + d];
      if (k >= d) best = Math.min(best, said[k - d] + more);
      if (k + d < labels) best = Math.min(best, said[k + d] + more);
    }
    // The least message is `least` itself, at its own label: V(0) = 0.
    out[k] = best - least;
  }
}

/** Of each pixel what it believes: pixels × labels, of sum-product the probability of each label, of max-product the least cost with it, its own least 0. */
export function beliefsOf(to: Propagation, messages: Messages): Float64Array {
  const { labels } = to.field;
  const out = new Float64Array(to.local.length);
  for (let at = 0; at < out.length; at += labels) {
    const own = out.subarray(at, at + labels);
    gather(to, messages, at / labels, own);
    if (to.product === "sum") {
      const sum = own.reduce((a, b) => a + b, 0);
      for (let k = 0; k < labels; k++) own[k] /= sum;
    } else {
      const least = own[lowest(own, 0, labels)];
      for (let k = 0; k < labels; k++) own[k] -= least;
    }
  }
  return out;
}

/** The label that each pixel believes in most; the first of equals. */
export function believedLabels({ field, product }: Propagation, beliefs: Float64Array): Uint8Array {
  return bestLabels(beliefs, field.labels, product === "sum");
}

/** The label of the largest number of each pixel, or of the least. */
export function bestLabels(values: Float64Array, labels: number, largest: boolean): Uint8Array {
  const signed = largest ? values.map((x) => -x) : values;
  return Uint8Array.from({ length: values.length / labels }, (_, i) => lowest(signed, i * labels, labels));
}
