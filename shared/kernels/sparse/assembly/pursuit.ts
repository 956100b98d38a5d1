// Orthogonal matching pursuit: take the atom that fits the rest best, solve for all that were taken, repeat.
import {
  addTo,
  at,
  atomCount,
  atomStride,
  atoms,
  chosen,
  clear,
  codes,
  columns,
  correlations,
  factor,
  get,
  gram,
  inputStride,
  inputs,
  known,
  norms,
  patches,
  put,
  residual,
  solution,
  work,
} from "./state";

/** Share of an atom's square that must be new: below it the atom depends on those that were taken. */
const NEW: f64 = 1e-10;

/**
 * On products of atoms alone (Rubinstein, Zibulevsky & Elad, "Efficient implementation of the K-SVD algorithm using batch orthogonal matching pursuit",
 * 2008): at most `most` atoms per row, until the squared error is at most `error`.
 */
export function pursue(rows: i32, most: i32, error: f64): void {
  for (let j: i32 = 0; j < atomCount; j++) put(norms, j, get(gram, j * atomStride + j));
  for (let r: i32 = 0; r < rows; r++) {
    const code: usize = at(codes, r * atomStride);
    const q: usize = at(correlations, r * atomStride);
    const x: usize = at(patches, r * inputStride);
    clear(code, atomStride);
    let square: f64 = 0;
    for (let i: i32 = 0; i < inputs; i++) square += get(x, i) * get(x, i);
    memory.copy(residual, q, <usize>atomStride << 3);
    let count: i32 = 0;
    let rest: f64 = square;
    while (count < most && rest > error) {
      const best: i32 = bestAtom(count);
      if (best < 0) break;
      for (let n: i32 = 0; n < count; n++) put(work, n, get(gram, best * atomStride + taken(n)));
      if (!extend(count, get(norms, best))) break;
      store<i32>(chosen + (<usize>count << 2), best);
      count++;
      solve(count, q);
      memory.copy(residual, q, <usize>atomStride << 3);
      let explained: f64 = 0;
      for (let n: i32 = 0; n < count; n++) {
        addTo(residual, at(gram, taken(n) * atomStride), -get(solution, n), atomStride);
        explained += get(solution, n) * get(q, taken(n));
      }
      rest = square - explained;
    }
    for (let n: i32 = 0; n < count; n++) put(code, taken(n), get(solution, n));
  }
}

/** The same for row r where only known inputs count: products of atoms are those of their known parts. */
export function pursueKnown(r: i32, most: i32, error: f64): void {
  const code: usize = at(codes, r * atomStride);
  const q: usize = at(correlations, r * atomStride);
  const x: usize = at(patches, r * inputStride);
  clear(code, atomStride);
  clear(q, atomStride);
  clear(norms, atomStride);
  let rest: f64 = 0;
  for (let i: i32 = 0; i < inputs; i++) {
    if (get(known, i) == 0) continue;
    const v: f64 = get(x, i);
    const column: usize = at(columns, i * atomStride);
    rest += v * v;
    addTo(q, column, v, atomStride);
    for (let j: i32 = 0; j < atomCount; j++) put(norms, j, get(norms, j) + get(column, j) * get(column, j));
  }
  memory.copy(residual, q, <usize>atomStride << 3);
  let count: i32 = 0;
  while (count < most && rest > error) {
    const best: i32 = bestAtom(count);
    if (best < 0) break;
    for (let n: i32 = 0; n < count; n++) put(work, n, knownProduct(best, taken(n)));
    if (!extend(count, get(norms, best))) break;
    store<i32>(chosen + (<usize>count << 2), best);
    count++;
    solve(count, q);
    rest = correlateRest(x, count);
  }
  for (let n: i32 = 0; n < count; n++) put(code, taken(n), get(solution, n));
}

function knownProduct(a: i32, b: i32): f64 {
  let sum: f64 = 0;
  for (let i: i32 = 0; i < inputs; i++)
    if (get(known, i) != 0) sum += get(atoms, a * inputStride + i) * get(atoms, b * inputStride + i);
  return sum;
}

/** residual ← products of what is left of the known inputs with all atoms; the square of what is left. */
function correlateRest(x: usize, count: i32): f64 {
  let rest: f64 = 0;
  clear(residual, atomStride);
  for (let i: i32 = 0; i < inputs; i++) {
    if (get(known, i) == 0) continue;
    let left: f64 = get(x, i);
    for (let n: i32 = 0; n < count; n++) left -= get(solution, n) * get(atoms, taken(n) * inputStride + i);
    rest += left * left;
    addTo(residual, at(columns, i * atomStride), left, atomStride);
  }
  return rest;
}

@inline
function taken(n: i32): i32 {
  return load<i32>(chosen + (<usize>n << 2));
}

/** The atom that takes most of the rest away: largest residual² / norm²; −1 where none takes any. The first among equals. */
function bestAtom(count: i32): i32 {
  let best: i32 = -1;
  let most: f64 = 0;
  for (let j: i32 = 0; j < atomCount; j++) {
    const norm: f64 = get(norms, j);
    if (norm == 0) continue;
    const gain: f64 = (get(residual, j) * get(residual, j)) / norm;
    if (gain <= most || isTaken(j, count)) continue;
    most = gain;
    best = j;
  }
  return best;
}

function isTaken(j: i32, count: i32): bool {
  for (let n: i32 = 0; n < count; n++) if (taken(n) == j) return true;
  return false;
}

/** One more row of the Cholesky factor: `work` holds the products with those taken. False where the atom depends on them. */
function extend(count: i32, norm: f64): bool {
  const row: usize = at(factor, count * atomStride);
  let square: f64 = norm;
  for (let n: i32 = 0; n < count; n++) {
    let sum: f64 = get(work, n);
    for (let m: i32 = 0; m < n; m++) sum -= get(factor, n * atomStride + m) * get(row, m);
    const value: f64 = sum / get(factor, n * atomStride + n);
    put(row, n, value);
    square -= value * value;
  }
  if (square <= NEW * norm) return false;
  put(row, count, Math.sqrt(square));
  return true;
}

/** solution ← (products of those taken)⁻¹ · q of those taken. */
function solve(count: i32, q: usize): void {
  for (let n: i32 = 0; n < count; n++) {
    let sum: f64 = get(q, taken(n));
    for (let m: i32 = 0; m < n; m++) sum -= get(factor, n * atomStride + m) * get(solution, m);
    put(solution, n, sum / get(factor, n * atomStride + n));
  }
  for (let n: i32 = count - 1; n >= 0; n--) {
    let sum: f64 = get(solution, n);
    for (let m: i32 = n + 1; m < count; m++) sum -= get(factor, m * atomStride + n) * get(solution, m);
    put(solution, n, sum / get(factor, n * atomStride + n));
  }
}
