/** Loops over float32 arrays that many kernels need. */

@inline
export function floats(base: usize, i: i32): usize {
  return base + (<usize>i << 2);
}

/** Copies `columns` floats to a row of `padded` ≥ columns, the rest zero. */
export function copyPadded(to: usize, from: usize, columns: i32, padded: i32): void {
  memory.copy(to, from, <usize>columns << 2);
  memory.fill(floats(to, columns), 0, <usize>(padded - columns) << 2);
}

/** The first `live` of four floats, 1…4; the others are `filler`. */
@inline
export function loadLive(at: usize, live: i32, filler: f32): v128 {
  return live >= 4 ? v128.load(at) : loadSome(at, live, filler);
}

function loadSome(at: usize, live: i32, filler: f32): v128 {
  let x = f32x4.splat(filler);
  x = f32x4.replace_lane(x, 0, load<f32>(at));
  if (live > 1) x = f32x4.replace_lane(x, 1, load<f32>(at, 4));
  if (live > 2) x = f32x4.replace_lane(x, 2, load<f32>(at, 8));
  return x;
}

/** Stores the first `live` of four floats. */
@inline
export function storeLive(at: usize, x: v128, live: i32): void {
  if (live >= 4) v128.store(at, x);
  else storeSome(at, f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1), f32x4.extract_lane(x, 2), live);
}

function storeSome(at: usize, x0: f32, x1: f32, x2: f32, live: i32): void {
  store<f32>(at, x0);
  if (live > 1) store<f32>(at, x1, 4);
  if (live > 2) store<f32>(at, x2, 8);
}

/** All bits of the first `live` lanes. */
@inline
export function liveLanes(live: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(live));
}

/** (0 + 1) + (2 + 3). */
@inline
export function sumOfLanes(x: v128): f32 {
  const low = f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1);
  return low + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}
