/**
 * Functions of each number of a tensor, and the slopes of activations: products of what comes back with the derivative. The references are the operations
 * of shared/nets/ops of the same names.
 */
import { erff4, expf4, expm1f4, logf4, sigmoidf4, softplusf4, tanhf4 } from "../../math/assembly/elementary4";

/** Codes as in shared/nets/unary.ts; `a` and `b` are constants of the function. */
export function unary(kind: i32, n: i32, x: usize, y: usize, a: f32, b: f32): void {
  switch (kind) {
    case 0: return map<Scale>(n, x, y, a, b);
    case 1: return map<Shift>(n, x, y, a, b);
    case 2: return map<Square>(n, x, y, a, b);
    case 3: return map<SquareRoot>(n, x, y, a, b);
    case 4: return map<Exponential>(n, x, y, a, b);
    case 5: return map<Logarithm>(n, x, y, a, b);
    case 6: return map<Absolute>(n, x, y, a, b);
    case 7: return map<Sign>(n, x, y, a, b);
    case 8: return map<Clip>(n, x, y, a, b);
    case 9: return map<Erf>(n, x, y, a, b);
    case 10: return map<Sigmoid>(n, x, y, a, b);
    case 11: return map<Tanh>(n, x, y, a, b);
    case 12: return map<Relu>(n, x, y, a, b);
    case 13: return map<LeakyRelu>(n, x, y, a, b);
    case 14: return map<Elu>(n, x, y, a, b);
    case 15: return map<Gelu>(n, x, y, a, b);
    case 16: return map<GeluTanh>(n, x, y, a, b);
    case 17: return map<Softplus>(n, x, y, a, b);
    case 18: return map<Silu>(n, x, y, a, b);
    default: unreachable();
  }
}

/** The same for slopes: y from what comes back, `dy`, and the activation's argument or result, `x`. */
export function slope(kind: i32, n: i32, dy: usize, x: usize, y: usize, a: f32, b: f32): void {
  switch (kind) {
    case 0: return slopes<ClipSlope>(n, dy, x, y, a, b);
    case 1: return slopes<SigmoidSlope>(n, dy, x, y, a, b);
    case 2: return slopes<TanhSlope>(n, dy, x, y, a, b);
    case 3: return slopes<ReluSlope>(n, dy, x, y, a, b);
    case 4: return slopes<LeakyReluSlope>(n, dy, x, y, a, b);
    case 5: return slopes<EluSlope>(n, dy, x, y, a, b);
    case 6: return slopes<GeluSlope>(n, dy, x, y, a, b);
    case 7: return slopes<GeluTanhSlope>(n, dy, x, y, a, b);
    case 8: return slopes<SoftplusSlope>(n, dy, x, y, a, b);
    case 9: return slopes<SiluSlope>(n, dy, x, y, a, b);
    default: unreachable();
  }
}

function map<F>(n: i32, x: usize, y: usize, a: f32, b: f32): void {
  const f = changetype<F>(0);
  const va = f32x4.splat(a);
  const vb = f32x4.splat(b);
  const whole = <usize>(n & ~3) << 2;
  for (let at: usize = 0; at < whole; at += 16) v128.store(y + at, f.of(v128.load(x + at), va, vb));
  for (let at = whole; at < <usize>n << 2; at += 4) v128.store32_lane(y + at, f.of(v128.load32_splat(x + at), va, vb), 0);
}

function slopes<F>(n: i32, dy: usize, x: usize, y: usize, a: f32, b: f32): void {
  const f = changetype<F>(0);
  const va = f32x4.splat(a);
  const vb = f32x4.splat(b);
  const whole = <usize>(n & ~3) << 2;
  for (let at: usize = 0; at < whole; at += 16) v128.store(y + at, f.of(v128.load(dy + at), v128.load(x + at), va, vb));
  for (let at = whole; at < <usize>n << 2; at += 4) {
    v128.store32_lane(y + at, f.of(v128.load32_splat(dy + at), v128.load32_splat(x + at), va, vb), 0);
  }
}

const ONE = memory.data<f32>([1]);
const HALF = memory.data<f32>([0.5]);
/** √½, 1/√2π, √(2/π), and the factor of the cube (Hendrycks & Gimpel 2016). */
const ROOT_HALF = memory.data<f32>([0.70710678118654752]);
const DENSITY = memory.data<f32>([0.39894228040143268]);
const ROOT_TWO_PI = memory.data<f32>([0.79788456080286536]);
const CUBE = memory.data<f32>([0.044715]);
const THREE_CUBE = memory.data<f32>([0.134145]);

@inline
function splat(table: usize): v128 {
  return v128.load32_splat(table);
}

@inline
function zero(): v128 {
  return f32x4.splat(0);
}

@final class Scale { @inline of(x: v128, a: v128, b: v128): v128 { return f32x4.mul(x, a); } }
@final class Shift { @inline of(x: v128, a: v128, b: v128): v128 { return f32x4.add(x, a); } }
@final class Square { @inline of(x: v128, a: v128, b: v128): v128 { return f32x4.mul(x, x); } }
@final class SquareRoot { @inline of(x: v128, a: v128, b: v128): v128 { return f32x4.sqrt(x); } }
@final class Exponential { @inline of(x: v128, a: v128, b: v128): v128 { return expf4(x); } }
@final class Logarithm { @inline of(x: v128, a: v128, b: v128): v128 { return logf4(x); } }
@final class Absolute { @inline of(x: v128, a: v128, b: v128): v128 { return f32x4.abs(x); } }
/** Keeps zeros and NaN. */
@final class Sign {
  @inline of(x: v128, a: v128, b: v128): v128 {
    const one = v128.or(splat(ONE), v128.and(x, f32x4.splat(-0.0)));
    return v128.bitselect(one, x, f32x4.gt(f32x4.abs(x), zero()));
  }
}
/** Keeps NaN. */
@final class Clip { @inline of(x: v128, a: v128, b: v128): v128 { return f32x4.min(f32x4.max(x, a), b); } }
@final class Erf { @inline of(x: v128, a: v128, b: v128): v128 { return erff4(x); } }
@final class Sigmoid { @inline of(x: v128, a: v128, b: v128): v128 { return sigmoidf4(x); } }
@final class Tanh { @inline of(x: v128, a: v128, b: v128): v128 { return tanhf4(x); } }
/** Keeps NaN, which is not below zero. */
@final class Relu { @inline of(x: v128, a: v128, b: v128): v128 { return v128.andnot(x, f32x4.le(x, zero())); } }
@final class LeakyRelu {
  @inline of(x: v128, a: v128, b: v128): v128 { return v128.bitselect(x, f32x4.mul(x, a), f32x4.gt(x, zero())); }
}
@final class Elu {
  @inline of(x: v128, a: v128, b: v128): v128 {
    return v128.bitselect(f32x4.mul(x, a), f32x4.mul(expm1f4(x), b), f32x4.gt(x, zero()));
  }
}
@final class Softplus { @inline of(x: v128, a: v128, b: v128): v128 { return softplusf4(x); } }
@final class Silu { @inline of(x: v128, a: v128, b: v128): v128 { return f32x4.mul(x, sigmoidf4(x)); } }

/** ½ (1 + erf(x/√2)): the normal distribution function. */
@inline
function cumulative(x: v128): v128 {
  return f32x4.mul(splat(HALF), f32x4.add(splat(ONE), erff4(f32x4.mul(x, splat(ROOT_HALF)))));
}
@final class Gelu { @inline of(x: v128, a: v128, b: v128): v128 { return f32x4.mul(x, cumulative(x)); } }

/** tanh(√(2/π) (x + 0.044715 x³)). */
@inline
function bend(x: v128, square: v128): v128 {
  const inner = f32x4.mul(x, f32x4.add(splat(ONE), f32x4.mul(splat(CUBE), square)));
  return tanhf4(f32x4.mul(splat(ROOT_TWO_PI), inner));
}
@final class GeluTanh {
  @inline of(x: v128, a: v128, b: v128): v128 {
    return f32x4.mul(f32x4.mul(splat(HALF), x), f32x4.add(splat(ONE), bend(x, f32x4.mul(x, x))));
  }
}

@final class ClipSlope {
  @inline of(dy: v128, x: v128, a: v128, b: v128): v128 { return v128.andnot(dy, v128.or(f32x4.lt(x, a), f32x4.gt(x, b))); }
}
@final class SigmoidSlope {
  @inline of(dy: v128, y: v128, a: v128, b: v128): v128 { return f32x4.mul(dy, f32x4.mul(y, f32x4.sub(splat(ONE), y))); }
}
@final class TanhSlope {
  @inline of(dy: v128, y: v128, a: v128, b: v128): v128 { return f32x4.mul(dy, f32x4.sub(splat(ONE), f32x4.mul(y, y))); }
}
@final class ReluSlope { @inline of(dy: v128, y: v128, a: v128, b: v128): v128 { return v128.andnot(dy, f32x4.le(y, zero())); } }
@final class LeakyReluSlope {
  @inline of(dy: v128, y: v128, a: v128, b: v128): v128 { return v128.bitselect(dy, f32x4.mul(dy, a), f32x4.gt(y, zero())); }
}
@final class EluSlope {
  @inline of(dy: v128, y: v128, a: v128, b: v128): v128 {
    return f32x4.mul(dy, v128.bitselect(a, f32x4.add(y, b), f32x4.gt(y, zero())));
  }
}
@final class GeluSlope {
  @inline of(dy: v128, x: v128, a: v128, b: v128): v128 {
    const bell = f32x4.mul(splat(DENSITY), expf4(f32x4.mul(f32x4.mul(x, x), f32x4.neg(splat(HALF)))));
    return f32x4.mul(dy, f32x4.add(cumulative(x), f32x4.mul(x, bell)));
  }
}
@final class GeluTanhSlope {
  @inline of(dy: v128, x: v128, a: v128, b: v128): v128 {
    const square = f32x4.mul(x, x);
    const t = bend(x, square);
    const slopeOfInner = f32x4.mul(splat(ROOT_TWO_PI), f32x4.add(splat(ONE), f32x4.mul(splat(THREE_CUBE), square)));
    const second = f32x4.mul(f32x4.mul(x, f32x4.sub(splat(ONE), f32x4.mul(t, t))), slopeOfInner);
    return f32x4.mul(dy, f32x4.mul(splat(HALF), f32x4.add(f32x4.add(splat(ONE), t), second)));
  }
}
@final class SoftplusSlope { @inline of(dy: v128, x: v128, a: v128, b: v128): v128 { return f32x4.mul(dy, sigmoidf4(x)); } }
@final class SiluSlope {
  @inline of(dy: v128, x: v128, a: v128, b: v128): v128 {
    const s = sigmoidf4(x);
    return f32x4.mul(dy, f32x4.mul(s, f32x4.add(splat(ONE), f32x4.mul(x, f32x4.sub(splat(ONE), s)))));
  }
}
