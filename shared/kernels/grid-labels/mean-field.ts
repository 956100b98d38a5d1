/**
 * Mean field: the product q(x) = Π qᵢ(xᵢ) of least free energy F(q) = ⟨E⟩_q − H(q) ≥ −log Z, by coordinate descent.
 * Wainwright & Jordan (2008), Graphical Models, Exponential Families, and Variational Inference, section 5.3.
 */
import { log } from "../../math/elementary.ts";
import { soften } from "./conditional.ts";
import type { GridField } from "./field.ts";

/** qᵢ ∝ exp(−U(i, ·)): pixels × labels. */
export function meanFieldStart({ labels, unary }: GridField): Float64Array {
  const q = unary.slice();
  for (let at = 0; at < q.length; at += labels) soften(q.subarray(at, at + labels), 1);
  return q;
}

/** One pass over the rows, in place: each qᵢ becomes the best one given the others, so that F never rises. Returns the largest change of a probability. */
export function meanFieldSweep(field: GridField, q: Float64Array): number {
  const { labels, unary } = field;
  const costs = new Float64Array(labels);
  let most = 0;
  for (let at = 0; at < q.length; at += labels) {
    for (let k = 0; k < labels; k++) costs[k] = unary[at + k];
    addExpected(field, q, at / labels, costs);
    soften(costs, 1);
    for (let k = 0; k < labels; k++) {
      most = Math.max(most, Math.abs(costs[k] - q[at + k]));
      q[at + k] = costs[k];
    }
  }
  return most;
}

/** F(q), in nats. */
export function freeEnergyOf(field: GridField, q: Float64Array): number {
  const { labels, unary, offsets } = field;
  const pixels = q.length / labels;
  const costs = new Float64Array(labels);
  let sum = 0;
  for (let i = 0; i < pixels; i++) {
    costs.fill(0);
    for (let d = 0; d < offsets.length; d++) addAhead(field, q, d, i, costs);
    for (let k = 0, at = i * labels; k < labels; k++, at++)
      if (q[at] > 0) sum += q[at] * (unary[at] + costs[k] + log(q[at]));
  }
  return sum;
}

/** Adds Σⱼ w Σ_y qⱼ(y)·V(|k − y|) over the neighbours of pixel `i`. */
function addExpected(field: GridField, q: Float64Array, i: number, out: Float64Array): void {
  const { labels, offsets, weights, apart } = field;
  const pixels = q.length / labels;
  for (let d = 0; d < offsets.length; d++) {
    addAhead(field, q, d, i, out);
    const behind = i - offsets[d];
    if (behind >= 0) addPair(out, weights[d * pixels + behind], apart, q, behind * labels);
  }
}

function addAhead(
  { labels, offsets, weights, apart }: GridField,
  q: Float64Array,
  d: number,
  i: number,
  out: Float64Array,
): void {
  addPair(out, weights[(d * q.length) / labels + i], apart, q, (i + offsets[d]) * labels);
}

function addPair(out: Float64Array, weight: number, apart: Float64Array, q: Float64Array, at: number): void {
  if (weight === 0) return;
  for (let k = 0; k < out.length; k++) {
    let sum = 0;
    for (let y = 0; y < out.length; y++) sum += q[at + y] * apart[k < y ? y - k : k - y];
    out[k] += weight * sum;
  }
}
