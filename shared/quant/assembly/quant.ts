/** What comes before and after the integer product of a layer, shared by both modules. */

/** Slope of leaky ReLU as 5243 / 2^19 = 0.0100002. */
const LEAK: f64 = 5243.0 / 524288.0;
const CODE_TOP: f64 = 127;

/**
 * One row of sums to one row of bytes: clamp(((sum · multiplier + 2^(shift − 1)) >> shift) + zero, 0, top), then through the table, if there is one
 * (1024 bytes). Under leaky ReLU a negative sum is first multiplied by the slope. `outputs` is rounded up to whole vectors of four: there must be
 * room. Products stay below 2^52 (the format sees to it) and shifts are at least 1, so float64 holds every number here exactly.
 */
export function requantise(
  sums: usize, outputs: i32, multipliers: usize, shifts: usize, zero: i32, top: i32, leaky: bool, table: usize, out: usize,
): void {
  const offset = f64x2.splat(<f64>zero);
  const most = f64x2.splat(<f64>top);
  for (let j = 0; j < outputs; j += 4) {
    const at = <usize>j << 2;
    const sum = v128.load(sums + at);
    const multiplier = v128.load(multipliers + at);
    const shift = v128.load(shifts + at);
    const low = scale(sum, multiplier, shift, leaky, offset, most);
    const high = scale(upper(sum), upper(multiplier), upper(shift), leaky, offset, most);
    const bytes = v128.shuffle<i32>(low, high, 0, 2, 4, 6);
    if (table) {
      store<u8>(out + j, load<u8>(table + i32x4.extract_lane(bytes, 0)));
      store<u8>(out + j, load<u8>(table + i32x4.extract_lane(bytes, 1)), 1);
      store<u8>(out + j, load<u8>(table + i32x4.extract_lane(bytes, 2)), 2);
      store<u8>(out + j, load<u8>(table + i32x4.extract_lane(bytes, 3)), 3);
    } else store4(out + j, bytes);
  }
}

// @ts-ignore: decorator
@inline
function upper(x: v128): v128 {
  return v128.shuffle<i64>(x, x, 1, 1);
}

/** The lower two: clamp(round(sum · multiplier / 2^shift)), halves up. */
// @ts-ignore: decorator
@inline
function scale(sums: v128, multipliers: v128, shifts: v128, leaky: bool, offset: v128, most: v128): v128 {
  const half = f64x2.splat(0.5);
  let sum = f64x2.convert_low_i32x4_s(sums);
  if (leaky) {
    const leaked = f64x2.floor(f64x2.add(f64x2.mul(sum, f64x2.splat(LEAK)), half));
    sum = v128.bitselect(leaked, sum, f64x2.lt(sum, f64x2.splat(0)));
  }
  // 2^−shift by its exponent.
  const power = i64x2.shl(i64x2.sub(i64x2.splat(1023), i64x2.extend_low_i32x4_s(shifts)), 52);
  const product = f64x2.mul(f64x2.mul(sum, f64x2.convert_low_i32x4_s(multipliers)), power);
  return clamped(f64x2.add(f64x2.floor(f64x2.add(product, half)), offset), most);
}

/**
 * Two whole numbers clamped to 0…most, each in the lower half of its lane: beside 2^52 it is what the mantissa ends with. The plain minimum and maximum
 * take one instruction each, those that heed NaN take ten.
 */
// @ts-ignore: decorator
@inline
function clamped(x: v128, most: v128): v128 {
  return f64x2.add(f64x2.pmin(f64x2.pmax(x, f64x2.splat(0)), most), f64x2.splat(4503599627370496));
}

/** Four numbers from 0 to 255 as bytes. */
// @ts-ignore: decorator
@inline
function store4(to: usize, values: v128): void {
  const words = i16x8.narrow_i32x4_u(values, values);
  v128.store32_lane(to, i8x16.narrow_i16x8_u(words, words), 0);
}

/**
 * `rows` × `width` finite numbers to 0…127: clamp(⌊(value − low) / (high − low) · 127 + ½⌋), rows `stride` bytes apart with zeros between. Whole vectors are
 * read and written: there must be room for three more.
 */
export function quantise(values: usize, width: i32, rows: i32, low: f64, high: f64, stride: i32, out: usize): void {
  // Constants in locals: engines make them anew in each round otherwise.
  const least = f64x2.splat(low);
  const range = f64x2.splat(high - low);
  const top = f64x2.splat(CODE_TOP);
  const half = f64x2.splat(0.5);
  const none = f64x2.splat(0);
  const big = f64x2.splat(4503599627370496);
  for (let n: i32 = 0; n < rows; n++) {
    const source = values + (<usize>n * width << 3);
    const to = out + <usize>n * stride;
    for (let i = 0; i < width; i += 4) {
      const from = source + (<usize>i << 3);
      const x = f64x2.div(f64x2.sub(v128.load(from), least), range);
      const y = f64x2.div(f64x2.sub(v128.load(from, 16), least), range);
      const first = f64x2.floor(f64x2.add(f64x2.mul(x, top), half));
      const second = f64x2.floor(f64x2.add(f64x2.mul(y, top), half));
      const a = f64x2.add(f64x2.pmin(f64x2.pmax(first, none), top), big);
      const b = f64x2.add(f64x2.pmin(f64x2.pmax(second, none), top), big);
      store4(to + i, v128.shuffle<i32>(a, b, 0, 2, 4, 6));
    }
    for (let i = width; i < stride; i++) store<u8>(to + i, 0);
  }
}

/** What a layer is told by, as 32-bit integers one after another; `stride` is the padded number of its inputs. */
const STRIDE: usize = 0;
const OUTPUTS: usize = 4;
const WEIGHTS: usize = 8;
const BIAS: usize = 12;
const MULTIPLIERS: usize = 16;
const SHIFTS: usize = 20;
const ZERO: usize = 24;
const TOP: usize = 28;
const LEAKY: usize = 32;
const TABLE: usize = 36;
const ENTRY: usize = 40;

export type Multiply = (x: usize, stride: i32, weights: usize, bias: usize, outputs: i32, sums: usize) => void;

/** The rows that lie at `x` (padded with zeros to the first layer's stride) through `layers` layers of the table, one row after another, to `out`, without gaps. */
export function throughLayers(
  table: usize, layers: i32, x: usize, rows: i32, sums: usize, ping: usize, pong: usize, out: usize, multiply: Multiply,
): void {
  const stride = load<i32>(table, STRIDE);
  for (let n: i32 = 0; n < rows; n++) {
    let source = x + <usize>n * stride;
    let target = ping;
    for (let l: i32 = 0; l < layers; l++) {
      const entry = table + <usize>l * ENTRY;
      const outputs = load<i32>(entry, OUTPUTS);
      const isLast = l == layers - 1;
      multiply(source, load<i32>(entry, STRIDE), load<usize>(entry, WEIGHTS), load<usize>(entry, BIAS), outputs, sums);
      requantise(
        sums, outputs, load<usize>(entry, MULTIPLIERS), load<usize>(entry, SHIFTS), load<i32>(entry, ZERO), load<i32>(entry, TOP),
        load<i32>(entry, LEAKY) != 0, load<usize>(entry, TABLE), target,
      );
      // The next layer reads whole vectors: what a longer row left behind must be gone.
      if (!isLast) for (let i = outputs; i & 15; i++) store<u8>(target + i, 0);
      source = target;
      target = target == ping ? pong : ping;
    }
    memory.copy(out, source, load<i32>(table + <usize>(layers - 1) * ENTRY, OUTPUTS));
    out += load<i32>(table + <usize>(layers - 1) * ENTRY, OUTPUTS);
  }
}

/** The sums of the lanes of four vectors. */
// @ts-ignore: decorator
@inline
export function totals(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
}
