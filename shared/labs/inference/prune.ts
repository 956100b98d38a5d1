/**
 * Pruning: connections are scored, and those of the lowest scores are set to 0. By magnitude (LeCun et al. 1990 call it the baseline; Han et al. 2015): a single weight has the score |w|, a block the
 * mean of |w|, a unit the root of the mean square of what comes in (Li et al. 2017, with the other norm). At random: a draw of its own for each, the same at every sparsity, so that
 * masks are nested. What is 0 already goes first, so that pruning again to the same sparsity changes nothing.
 */
import { foldIn, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Connections } from "./connections.ts";

/** How connections are chosen. */
export interface Rule {
  readonly structure: "weights" | "blocks" | "units";
  readonly method: "magnitude" | "random";
  /** Scores of all layers together, or of each on its own. */
  readonly scope: "global" | "layer";
}

/** Taps and outputs of a block: those that the integer runtime stores (`shared/quant`). */
export const BLOCK = 4;

/** What falls or stays together. */
interface Piece {
  readonly layer: number;
  /** Of a block its first tap and output; of a unit its output. */
  readonly tap: number;
  readonly output: number;
  readonly size: number;
  readonly score: number;
}

/** Prunes the layers in place to `sparsity`, 0 to 1: to the nearest whole number of weights or units, or of blocks with so many weights. */
export function prune(layers: readonly Connections[], rule: Rule, sparsity: number, key: Key): void {
  const groups = rule.scope === "global" ? [layers.map((_, l) => l)] : layers.map((_, l) => [l]);
  for (const group of groups) {
    if (rule.structure === "weights") pruneWeights(layers, group, rule, sparsity, key);
    else if (rule.structure === "blocks") pruneBlocks(layers, group, rule, sparsity, key);
    else pruneUnits(layers, group, rule, sparsity, key);
  }
}

const drawOf = (key: Key, layer: number) => {
  const own = foldIn(key, layer);
  return (i: number) => 1 + uniform(own, i);
};

function pruneWeights(
  layers: readonly Connections[],
  group: readonly number[],
  { method }: Rule,
  sparsity: number,
  key: Key,
): void {
  const total = group.reduce((sum, l) => sum + layers[l].weights.length, 0);
  const count = Math.round(sparsity * total);
  if (count === 0) return;
  const scores = new Float32Array(total);
  let at = 0;
  for (const l of group) {
    const draw = drawOf(key, l);
    const { weights } = layers[l];
    for (let i = 0; i < weights.length; i++)
      scores[at++] = weights[i] === 0 || method === "magnitude" ? Math.abs(weights[i]) : draw(i);
  }
  const threshold = scores.slice().sort()[count - 1];
  // Of weights with the very score of the threshold the first fall.
  let ties = count;
  for (let i = 0; i < total; i++) if (scores[i] < threshold) ties--;
  at = 0;
  for (const l of group) {
    const { weights } = layers[l];
    for (let i = 0; i < weights.length; i++, at++)
      if (scores[at] < threshold || (scores[at] === threshold && ties-- > 0)) weights[i] = 0;
  }
}

function pruneBlocks(
  layers: readonly Connections[],
  group: readonly number[],
  { method }: Rule,
  sparsity: number,
  key: Key,
): void {
  const total = group.reduce((sum, l) => sum + layers[l].weights.length, 0);
  const pieces = group.flatMap((l) => blocksOf(layers[l], l, method, drawOf(key, l)));
  const wanted = Math.round(sparsity * total);
  let fallen = 0;
  for (const piece of ascending(pieces)) {
    // The nearer of the two numbers of weights.
    if (fallen + piece.size / 2 > wanted) break;
    fallen += piece.size;
    for (const i of insideOf(layers[piece.layer], piece)) layers[piece.layer].weights[i] = 0;
  }
}

function blocksOf(layer: Connections, l: number, method: Rule["method"], draw: (i: number) => number): Piece[] {
  const pieces: Piece[] = [];
  for (let tap = 0; tap < layer.taps; tap += BLOCK)
    for (let output = 0; output < layer.outputs; output += BLOCK) {
      const inside = insideOf(layer, { tap, output });
      const mean = inside.reduce((sum, i) => sum + Math.abs(layer.weights[i]), 0) / inside.length;
      const score = mean === 0 || method === "magnitude" ? mean : draw(pieces.length);
      pieces.push({ layer: l, tap, output, size: inside.length, score });
    }
  return pieces;
}

/** Places of a block's weights: at the edges it has fewer. */
function insideOf({ taps, outputs }: Connections, { tap, output }: Pick<Piece, "tap" | "output">): readonly number[] {
  const inside: number[] = [];
  for (let t = tap; t < Math.min(tap + BLOCK, taps); t++)
    for (let o = output; o < Math.min(output + BLOCK, outputs); o++) inside.push(t * outputs + o);
  return inside;
}

/** Of each hidden layer at least one unit stays: a net without any would be no net. */
function pruneUnits(
  layers: readonly Connections[],
  group: readonly number[],
  { method }: Rule,
  sparsity: number,
  key: Key,
): void {
  const pieces = group.flatMap((l): Piece[] => {
    if (l === layers.length - 1) return [];
    const units = unitsOf(layers[l], l, method, drawOf(key, l));
    const best = units.reduce((most, unit) => (unit.score > most.score ? unit : most));
    return units.map((unit) => (unit === best ? { ...unit, score: Number.POSITIVE_INFINITY } : unit));
  });
  const count = Math.round(sparsity * pieces.length);
  for (const { layer, output, score } of ascending(pieces).slice(0, count))
    if (score < Number.POSITIVE_INFINITY) takeOut(layers, layer, output);
}

function unitsOf(
  { weights, taps, outputs }: Connections,
  l: number,
  method: Rule["method"],
  draw: (i: number) => number,
) {
  return Array.from({ length: outputs }, (_, output): Piece => {
    let square = 0;
    for (let t = 0; t < taps; t++) square += weights[t * outputs + output] ** 2;
    const size = Math.sqrt(square / taps);
    return { layer: l, tap: 0, output, size: 1, score: size === 0 || method === "magnitude" ? size : draw(output) };
  });
}

/** Unit `output` of a hidden layer: what comes in, its bias, and what goes out. */
function takeOut(layers: readonly Connections[], l: number, output: number): void {
  const { weights, bias, taps, outputs } = layers[l];
  for (let t = 0; t < taps; t++) weights[t * outputs + output] = 0;
  if (bias) bias[output] = 0;
  const next = layers[l + 1];
  for (let t = output; t < next.taps; t += outputs) next.weights.fill(0, t * next.outputs, (t + 1) * next.outputs);
}

/** Sorting is stable: of equal scores the first falls first. */
const ascending = (pieces: readonly Piece[]) => pieces.toSorted((a, b) => a.score - b.score);

/** The largest |w| that fell and the smallest that stayed, of weights before and after: what a threshold lies between. */
export function thresholdOf(before: readonly Connections[], after: readonly Connections[]): readonly [number, number] {
  let [fallen, left] = [0, Number.POSITIVE_INFINITY];
  for (const [l, { weights }] of after.entries())
    for (let i = 0; i < weights.length; i++) {
      const size = Math.abs(before[l].weights[i]);
      if (weights[i] === 0) fallen = Math.max(fallen, size);
      else left = Math.min(left, size);
    }
  return [fallen, left];
}

/** What stays 0 while the rest is trained: of each weight that is 0, and of biases of units that were taken out. */
export function heldIn(layers: readonly Connections[], { structure }: Pick<Rule, "structure">) {
  const held: Record<string, Uint8Array> = {};
  for (const [l, { name, weights, bias, taps, outputs }] of layers.entries()) {
    const mask = new Uint8Array(weights.length);
    for (let i = 0; i < weights.length; i++) if (weights[i] === 0) mask[i] = 1;
    held[`${name}.weights`] = mask;
    if (structure !== "units" || !bias || l === layers.length - 1) continue;
    held[`${name}.bias`] = Uint8Array.from(bias, (_, o) => {
      for (let t = 0; t < taps; t++) if (weights[t * outputs + o] !== 0) return 0;
      return 1;
    });
  }
  return held;
}
