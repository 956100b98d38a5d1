/**
 * The elementary functions in float32 as WebAssembly has them: of four at once (names in 4), which is how this compiler reads shared/math/elementary32.ts; and of
 * one, with the bits of a lane, for remainders.
 */
import {
  erff as erff4,
  expf as expf4,
  expm1f as expm1f4,
  expMinusAbsf as expMinusAbsf4,
  logf as logf4,
  tanhf as tanhf4,
  sigmoidf as sigmoidf4,
  softplusf as softplusf4,
  sinf as sinf4,
  cosf as cosf4,
  sinTurnsf as sinTurnsf4,
  cosTurnsf as cosTurnsf4,
} from "../elementary32";

export { constant } from "../lanes";
export {
  cosf as cosf4,
  cosOfQuartersf as cosOfQuartersf4,
  cosOfRestf as cosOfRestf4,
  cosTurnsf as cosTurnsf4,
  erff as erff4,
  expf as expf4,
  expm1f as expm1f4,
  expMinusAbsf as expMinusAbsf4,
  expOfNonPositivef as expOfNonPositivef4,
  logf as logf4,
  logOfNormalf as logOfNormalf4,
  quarterf as quarterf4,
  sigmoidf as sigmoidf4,
  sinf as sinf4,
  sinOfQuartersf as sinOfQuartersf4,
  sinOfRestf as sinOfRestf4,
  sinTurnsf as sinTurnsf4,
  softplusf as softplusf4,
  tanhf as tanhf4,
} from "../elementary32";

export function erff(x: f32): f32 {
  return f32x4.extract_lane(erff4(f32x4.splat(x)), 0);
}

export function expf(x: f32): f32 {
  return f32x4.extract_lane(expf4(f32x4.splat(x)), 0);
}

export function expm1f(x: f32): f32 {
  return f32x4.extract_lane(expm1f4(f32x4.splat(x)), 0);
}

export function expMinusAbsf(x: f32): f32 {
  return f32x4.extract_lane(expMinusAbsf4(f32x4.splat(x)), 0);
}

export function logf(x: f32): f32 {
  return f32x4.extract_lane(logf4(f32x4.splat(x)), 0);
}

export function tanhf(x: f32): f32 {
  return f32x4.extract_lane(tanhf4(f32x4.splat(x)), 0);
}

export function sigmoidf(x: f32): f32 {
  return f32x4.extract_lane(sigmoidf4(f32x4.splat(x)), 0);
}

export function softplusf(x: f32): f32 {
  return f32x4.extract_lane(softplusf4(f32x4.splat(x)), 0);
}

export function sinf(x: f32): f32 {
  return f32x4.extract_lane(sinf4(f32x4.splat(x)), 0);
}

export function cosf(x: f32): f32 {
  return f32x4.extract_lane(cosf4(f32x4.splat(x)), 0);
}

export function sinTurnsf(x: f32): f32 {
  return f32x4.extract_lane(sinTurnsf4(f32x4.splat(x)), 0);
}

export function cosTurnsf(x: f32): f32 {
  return f32x4.extract_lane(cosTurnsf4(f32x4.splat(x)), 0);
}
