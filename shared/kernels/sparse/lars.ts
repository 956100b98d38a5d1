import { cholesky, NotPositiveDefiniteError, solveCholesky } from "../../linalg/index.ts";

/** Where the path bends: penalties from large to small, and the code at each. Between two of them the code is linear in the penalty. */
export interface LassoPath {
  readonly penalties: Float64Array;
  /** knots × atoms. */
  readonly codes: Float64Array;
}

/** What is nearer than this share of the penalty is the event that has just been. */
const SAME = 1e-12;

/**
 * The whole path of the lasso by homotopy: LARS with the lasso's step (Efron, Hastie, Johnstone & Tibshirani, Annals of Statistics 32, 2004). Begins where
 * the code is zero; ends at penalty `last`, after `most` bends, or where atoms that are used depend on each other.
 */
export function lassoPath(gram: Float64Array, correlations: Float64Array, last: number, most: number): LassoPath {
  const count = correlations.length;
  const code = new Float64Array(count);
  const c = correlations.slice();
  let penalty = c.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const penalties = [penalty];
  const codes = [code.slice()];
  const active: number[] = [];
  let joining = c.findIndex((value) => Math.abs(value) === penalty);
  let dropped = -1;
  while (penalty > last && penalties.length <= most) {
    if (joining >= 0) active.push(joining);
    const way = wayOf(gram, active, c, count);
    if (way === null) break;
    const { direction, slopes } = way;
    const limit = penalty - last;
    const join = nextJoin(c, slopes, penalty, active, dropped);
    const drop = nextDrop(code, direction, active, penalty);
    const step = Math.min(limit, join.step, drop.step);
    for (const [n, j] of active.entries()) code[j] += step * direction[n];
    for (let j = 0; j < count; j++) c[j] -= step * slopes[j];
    penalty = step === limit ? last : penalty - step;
    joining = -1;
    dropped = -1;
    if (step < limit && drop.step <= join.step) {
      dropped = active[drop.place];
      code[dropped] = 0;
      active.splice(drop.place, 1);
    } else if (step < limit) joining = join.atom;
    penalties.push(penalty);
    codes.push(code.slice());
  }
  const all = new Float64Array(codes.length * count);
  for (const [n, row] of codes.entries()) all.set(row, n * count);
  return { penalties: Float64Array.from(penalties), codes: all };
}

/** How code and correlations change while the penalty falls by 1: w = G_AA⁻¹·sign(c_A), and G·w. */
function wayOf(
  gram: Float64Array,
  active: readonly number[],
  c: Float64Array,
  count: number,
): { readonly direction: Float64Array; readonly slopes: Float64Array } | null {
  const size = active.length;
  const products = new Float64Array(size * size);
  for (const [n, i] of active.entries())
    for (const [m, j] of active.entries()) products[n * size + m] = gram[i * count + j];
  try {
    const signs = Float64Array.from(active, (j) => (c[j] < 0 ? -1 : 1));
    const direction = solveCholesky(cholesky(products, size), signs, size);
    const slopes = new Float64Array(count);
    for (const [n, j] of active.entries())
      for (let k = 0; k < count; k++) slopes[k] += gram[j * count + k] * direction[n];
    return { direction, slopes };
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
}

function nextJoin(
  c: Float64Array,
  slopes: Float64Array,
  penalty: number,
  active: readonly number[],
  dropped: number,
): { readonly step: number; readonly atom: number } {
  let step = Number.POSITIVE_INFINITY;
  let atom = -1;
  for (let j = 0; j < c.length; j++) {
    if (active.includes(j)) continue;
    // Where c − step·slope meets ±(penalty − step).
    for (const found of [(penalty - c[j]) / (1 - slopes[j]), (penalty + c[j]) / (1 + slopes[j])]) {
      const least = j === dropped ? SAME * penalty : 0;
      if (!(found > least) || found >= step) continue;
      step = found;
      atom = j;
    }
  }
  return { step, atom };
}

function nextDrop(
  code: Float64Array,
  direction: Float64Array,
  active: readonly number[],
  penalty: number,
): { readonly step: number; readonly place: number } {
  let step = Number.POSITIVE_INFINITY;
  let place = -1;
  for (const [n, j] of active.entries()) {
    const found = -code[j] / direction[n];
    if (!(found > SAME * penalty) || found >= step) continue;
    step = found;
    place = n;
  }
  return { step, place };
}
