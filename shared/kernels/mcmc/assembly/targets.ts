// The density that is sampled: three functions of a compiled program (shared/densities/wasm), which the loader has put into this module's table.

let value: u32 = 0;
let density: u32 = 0;
let reporter: u32 = 0;
/** Numbers that are reported of a position. */
export let reported: i32 = 0;

export function setDensity(valueAt: u32, densityAt: u32, reporterAt: u32, count: i32): void {
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
