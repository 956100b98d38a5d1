/**
 * Operations on two tensors element by element, and sums over an axis. The references are the operations of shared/nets/ops that call these. What works
 * on a vector of four works on one element too: at the end of a row the element stands in all four lanes.
 */

/** Codes as in shared/nets/ops/pairwise.ts. Axes are the last three, outermost first; strides in floats, that of the last one 0 or 1. */
export function pairwise(
  kind: i32, n0: i32, n1: i32, n2: i32, a: usize, a0: i32, a1: i32, a2: i32, b: usize, b0: i32, b1: i32, b2: i32, y: usize,
): void {
  switch (kind) {
    case 0: return rows<Sum>(n0, n1, n2, a, a0, a1, a2, b, b0, b1, b2, y);
    case 1: return rows<Difference>(n0, n1, n2, a, a0, a1, a2, b, b0, b1, b2, y);
    case 2: return rows<Product>(n0, n1, n2, a, a0, a1, a2, b, b0, b1, b2, y);
    case 3: return rows<Quotient>(n0, n1, n2, a, a0, a1, a2, b, b0, b1, b2, y);
    case 4: return rows<First>(n0, n1, n2, a, a0, a1, a2, b, b0, b1, b2, y);
    case 5: return rows<Maximum>(n0, n1, n2, a, a0, a1, a2, b, b0, b1, b2, y);
    case 6: return rows<Minimum>(n0, n1, n2, a, a0, a1, a2, b, b0, b1, b2, y);
    case 7: return rows<AtLeast>(n0, n1, n2, a, a0, a1, a2, b, b0, b1, b2, y);
    case 8: return rows<Above>(n0, n1, n2, a, a0, a1, a2, b, b0, b1, b2, y);
    default: unreachable();
  }
}

function rows<F>(
  n0: i32, n1: i32, n2: i32, a: usize, a0: i32, a1: i32, a2: i32, b: usize, b0: i32, b1: i32, b2: i32, y: usize,
): void {
  for (let i: i32 = 0; i < n0; i++) {
    let p = a + ((<usize>i * a0) << 2);
    let q = b + ((<usize>i * b0) << 2);
    for (let j: i32 = 0; j < n1; j++) {
      row<F>(n2, p, a2 != 0, q, b2 != 0, y);
      p += <usize>a1 << 2;
      q += <usize>b1 << 2;
      y += <usize>n2 << 2;
    }
  }
}

@inline
function row<F>(n: i32, p: usize, pMoves: bool, q: usize, qMoves: bool, y: usize): void {
  const f = changetype<F>(0);
  let a = v128.load32_splat(p);
  let b = v128.load32_splat(q);
  const whole = <usize>(n & ~3) << 2;
  for (let at: usize = 0; at < whole; at += 16) {
    if (pMoves) a = v128.load(p + at);
    if (qMoves) b = v128.load(q + at);
    v128.store(y + at, f.of(a, b));
  }
  for (let at = whole; at < <usize>n << 2; at += 4) {
    if (pMoves) a = v128.load32_splat(p + at);
    if (qMoves) b = v128.load32_splat(q + at);
    v128.store32_lane(y + at, f.of(a, b), 0);
  }
}

@final class Sum { @inline of(a: v128, b: v128): v128 { return f32x4.add(a, b); } }
@final class Difference { @inline of(a: v128, b: v128): v128 { return f32x4.sub(a, b); } }
@final class Product { @inline of(a: v128, b: v128): v128 { return f32x4.mul(a, b); } }
@final class Quotient { @inline of(a: v128, b: v128): v128 { return f32x4.div(a, b); } }
@final class First { @inline of(a: v128, b: v128): v128 { return a; } }
/** The first where both are equal (−0 and 0 too), NaN where one is. */
@final class Maximum {
  @inline of(a: v128, b: v128): v128 { return v128.bitselect(a, b, v128.or(f32x4.ge(a, b), f32x4.ne(a, a))); }
}
@final class Minimum {
  @inline of(a: v128, b: v128): v128 { return v128.bitselect(a, b, v128.or(f32x4.le(a, b), f32x4.ne(a, a))); }
}
@final class AtLeast { @inline of(a: v128, b: v128): v128 { return v128.and(f32x4.ge(a, b), f32x4.splat(1)); } }
@final class Above { @inline of(a: v128, b: v128): v128 { return v128.and(f32x4.gt(a, b), f32x4.splat(1)); } }

export function copy(to: usize, from: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}

/** y[o] = Σ_k x[o, k] in four lanes, (lane 0 + lane 1) + (lane 2 + lane 3), then what is left. */
export function sumLast(outer: i32, n: i32, x: usize, y: usize): void {
  const whole = <usize>(n & ~3) << 2;
  const bytes = <usize>n << 2;
  for (let o: i32 = 0; o < outer; o++) {
    let lanes = f32x4.splat(0);
    for (let at: usize = 0; at < whole; at += 16) lanes = f32x4.add(lanes, v128.load(x + at));
    let sum: f32 = f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1);
    sum += f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3);
    for (let at = whole; at < bytes; at += 4) sum += load<f32>(x + at);
    store<f32>(y + (<usize>o << 2), sum);
    x += bytes;
  }
}

/** y[o, i] = Σ_k x[o, k, i], in ascending order from zero. */
export function sumMiddle(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  const stride = <usize>inner << 2;
  const whole = <usize>(inner & ~3) << 2;
  for (let o: i32 = 0; o < outer; o++) {
    const end = x + <usize>n * stride;
    for (let at: usize = 0; at < whole; at += 16) {
      let sum = f32x4.splat(0);
      for (let from = x; from < end; from += stride) sum = f32x4.add(sum, v128.load(from + at));
      v128.store(y + at, sum);
    }
    for (let at = whole; at < stride; at += 4) {
      let sum: f32 = 0;
      for (let from = x; from < end; from += stride) sum += load<f32>(from + at);
      store<f32>(y + at, sum);
    }
    x = end;
    y += stride;
  }
}
