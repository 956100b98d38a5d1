import { exp, log, sigmoid } from "../../math/index.ts";
import { fillWords, foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Path } from "./path.ts";

const TWO_32 = 4294967296;

/**
 * An Ising model on a grid with free edges: log p*(s) = K Σ_⟨ij⟩ s_i s_j + H Σ_i s_i, s_i = ±1, K = 1/T and H = h/T (J = k = 1). With `ring` the first and
 * the last column are neighbours too, which takes three columns at least.
 */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly ring: boolean;
  /** K ≥ 0. */
  readonly coupling: number;
  /** H. */
  readonly field: number;
}

/** Pairs of neighbours. */
export function bondsOf({ columns, rows, ring }: Pick<Grid, "columns" | "rows" | "ring">): number {
  return rows * (ring ? columns : columns - 1) + columns * (rows - 1);
}

/** Sites beside each site; row-major. */
function neighboursOf({
  columns,
  rows,
  ring,
}: Pick<Grid, "columns" | "rows" | "ring">): readonly (readonly number[])[] {
  return Array.from({ length: columns * rows }, (_, site) => {
    const [row, column] = [Math.floor(site / columns), site % columns];
    const at = (r: number, c: number) => r * columns + c;
    const beside = [column - 1, column + 1].map((c) => (ring ? (c + columns) % columns : c));
    return [
      ...beside.filter((c) => c >= 0 && c < columns).map((c) => at(row, c)),
      ...[row - 1, row + 1].filter((r) => r >= 0 && r < rows).map((r) => at(r, column)),
    ];
  });
}

/**
 * The path to a grid from independent sites that are up with the probabilities `rates` (all within (0, 1)): p*_β(s) = Π e^(1−β)a_i s_i · p*(s)^β,
 * a_i = ½ log(r_i / (1 − r_i)). A sweep is heat bath, site after site.
 */
export function gridPath(grid: Grid, rates: ArrayLike<number>): Path {
  const { coupling, field } = grid;
  const sites = grid.columns * grid.rows;
  const neighbours = neighboursOf(grid);
  const base = Float64Array.from(rates, (rate) => 0.5 * log(rate / (1 - rate)));
  const isFlat = base.every((a) => a === 0);
  const words = new Uint32Array(sites);
  const upAfter = new Float64Array(9);
  const aroundOf = (x: Float64Array, site: number) => {
    const near = neighbours[site];
    let sum = 0;
    for (let k = 0; k < near.length; k++) sum += x[near[k]];
    return sum;
  };
  const logModel = (x: Float64Array) => {
    let pairs = 0;
    let up = 0;
    for (let i = 0; i < sites; i++) {
      pairs += x[i] * aroundOf(x, i);
      up += x[i];
    }
    // Each pair was met from both ends.
    return (coupling * pairs) / 2 + field * up;
  };
  const logFlat = (x: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < sites; i++) sum += base[i] * x[i];
    return sum;
  };
  const slope = (x: Float64Array) => logModel(x) - (isFlat ? 0 : logFlat(x));
  return {
    size: sites,
    logBase: base.reduce((sum, a) => sum + log(exp(a) + exp(-a)), 0),
    logBound:
      coupling * bondsOf(grid) +
      Array.from(rates).reduce((sum, rate) => sum + Math.max(field - log(rate), -field - log(1 - rate)), 0),
    drawBase(key, out) {
      fillWords(key, 0, words);
      for (let i = 0; i < sites; i++) out[i] = words[i] < rates[i] * TWO_32 ? 1 : -1;
    },
    logModel,
    logRatio: (x, from, to) => (to - from) * slope(x),
    slope,
    curvature: () => 0,
    sweep(x, beta, key) {
      fillWords(key, 0, words);
      // Where the base is the same at all sites, so are the nine probabilities of a sweep.
      if (isFlat) for (let sum = -4; sum <= 4; sum++) upAfter[sum + 4] = sigmoid(2 * beta * (coupling * sum + field));
      for (let i = 0; i < sites; i++) {
        const around = aroundOf(x, i);
        const up = isFlat
          ? upAfter[around + 4]
          : sigmoid(2 * ((1 - beta) * base[i] + beta * (coupling * around + field)));
        x[i] = words[i] < up * TWO_32 ? 1 : -1;
      }
    },
  };
}

/**
 * Probabilities that each site is up in the product of independent sites that is closest to the model, min KL(q ‖ p): m_i = tanh(K Σ_j m_j + H), from
 * sites that mostly point up. Below the critical temperature of mean field (T = 4 inside a large grid) it chooses one of two signs.
 */
export function gridMeanField(grid: Grid): Float64Array {
  const neighbours = neighboursOf(grid);
  const up = new Float64Array(neighbours.length).fill(0.9);
  for (let round = 0; round < 1000; round++)
    for (let i = 0; i < up.length; i++) {
      const around = neighbours[i].reduce((sum, j) => sum + 2 * up[j] - 1, 0);
      up[i] = sigmoid(2 * (grid.coupling * around + grid.field));
    }
  return up.map(away);
}

/** A rate that is kept from 0 and 1: no state is then impossible under the base. */
export function away(rate: number): number {
  return Math.min(0.999, Math.max(0.001, rate));
}

/** The share of `draws` in which each number of the state is positive, with one more of each kind. */
export function ratesOf(size: number, count: number, draw: (key: Key, out: Float64Array) => void, key: Key) {
  const up = new Float64Array(size).fill(1);
  const x = new Float64Array(size);
  for (let n = 0; n < count; n++) {
    draw(foldIn(key, n), x);
    for (let i = 0; i < size; i++) if (x[i] > 0) up[i]++;
  }
  return up.map((sum) => sum / (count + 2));
}
