// Online dictionary learning (Mairal, Bach, Ponce & Sapiro, "Online learning for matrix factorization and sparse coding", JMLR 11, 2010).
import {
  addTo,
  at,
  atomCount,
  atomStride,
  atoms,
  codes,
  get,
  inputStride,
  inputs,
  listed,
  listUsed,
  past,
  pastInputs,
  patches,
  put,
  work,
} from "./state";

/** The past fades by `keep`. */
export function fade(keep: f64): void {
  scale(past, keep, atomStride * atomStride);
  scale(pastInputs, keep, atomStride * inputStride);
}

/** The codes of so many rows from `first` on are added, each with weight `share`. */
export function remember(first: i32, rows: i32, share: f64): void {
  for (let r: i32 = first; r < first + rows; r++) {
    const code: usize = at(codes, r * atomStride);
    const x: usize = at(patches, r * inputStride);
    const used: i32 = listUsed(code);
    for (let n: i32 = 0; n < used; n++) {
      const j: i32 = listed(n);
      const weight: f64 = share * get(code, j);
      const row: usize = at(past, j * atomStride);
      // Zeros add nothing: few numbers one by one are faster than all of them in pairs.
      if (SPARSE * used > atomStride) addTo(row, code, weight, atomStride);
      else for (let m: i32 = 0; m < used; m++) put(row, listed(m), get(row, listed(m)) + weight * get(code, listed(m)));
      addTo(at(pastInputs, j * inputStride), x, weight, inputStride);
    }
  }
}

/** One in so many of a code's coefficients is in use at most, where it counts as sparse. */
const SPARSE: i32 = 3;

function scale(x: usize, by: f64, count: i32): void {
  for (let i: i32 = 0; i < count; i += 2) v128.store(at(x, i), f64x2.mul(v128.load(at(x, i)), f64x2.splat(by)));
}

/** Block coordinate descent, one round: each atom to its best place given the others, within the unit ball. An atom that is not used stays. */
export function improve(unused: f64): void {
  for (let j: i32 = 0; j < atomCount; j++) {
    const use: f64 = get(past, j * atomStride + j);
    if (use <= unused) continue;
    const atom: usize = at(atoms, j * inputStride);
    subtractAtoms(j);
    let square: f64 = 0;
    for (let i: i32 = 0; i < inputs; i++) {
      const value: f64 = get(atom, i) + get(work, i) / use;
      put(work, i, value);
      square += value * value;
    }
    const norm: f64 = square > 1 ? Math.sqrt(square) : 1;
    for (let i: i32 = 0; i < inputs; i++) put(atom, i, get(work, i) / norm);
  }
}

/** work ← row j of the past inputs, minus the atoms weighted by row j of the past codes: sixteen inputs at a time, whose sums stay in registers. */
function subtractAtoms(j: i32): void {
  const row: usize = <usize>inputStride << 3;
  const weights: usize = at(past, j * atomStride);
  const end: usize = at(weights, atomCount);
  const from: usize = at(pastInputs, j * inputStride);
  let i: i32 = 0;
  for (; i + 16 <= inputStride; i += 16) {
    const start: usize = at(from, i);
    let s0: v128 = v128.load(start);
    let s1: v128 = v128.load(start, 16);
    let s2: v128 = v128.load(start, 32);
    let s3: v128 = v128.load(start, 48);
    let s4: v128 = v128.load(start, 64);
    let s5: v128 = v128.load(start, 80);
    let s6: v128 = v128.load(start, 96);
    let s7: v128 = v128.load(start, 112);
    let atom: usize = at(atoms, i);
    for (let k: usize = weights; k < end; k += 8) {
      const w: v128 = f64x2.neg(v128.load64_splat(k));
      s0 = f64x2.add(s0, f64x2.mul(w, v128.load(atom)));
      s1 = f64x2.add(s1, f64x2.mul(w, v128.load(atom, 16)));
      s2 = f64x2.add(s2, f64x2.mul(w, v128.load(atom, 32)));
      s3 = f64x2.add(s3, f64x2.mul(w, v128.load(atom, 48)));
      s4 = f64x2.add(s4, f64x2.mul(w, v128.load(atom, 64)));
      s5 = f64x2.add(s5, f64x2.mul(w, v128.load(atom, 80)));
      s6 = f64x2.add(s6, f64x2.mul(w, v128.load(atom, 96)));
      s7 = f64x2.add(s7, f64x2.mul(w, v128.load(atom, 112)));
      atom += row;
    }
    const to: usize = at(work, i);
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
    v128.store(to, s4, 64);
    v128.store(to, s5, 80);
    v128.store(to, s6, 96);
    v128.store(to, s7, 112);
  }
  for (; i < inputStride; i += 2) {
    let s: v128 = v128.load(at(from, i));
    let atom: usize = at(atoms, i);
    for (let k: usize = weights; k < end; k += 8) {
      s = f64x2.add(s, f64x2.mul(f64x2.neg(v128.load64_splat(k)), v128.load(atom)));
      atom += row;
    }
    v128.store(at(work, i), s);
  }
}
