/** The lasso min ½|x − α·D|² + penalty·Σ|α| on products of atoms alone: G = D·Dᵀ and q = D·x. */
export interface LassoProblem {
  /** atoms × atoms. */
  readonly gram: Float64Array;
  /** Of the row with each atom. */
  readonly correlations: Float64Array;
  /** The starting point, and the solution. */
  readonly code: Float64Array;
}
interface LassoRule {
  readonly penalty: number;
  readonly tolerance: number;
  readonly iterations: number;
}

/** S(z, t): the minimum of ½(a − z)² + t|a|. */
export function shrink(z: number, t: number): number {
  if (z > t) return z - t;
  return z < -t ? z + t : 0;
}

/**
 * Coordinate descent (Friedman, Hastie & Tibshirani, Journal of Statistical Software 33, 2010): each coefficient in turn to its best value given the
 * others. Sweeps go over the atoms in use; after each, the unused atom whose gradient is largest joins. A full sweep from zero would admit many that have
 * to go again.
 */
export function descend({ gram, correlations, code }: LassoProblem, rule: LassoRule): void {
  const count = code.length;
  const { penalty } = rule;
  const limit = rule.tolerance * penalty;
  const residual = correlations.slice();
  for (let j = 0; j < count; j++) if (code[j] !== 0) add(residual, gram, j, -code[j]);
  const move = (j: number): number => {
    const g = gram[j * count + j];
    if (g === 0) return 0;
    const after = shrink(residual[j] + g * code[j], penalty) / g;
    const change = after - code[j];
    if (change === 0) return 0;
    code[j] = after;
    add(residual, gram, j, -change);
    return Math.abs(change) * g;
  };
  let active = [...code.keys()].filter((j) => code[j] !== 0);
  for (let sweep = 0; sweep < rule.iterations; sweep++) {
    let moved = 0;
    for (const j of active) moved = Math.max(moved, move(j));
    active = active.filter((j) => code[j] !== 0);
    let best = -1;
    for (let j = 0; j < count; j++)
      if (code[j] === 0 && (best < 0 || Math.abs(residual[j]) > Math.abs(residual[best]))) best = j;
    if (best >= 0 && Math.abs(residual[best]) > penalty + limit) {
      move(best);
      active.push(best);
    } else if (moved <= limit) return;
  }
}

/** ISTA, and FISTA where accelerated (Beck & Teboulle 2009): α ← S(y + (q − G·y)/L, penalty/L). */
export function iterate(problem: LassoProblem, rule: LassoRule, lipschitz: number, accelerated: boolean): void {
  const { gram, correlations, code } = problem;
  const limit = (rule.tolerance * rule.penalty) / lipschitz;
  const point = code.slice();
  const pointProducts = productsOf(gram, code);
  let before: Float64Array = pointProducts.slice();
  let t = 1;
  for (let n = 0; n < rule.iterations; n++) {
    const next = accelerated ? 0.5 * (1 + Math.sqrt(1 + 4 * t * t)) : 1;
    const momentum = accelerated ? (t - 1) / next : 0;
    t = next;
    let largest = 0;
    for (let j = 0; j < code.length; j++) {
      const after = shrink(point[j] + (correlations[j] - pointProducts[j]) / lipschitz, rule.penalty / lipschitz);
      largest = Math.max(largest, Math.abs(after - point[j]));
      point[j] = after + momentum * (after - code[j]);
      code[j] = after;
    }
    if (largest <= limit) return;
    const now = productsOf(gram, code);
    for (let j = 0; j < code.length; j++) pointProducts[j] = now[j] + momentum * (now[j] - before[j]);
    before = now;
  }
}

function productsOf(gram: Float64Array, code: Float64Array): Float64Array {
  const out = new Float64Array(code.length);
  for (let j = 0; j < code.length; j++) if (code[j] !== 0) add(out, gram, j, code[j]);
  return out;
}

function add(to: Float64Array, gram: Float64Array, j: number, factor: number): void {
  for (let k = 0; k < to.length; k++) to[k] += factor * gram[j * to.length + k];
}
