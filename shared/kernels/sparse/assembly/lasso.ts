// min ½|x − D·α|² + penalty·Σ|α| for each row, on products of atoms alone: coordinate descent, ISTA, FISTA.
import {
  addTo,
  at,
  atomCount,
  atomStride,
  chosen,
  clear,
  codes,
  correlations,
  get,
  gram,
  listed,
  listUsed,
  point,
  products,
  productsBefore,
  put,
  residual,
} from "./state";
import { residualOf } from "./products";

@inline
function shrink(z: f64, penalty: f64): f64 {
  return z > penalty ? z - penalty : z < -penalty ? z + penalty : 0;
}

/**
 * Coordinate descent from the codes that are there. In turn: one sweep over the atoms in use, and the unused atom that wants in most joins. Ends when none
 * wants in and a sweep moves no gradient by more than tolerance·penalty.
 */
export function descend(rows: i32, penalty: f64, tolerance: f64, sweeps: i32): void {
  const limit: f64 = tolerance * penalty;
  for (let r: i32 = 0; r < rows; r++) {
    const code: usize = at(codes, r * atomStride);
    residualOf(r);
    let active: i32 = listUsed(code);
    for (let sweep: i32 = 0; sweep < sweeps; sweep++) {
      const moved: f64 = sweepActive(code, penalty, active);
      active = kept;
      const most: f64 = largestUnused(code);
      if (most > penalty + limit) {
        const j: i32 = firstOf(code, most);
        move(code, penalty, j, get(residual, j));
        store<i32>(chosen + (<usize>active << 2), j);
        active++;
      } else if (moved <= limit) break;
    }
  }
}

/** How many atoms are still in use after a sweep. */
let kept: i32 = 0;

/** One sweep over the atoms in use, and those that it set to zero leave the list; the largest change of a gradient. */
function sweepActive(code: usize, penalty: f64, active: i32): f64 {
  let largest: f64 = 0;
  let count: i32 = 0;
  for (let n: i32 = 0; n < active; n++) {
    const j: i32 = listed(n);
    largest = max(largest, move(code, penalty, j, get(residual, j)));
    if (get(code, j) == 0) continue;
    store<i32>(chosen + (<usize>count << 2), j);
    count++;
  }
  kept = count;
  return largest;
}

/** Largest |residual| of the atoms that are not in use. */
function largestUnused(code: usize): f64 {
  let most: v128 = f64x2.splat(0);
  for (let j: i32 = 0; j < atomStride; j += 2) {
    const unused: v128 = f64x2.eq(v128.load(at(code, j)), f64x2.splat(0));
    most = f64x2.pmax(most, v128.and(unused, f64x2.abs(v128.load(at(residual, j)))));
  }
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}

function firstOf(code: usize, value: f64): i32 {
  let j: i32 = 0;
  while (get(code, j) != 0 || Math.abs(get(residual, j)) != value) j++;
  return j;
}

/** Sets one coefficient to its best value given the others. */
@inline
function move(code: usize, penalty: f64, j: i32, q: f64): f64 {
  const row: usize = at(gram, j * atomStride);
  const g: f64 = get(row, j);
  if (g == 0) return 0;
  const before: f64 = get(code, j);
  const after: f64 = shrink(q + g * before, penalty) / g;
  const change: f64 = after - before;
  if (change == 0) return 0;
  put(code, j, after);
  addTo(residual, row, -change, atomStride);
  return Math.abs(change) * g;
}

/**
 * Proximal gradient steps of 1/lipschitz from the codes that are there: ISTA, or FISTA (Beck & Teboulle 2009) where accelerated. Ends when no coefficient
 * moves by more than tolerance·penalty/lipschitz.
 */
export function iterate(rows: i32, penalty: f64, lipschitz: f64, tolerance: f64, iterations: i32, accelerated: bool): void {
  const limit: f64 = (tolerance * penalty) / lipschitz;
  for (let r: i32 = 0; r < rows; r++) {
    const code: usize = at(codes, r * atomStride);
    const q: usize = at(correlations, r * atomStride);
    productsOf(code);
    memory.copy(point, code, <usize>atomStride << 3);
    memory.copy(productsBefore, products, <usize>atomStride << 3);
    memory.copy(residual, products, <usize>atomStride << 3);
    let t: f64 = 1;
    for (let n: i32 = 0; n < iterations; n++) {
      // `point` and `residual` hold the point and its products with the Gram matrix; the code is what came of the last step.
      let largest: f64 = 0;
      const next: f64 = accelerated ? 0.5 * (1 + Math.sqrt(1 + 4 * t * t)) : 1;
      const momentum: f64 = accelerated ? (t - 1) / next : 0;
      t = next;
      for (let j: i32 = 0; j < atomCount; j++) {
        const y: f64 = get(point, j);
        const before: f64 = get(code, j);
        const after: f64 = shrink(y + (get(q, j) - get(residual, j)) / lipschitz, penalty / lipschitz);
        largest = max(largest, Math.abs(after - y));
        put(code, j, after);
        put(point, j, after + momentum * (after - before));
      }
      if (largest <= limit) break;
      productsOf(code);
      for (let j: i32 = 0; j < atomCount; j++) {
        const now: f64 = get(products, j);
        put(residual, j, now + momentum * (now - get(productsBefore, j)));
        put(productsBefore, j, now);
      }
    }
  }
}

/** products ← gram · code. */
function productsOf(code: usize): void {
  clear(products, atomStride);
  for (let j: i32 = 0; j < atomCount; j++) {
    const a: f64 = get(code, j);
    if (a != 0) addTo(products, at(gram, j * atomStride), a, atomStride);
  }
}
