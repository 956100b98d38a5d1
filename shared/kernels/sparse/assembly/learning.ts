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
  past,
  pastInputs,
  patches,
  put,
  work,
} from "./state";

/** The past fades by `keep`, and the codes of these rows are added, each with weight `share`. */
export function remember(rows: i32, keep: f64, share: f64): void {
  scale(past, keep, atomStride * atomStride);
  scale(pastInputs, keep, atomStride * inputStride);
  for (let r: i32 = 0; r < rows; r++) {
    const code: usize = at(codes, r * atomStride);
    const x: usize = at(patches, r * inputStride);
    for (let j: i32 = 0; j < atomCount; j++) {
      const a: f64 = get(code, j);
      if (a == 0) continue;
      addTo(at(past, j * atomStride), code, share * a, atomStride);
      addTo(at(pastInputs, j * inputStride), x, share * a, inputStride);
    }
  }
}

function scale(x: usize, by: f64, count: i32): void {
  for (let i: i32 = 0; i < count; i += 2) v128.store(at(x, i), f64x2.mul(v128.load(at(x, i)), f64x2.splat(by)));
}

/** Block coordinate descent, one round: each atom to its best place given the others, within the unit ball. An atom that is not used stays. */
export function improve(unused: f64): void {
  for (let j: i32 = 0; j < atomCount; j++) {
    const use: f64 = get(past, j * atomStride + j);
    if (use <= unused) continue;
    const atom: usize = at(atoms, j * inputStride);
    memory.copy(work, at(pastInputs, j * inputStride), <usize>inputStride << 3);
    for (let k: i32 = 0; k < atomCount; k++) addTo(work, at(atoms, k * inputStride), -get(past, j * atomStride + k), inputStride);
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
