/**
 * Our float32 functions on every input of a shard, held against those of float64, whose own error is some 2^-29 of what is measured here. AssemblyScript:
 * `float32.ts` compiles it, and no page has it.
 */
import * as d from "../../../shared/math/assembly/elementary";
import { cosf4, cosTurnsf4, erff4, expf4, expMinusAbsf4, expm1f4, logf4, sigmoidf4, sinf4, sinTurnsf4, softplusf4, tanhf4 } from "../../../shared/math/assembly/elementary4";

/** What was found, as float64 in this order; then up to 64 inputs that are not decided, as uint32. */
const FOUND: usize = 1024;
const UNDECIDED: usize = FOUND + 16 * 8;
const MOST: i32 = 64;
/** Outputs of four inputs. */
const OUT: usize = 2048;

/** How near to the middle of two float32 the exact value may be before its float64 tells no more which is nearer. */
const MARGIN: f64 = 1.0 / 134217728.0;

@inline
function lanes(id: i32, x: v128): v128 {
  switch (id) {
    case 0: return expf4(x);
    case 1: return expm1f4(x);
    case 2: return expMinusAbsf4(x);
    case 3: return logf4(x);
    case 4: return tanhf4(x);
    case 5: return sigmoidf4(x);
    case 6: return softplusf4(x);
    case 7: return erff4(x);
    case 8: return sinf4(x);
    case 9: return cosf4(x);
    case 10: return sinTurnsf4(x);
    default: return cosTurnsf4(x);
  }
}

const TAU: f64 = 6.283185307179586;
const SLOPE: f64 = 1.1283791670955126; // 2/√π
const LN2: f64 = 0.6931471805599453;

/**
 * The exact value, to 2^-50 of it. Most float32 are so small that two terms of a series say it, or so large that the function has arrived: those are not
 * worth the functions of float64. What is left out is smaller than 2^-50 of the value.
 */
@inline
function exact(id: i32, x: f64): f64 {
  const size = Math.abs(x);
  switch (id) {
    case 0:
      if (size < 7e-9) return 1 + x;
      return x > 110 ? Infinity : x < -110 ? 0 : d.exp(x);
    case 1:
      if (size < 5e-8) return x + 0.5 * x * x;
      return x > 110 ? Infinity : x < -60 ? -1 : d.expm1(x);
    case 2:
      return size < 7e-9 ? 1 - size : d.exp(-size);
    case 3:
      return d.log(x);
    case 4:
      if (size < 6e-5) return x - (x * x * x) / 3;
      return size > 30 ? Math.sign(x) : d.tanh(x);
    case 5:
      if (size < 3e-6) return 0.5 + 0.25 * x;
      return x > 60 ? 1 : x < -110 ? 0 : d.sigmoid(x);
    case 6:
      if (size < 6e-5) return LN2 + (0.5 * x + 0.125 * x * x);
      return x > 60 ? x : x < -110 ? 0 : d.softplus(x);
    case 7:
      if (size < 1e-4) return SLOPE * (x - (x * x * x) / 3);
      return size > 7 ? Math.sign(x) : d.erf(x);
    case 8:
      return size < 1e-4 ? x - (x * x * x) / 6 : d.sin(x);
    case 9:
      return size < 1e-4 ? 1 - 0.5 * x * x : d.cos(x);
    case 10: {
      const t = TAU * x;
      return size < 1.5e-5 ? t - (t * t * t) / 6 : d.sinTurns(x);
    }
    default: {
      const t = TAU * x;
      return size < 1.5e-5 ? 1 - 0.5 * t * t : d.cosTurns(x);
    }
  }
}

export function found(): usize {
  return FOUND;
}

/** `limit`: inputs beyond it in size, infinite ones too, are not the function's. NaN must stay NaN wherever it goes in. */
export function shard(id: i32, from: u32, count: u32, limit: f32): void {
  let inputs: f64 = 0;
  let right: f64 = 0;
  let undecided: f64 = 0;
  let worst: f64 = 0;
  let worstAt: u32 = 0;
  let small: f64 = 0;
  let smallRight: f64 = 0;
  let smallWorst: f64 = 0;
  let special: f64 = 0;
  let specialWrong: f64 = 0;
  let specialAt: u32 = 0;
  for (let i: u32 = 0; i < count; i += 4) {
    const first = from + i;
    // Four after each other are of one size and sign, or nearly: those far beyond the limit need not be asked.
    const far = Math.abs(<f64>reinterpret<f32>(first));
    if (far > 2 * <f64>limit && far < Infinity) continue;
    v128.store(OUT, lanes(id, i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3))));
    for (let k: u32 = 0; k < 4; k++) {
      const word = first + k;
      const x = reinterpret<f32>(word);
      const size = Math.abs(<f64>x);
      const got = load<f32>(OUT + 4 * k);
      if (size > <f64>limit) continue;
      const y = isNaN(x) ? NaN : exact(id, <f64>x);
      const nearest = <f32>y;
      // What is no finite number: the function must say the same.
      if (!(Math.abs(<f64>nearest) < Infinity) || !(Math.abs(<f64>got) < Infinity)) {
        special += 1;
        if (got != nearest && !(isNaN(got) && isNaN(nearest))) {
          specialWrong += 1;
          specialAt = word;
        }
        continue;
      }
      const bits = reinterpret<u64>(y) & 0x7fffffffffffffff;
      const exponent = <i64>(bits >> 52) - 1023;
      // 2^-149 is the least step.
      const step = exponent < -126 ? <i64>-149 : exponent - 23;
      const scale = reinterpret<f64>(<u64>(1023 - step) << 52);
      const error = Math.abs(<f64>got - y) * scale;
      const rest = Math.abs(<f64>nearest - y) * scale;
      if (Math.abs(rest - 0.5) < MARGIN) {
        if (undecided < <f64>MOST) store<u32>(UNDECIDED + 4 * <usize>undecided, word);
        undecided += 1;
      }
      const isRight = got == nearest;
      if (exponent < -126) {
        small += 1;
        if (isRight) smallRight += 1;
        if (error > smallWorst) smallWorst = error;
      } else {
        inputs += 1;
        if (isRight) right += 1;
        if (error > worst) {
          worst = error;
          worstAt = word;
        }
      }
    }
  }
  store<f64>(FOUND, inputs);
  store<f64>(FOUND + 8, right);
  store<f64>(FOUND + 16, undecided);
  store<f64>(FOUND + 24, worst);
  store<f64>(FOUND + 32, <f64>worstAt);
  store<f64>(FOUND + 40, small);
  store<f64>(FOUND + 48, smallRight);
  store<f64>(FOUND + 56, smallWorst);
  store<f64>(FOUND + 64, special);
  store<f64>(FOUND + 72, specialWrong);
  store<f64>(FOUND + 80, <f64>specialAt);
}

/** The function at `count` inputs from `from` on, as float32 at `to`, for the twin in TypeScript to be compared. */
export function values(id: i32, from: u32, count: u32, to: usize): void {
  const most = <u32>(memory.size() << 16);
  const needed = <u32>to + 4 * count;
  if (needed > most) memory.grow(<i32>((needed - most + 0xffff) >> 16));
  for (let i: u32 = 0; i < count; i += 4)
    v128.store(to + 4 * i, lanes(id, i32x4.add(i32x4.splat(from + i), i32x4(0, 1, 2, 3))));
}
