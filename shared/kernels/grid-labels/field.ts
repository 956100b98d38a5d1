/**
 * A pairwise Markov random field over the pixels of a picture: each has one of K labels, and
 *
 *     E(x) = Σᵢ U(i, xᵢ) + Σ₍ᵢⱼ₎ w(i, j)·V(|xᵢ − xⱼ|),    p(x) ∝ exp(−E(x)),
 *
 * where V(d) = min(d, t)²/t² is the truncated quadratic, which for t = 1 is Potts: 0 for equal labels, 1 for others. See Blake, Kohli & Rother (eds.),
 * Markov Random Fields for Vision and Image Processing, MIT Press 2011, chapter 1.
 */

/** Which pixels are neighbours: the 4 that share a side, or the 8 that share a corner as well. */
export type Neighbourhood = 4 | 8;

export interface GridField {
  readonly width: number;
  readonly height: number;
  /** K ≥ 2. */
  readonly labels: number;
  /** U: pixels × labels, row-major. */
  readonly unary: Float64Array;
  /** How far ahead in the order of rows the other pixel of a pair is, for each direction of pairs: right, down, and of 8 neighbours down-right, down-left. */
  readonly offsets: readonly number[];
  /** w ≥ 0 of each pixel and the one `offsets[d]` ahead: directions × pixels; 0 where there is none. */
  readonly weights: Float64Array;
  /** V(d) of labels that are d apart: K numbers. */
  readonly apart: Float64Array;
}

/** What the potentials are rounded to. Sums of Potts energies below 2^33 are then exact, in any order: a flow equals its cut to the last bit. */
const GRAIN = 2 ** 20;
const rounded = (x: number) => Math.round(x * GRAIN) / GRAIN;

export interface FieldShape {
  readonly width: number;
  readonly height: number;
  readonly labels: number;
}

const STEPS = [
  [1, 0],
  [0, 1],
  [1, 1],
  [-1, 1],
] as const;

/**
 * The field of these potentials, rounded to multiples of 2^-20. `weight` gives w ≥ 0 of two pixels and the distance between their centres, 1 or √2;
 * `truncation` is t ≥ 1.
 */
export function gridField(
  { width, height, labels }: FieldShape,
  unary: Float64Array,
  weight: (a: number, b: number, distance: number) => number,
  { neighbours = 4, truncation = 1 }: { readonly neighbours?: Neighbourhood; readonly truncation?: number } = {},
): GridField {
  const pixels = width * height;
  if (unary.length !== pixels * labels)
    throw new RangeError(`unary potentials: ${unary.length} (must be ${pixels} × ${labels})`);
  const steps = STEPS.slice(0, neighbours / 2);
  const weights = new Float64Array(steps.length * pixels);
  for (const [d, [dx, dy]] of steps.entries())
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++)
        if (x + dx >= 0 && x + dx < width && y + dy < height)
          weights[d * pixels + i] = rounded(weight(i, i + dy * width + dx, d < 2 ? 1 : Math.SQRT2));
  return {
    width,
    height,
    labels,
    unary: unary.map(rounded),
    offsets: steps.map(([dx, dy]) => dy * width + dx),
    weights,
    apart: Float64Array.from({ length: labels }, (_, d) => Math.min(d / truncation, 1) ** 2),
  };
}

/** The labels that each pixel would take alone: argmin U, the smallest of equals. */
export function likeliestLabels({ labels, unary }: Pick<GridField, "labels" | "unary">): Uint8Array {
  return Uint8Array.from({ length: unary.length / labels }, (_, i) => lowest(unary, i * labels, labels));
}

/** Place, from 0, of the smallest of `count` numbers from `from` on; the first of equals. */
export function lowest(values: Float64Array, from: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) if (values[from + k] < values[from + best]) best = k;
  return best;
}

/** E(x). */
export function energyOf(field: GridField, x: Uint8Array): number {
  const { labels, unary, offsets, weights, apart } = field;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += unary[i * labels + x[i]];
  for (const [d, offset] of offsets.entries())
    for (let i = 0, edge = d * x.length; i < x.length; i++, edge++)
      if (weights[edge] > 0) sum += weights[edge] * apart[Math.abs(x[i] - x[i + offset])];
  return sum;
}

/** A neighbour of a pixel, and the weight of the pair. */
export interface Neighbour {
  readonly pixel: number;
  readonly weight: number;
}

/** The Markov blanket of a pixel: its neighbours, those of weight 0 left out. */
export function blanketOf({ width, height, offsets, weights }: GridField, pixel: number): readonly Neighbour[] {
  const pixels = width * height;
  return offsets.flatMap((offset, d) => {
    const behind = pixel - offset;
    return [
      { pixel: behind, weight: behind < 0 ? 0 : weights[d * pixels + behind] },
      { pixel: pixel + offset, weight: weights[d * pixels + pixel] },
    ].filter(({ weight }) => weight > 0);
  });
}

/** What each label of pixel `i` costs while its neighbours are as they are, U(i, k) + Σⱼ w·V(|k − xⱼ|), into `out` of K numbers. */
export function localCosts(field: GridField, x: Uint8Array, i: number, out: Float64Array): void {
  const { labels, unary, offsets, weights, apart } = field;
  const pixels = x.length;
  for (let k = 0; k < labels; k++) out[k] = unary[i * labels + k];
  for (let d = 0; d < offsets.length; d++) {
    const offset = offsets[d];
    const ahead = weights[d * pixels + i];
    if (ahead > 0) addCosts(out, ahead, apart, x[i + offset]);
    const behind = i < offset ? 0 : weights[d * pixels + i - offset];
    if (behind > 0) addCosts(out, behind, apart, x[i - offset]);
  }
}

function addCosts(out: Float64Array, weight: number, apart: Float64Array, label: number): void {
  for (let k = 0; k < out.length; k++) out[k] += weight * apart[k < label ? label - k : k - label];
}
