/** Markov chains on finitely many states, as sparse rows: what is exact about them can be computed. */

/** States are numbered from 0. Probabilities from state i are values[starts[i] … starts[i + 1]), to the states in `targets`, ascending; each row sums to 1. */
export interface FiniteChain {
  readonly states: number;
  /** `states` + 1 places. */
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly values: Float64Array;
  /** The stationary distribution, `states` long. */
  readonly stationary: Float64Array;
  /** Whether π(i) P(i, j) = π(j) P(j, i) for all pairs: detailed balance. */
  readonly reversible: boolean;
}

/** Largest difference between the two flows of a pair, relative to the larger, that counts as detailed balance. */
const BALANCED = 1e-9;

/** The chain of these rows (state → probability); `stationary` where it is known in closed form. Throws a RangeError for a chain without a unique one. */
export function chainOf(rows: readonly ReadonlyMap<number, number>[], stationary?: Float64Array): FiniteChain {
  const states = rows.length;
  const starts = new Int32Array(states + 1);
  const entries = rows.map((row) => [...row].filter(([, value]) => value > 0).sort(([a], [b]) => a - b));
  entries.forEach((row, i) => {
    starts[i + 1] = starts[i] + row.length;
  });
  const flat = entries.flat();
  const targets = Int32Array.from(flat, ([target]) => target);
  const values = Float64Array.from(flat, ([, value]) => value);
  const moves = { states, starts, targets, values };
  const pi = stationary ?? stationaryOf(rows);
  return { ...moves, stationary: pi, reversible: isBalanced(rows, pi) };
}

type Moves = Pick<FiniteChain, "states" | "starts" | "targets" | "values">;

/** μP: the distribution one step later. `into` is written. */
export function stepDistribution(
  { states, starts, targets, values }: Moves,
  from: Float64Array,
  into: Float64Array,
): void {
  into.fill(0);
  for (let i = 0; i < states; i++) {
    const mass = from[i];
    if (mass === 0) continue;
    for (let e = starts[i]; e < starts[i + 1]; e++) into[targets[e]] += mass * values[e];
  }
}

/** Pf: the expected value of f one step later, from each state. `into` is written. */
export function expectNext({ states, starts, targets, values }: Moves, f: Float64Array, into: Float64Array): void {
  for (let i = 0; i < states; i++) {
    let sum = 0;
    for (let e = starts[i]; e < starts[i + 1]; e++) sum += values[e] * f[targets[e]];
    into[i] = sum;
  }
}

/** The transition matrix, states × states, row-major. */
export function matrixOf({ states, starts, targets, values }: Moves): Float64Array {
  const matrix = new Float64Array(states * states);
  for (let i = 0; i < states; i++)
    for (let e = starts[i]; e < starts[i + 1]; e++) matrix[i * states + targets[e]] = values[e];
  return matrix;
}

/**
 * π with πP = π by the elimination of Grassmann, Taksar and Heyman (1985), which only adds, multiplies and divides numbers ≥ 0: small probabilities keep all
 * their digits. States that are left for good have probability 0. Throws a RangeError where several parts are never left.
 */
function stationaryOf(rows: readonly ReadonlyMap<number, number>[]): Float64Array {
  const closed = closedPart(rows);
  const place = new Map(closed.map((state, k) => [state, k]));
  const n = closed.length;
  const p = new Float64Array(n * n);
  closed.forEach((state, k) => {
    for (const [target, value] of rows[state]) p[k * n + (place.get(target) as number)] = value;
  });
  for (let k = n - 1; k > 0; k--) {
    let leaving = 0;
    for (let j = 0; j < k; j++) leaving += p[k * n + j];
    for (let i = 0; i < k; i++) {
      p[i * n + k] /= leaving;
      for (let j = 0; j < k; j++) p[i * n + j] += p[i * n + k] * p[k * n + j];
    }
  }
  const weights = new Float64Array(n).fill(0);
  weights[0] = 1;
  let total = 1;
  for (let k = 1; k < n; k++) {
    for (let i = 0; i < k; i++) weights[k] += weights[i] * p[i * n + k];
    total += weights[k];
  }
  const pi = new Float64Array(rows.length);
  closed.forEach((state, k) => {
    pi[state] = weights[k] / total;
  });
  return pi;
}

/** Thrown for a chain with two parts or more that are never left: two states of such parts. */
export class SeveralPartsError extends RangeError {
  readonly states: readonly [number, number];
  constructor(one: number, other: number) {
    super(`the chain has no single equilibrium: from state ${one + 1} it never comes to state ${other + 1}, nor back`);
    this.states = [one, other];
  }
}

/** The states of the one part that is never left, ascending. */
function closedPart(rows: readonly ReadonlyMap<number, number>[]): readonly number[] {
  const next = rows.map((row) => [...row].filter(([, value]) => value > 0).map(([target]) => target));
  const before: number[][] = rows.map(() => []);
  next.forEach((targets, i) => {
    for (const target of targets) before[target].push(i);
  });
  const reached = reachedFrom(next, 0);
  // From a state that is in a closed part all that is reached leads back. Walk down until that holds.
  let at = 0;
  let part = reached;
  for (;;) {
    const back = reachedFrom(before, at);
    const away = [...part].find((state) => !back.has(state));
    if (away === undefined) break;
    at = away;
    part = reachedFrom(next, at);
  }
  const leads = reachedFrom(before, at);
  const other = rows.findIndex((_, state) => !leads.has(state));
  if (other >= 0) throw new SeveralPartsError(at, other);
  return [...part].sort((a, b) => a - b);
}

function reachedFrom(next: readonly (readonly number[])[], from: number): ReadonlySet<number> {
  const found = new Set([from]);
  for (const state of found) for (const target of next[state]) found.add(target);
  return found;
}

function isBalanced(rows: readonly ReadonlyMap<number, number>[], pi: Float64Array): boolean {
  return rows.every((row, i) =>
    [...row].every(([j, value]) => {
      const flow = pi[i] * value;
      const back = pi[j] * (rows[j].get(i) ?? 0);
      return Math.abs(flow - back) <= BALANCED * Math.max(flow, back);
    }),
  );
}
