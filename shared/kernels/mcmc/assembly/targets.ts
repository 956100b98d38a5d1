// The density that is sampled: functions of a compiled program (shared/densities/wasm), which the loader has put into this module's table.

let value: u32 = 0;
let density: u32 = 0;
let reporter: u32 = 0;
let leap: u32 = 0;
/** Whether the density comes with leapfrog steps of its own. */
export let leaps: bool = false;
/** Numbers that are reported of a position. */
export let reported: i32 = 0;

/** `leapAt`: one leapfrog step, behind it two, and what they leave undone; 0 for none. */
export function setDensity(valueAt: u32, densityAt: u32, reporterAt: u32, leapAt: u32, count: i32): void {
  leap = leapAt;
  leaps = leapAt !== 0;
  value = valueAt;
  density = densityAt;
  reporter = reporterAt;
  reported = count;
}

/** Log density at the vector `q` up to a constant; its gradient to `g`. */
@inline
export function logDensity(q: usize, g: usize): f64 {
  return call_indirect<f64>(density, q, g);
}

/** The same number without the gradient: all that samplers need which do not follow it. */
export function logDensityAlone(q: usize): f64 {
  return call_indirect<f64>(value, q);
}

/** The reported numbers at `q`. */
export function report(q: usize, to: usize): void {
  call_indirect<void>(reporter, q, to);
}

/** `CompiledDensity.leap`. */
@inline
export function densityLeap(from: usize, scale: usize, to: usize, r: usize, r2: usize, r3: usize, step: f64): void {
  call_indirect<void>(leap, from, scale, to, r, r2, r3, step);
}

/** `CompiledDensity.leaps`. */
@inline
export function densityLeaps(
  from: usize,
  scale: usize,
  to1: usize,
  r1: usize,
  to2: usize,
  r2: usize,
  sum: usize,
  last1: usize,
  last2: usize,
  weights: usize,
  energy: f64,
  step: f64,
): i32 {
  return call_indirect<i32>(leap + 1, from, scale, to1, r1, to2, r2, sum, last1, last2, weights, energy, step);
}

/** `CompiledDensity.finish`. */
@inline
export function densityFinish(last1: usize, last2: usize): void {
  call_indirect<void>(leap + 2, last1, last2, 0.0);
}
