/** Operations on each byte, and on rows of them: the same in both modules. */
import { Field } from "./plan";

/**
 * Numbers in float32 to 0…top: clamp(roundHalfEven((x − offset) / scale) + zero), the difference and the quotient rounded to float32, as ONNX's QuantizeLinear.
 * NaN becomes 0. `OTHER`: float32 scales, one for each number, or 0 for the one in `MORE`; `EXTRA`: offsets, or 0 for none. Whole vectors are read and written.
 */
export function quantiseInput(entry: usize, from: usize): void {
  const to = load<usize>(entry, Field.TARGET);
  const size = load<i32>(entry, Field.SIZE);
  const zero = f32x4.splat(<f32>load<i32>(entry, Field.ZERO));
  const top = f32x4.splat(<f32>load<i32>(entry, Field.TOP));
  const scales = load<usize>(entry, Field.OTHER);
  const offsets = load<usize>(entry, Field.EXTRA);
  const scale = f32x4.splat(load<f32>(entry, Field.MORE));
  const none = f32x4.splat(0);
  // Beside 2^23 a whole number is what the mantissa ends with.
  const big = f32x4.splat(8388608);
  for (let i: i32 = 0; i < size; i += 8) {
    const at = <usize>i << 2;
    let a = v128.load(from + at);
    let b = v128.load(from + at, 16);
    if (offsets) {
      a = f32x4.sub(a, v128.load(offsets + at));
      b = f32x4.sub(b, v128.load(offsets + at, 16));
    }
    a = f32x4.div(a, scales ? v128.load(scales + at) : scale);
    b = f32x4.div(b, scales ? v128.load(scales + at, 16) : scale);
    a = f32x4.add(f32x4.nearest(a), zero);
    b = f32x4.add(f32x4.nearest(b), zero);
    a = f32x4.add(f32x4.pmin(top, f32x4.pmax(none, a)), big);
    b = f32x4.add(f32x4.pmin(top, f32x4.pmax(none, b)), big);
    const mask = i32x4.splat(255);
    const words = i16x8.narrow_i32x4_s(v128.and(a, mask), v128.and(b, mask));
    v128.store64_lane(to + i, i8x16.narrow_i16x8_u(words, words), 0);
  }
}

/** Codes as they came, held to those that the input can have. */
export function copyCodes(entry: usize, from: usize): void {
  const to = load<usize>(entry, Field.TARGET);
  const size = load<i32>(entry, Field.SIZE);
  const most = i8x16.splat(<i8>load<i32>(entry, Field.TOP));
  for (let i: i32 = 0; i < size; i += 16) v128.store(to + i, v128.and(v128.load(from + i), most));
}

/** Numbers in float32 to whole ones of 0…`MORE` − 1, 32 bits each, halves to even; NaN becomes 0. */
export function indexInput(entry: usize, from: usize): void {
  const to = load<usize>(entry, Field.TARGET);
  const size = load<i32>(entry, Field.SIZE);
  const most = <f32>(load<i32>(entry, Field.MORE) - 1);
  for (let i: i32 = 0; i < size; i++) {
    const x = nearest<f32>(load<f32>(from + (<usize>i << 2)));
    store<i32>(to + (<usize>i << 2), x > 0 ? <i32>(x < most ? x : most) : 0);
  }
}

/** Rows of `STRIDE` bytes at `WEIGHTS` by their numbers. */
export function embedding(entry: usize): void {
  const from = load<usize>(entry, Field.SOURCE);
  const width = load<i32>(entry, Field.STRIDE);
  const weights = load<usize>(entry, Field.WEIGHTS);
  const end = load<usize>(entry, Field.TARGET) + <usize>load<i32>(entry, Field.SIZE);
  let at = from;
  for (let to = load<usize>(entry, Field.TARGET); to < end; to += width) {
    memory.copy(to, weights + <usize>(load<i32>(at) * width), width);
    at += 4;
  }
}

export function lookup(entry: usize): void {
  const from = load<usize>(entry, Field.SOURCE);
  const to = load<usize>(entry, Field.TARGET);
  const size = load<i32>(entry, Field.SIZE);
  const table = load<usize>(entry, Field.TABLE);
  for (let i: i32 = 0; i < size; i++) store<u8>(to + i, load<u8>(table + load<u8>(from + i)));
}

/** clamp(⌊(Σ_k m_k (x_k − z_k) + 2^(s − 1)) / 2^s⌋ + zero): `WEIGHTS` has m, z of both sides, then s. */
export function add(entry: usize): void {
  const one = load<usize>(entry, Field.SOURCE);
  const other = load<usize>(entry, Field.OTHER);
  const to = load<usize>(entry, Field.TARGET);
  const size = load<i32>(entry, Field.SIZE);
  const numbers = load<usize>(entry, Field.WEIGHTS);
  const m0 = load<i32>(numbers);
  const z0 = load<i32>(numbers, 4);
  const m1 = load<i32>(numbers, 8);
  const z1 = load<i32>(numbers, 12);
  const shift = load<i32>(numbers, 16);
  const start = (1 << (shift - 1)) - m0 * z0 - m1 * z1;
  const zero = load<i32>(entry, Field.ZERO);
  const top = load<i32>(entry, Field.TOP);
  for (let i: i32 = 0; i < size; i++) {
    const sum = start + m0 * <i32>load<u8>(one + i) + m1 * <i32>load<u8>(other + i);
    store<u8>(to + i, <u8>min(max((sum >> shift) + zero, 0), top));
  }
}

/**
 * Shares of 2^8 − 1 or 2^7 − 1 for each row of `STRIDE` bytes: e = T[largest − x], then ⌊(2 · top · e + Σ) / 2 Σ⌋. T has 256 whole numbers up to 65535: sums of 8192
 * of them stay below 2^29.
 */
export function softmax(entry: usize): void {
  let from = load<usize>(entry, Field.SOURCE);
  let to = load<usize>(entry, Field.TARGET);
  const width = load<i32>(entry, Field.STRIDE);
  const end = from + <usize>load<i32>(entry, Field.SIZE);
  const table = load<usize>(entry, Field.TABLE);
  const top = load<u32>(entry, Field.TOP);
  for (; from < end; from += width) {
    let most: usize = 0;
    for (let i: i32 = 0; i < width; i++) most = max(most, <usize>load<u8>(from + i));
    let sum: u32 = 0;
    for (let i: i32 = 0; i < width; i++) sum += load<u32>(table + ((most - <usize>load<u8>(from + i)) << 2));
    for (let i: i32 = 0; i < width; i++) {
      const e = load<u32>(table + ((most - <usize>load<u8>(from + i)) << 2));
      store<u8>(to + i, <u8>((2 * top * e + sum) / (2 * sum)));
    }
    to += width;
  }
}

/** Pixels of `CHANNELS` bytes by their numbers, one for each of those to be made; `ZERO` where the number is below 0. */
export function gather(entry: usize): void {
  const from = load<usize>(entry, Field.SOURCE);
  const channels = load<i32>(entry, Field.CHANNELS);
  const zero = <u8>load<i32>(entry, Field.ZERO);
  const end = load<usize>(entry, Field.TARGET) + <usize>load<i32>(entry, Field.SIZE);
  let at = load<usize>(entry, Field.OTHER);
  for (let to = load<usize>(entry, Field.TARGET); to < end; to += channels) {
    const pixel = load<i32>(at);
    if (pixel < 0) memory.fill(to, zero, channels);
    else memory.copy(to, from + <usize>(pixel * channels), channels);
    at += 4;
  }
}

/** See shared/quant/graph/scalar/bytes.ts. `WEIGHTS`: gain, then bias of each number, as float64; `OTHER`: ε, √n and the power of two, likewise. */
export function layerNorm(entry: usize): void {
  let from = load<usize>(entry, Field.SOURCE);
  let to = load<usize>(entry, Field.TARGET);
  const width = load<i32>(entry, Field.STRIDE);
  const end = from + <usize>load<i32>(entry, Field.SIZE);
  const gains = load<usize>(entry, Field.WEIGHTS);
  const numbers = load<usize>(entry, Field.OTHER);
  const epsilon = load<f64>(numbers);
  const root = load<f64>(numbers, 8);
  const power = load<f64>(numbers, 16);
  const zero = <f64>load<i32>(entry, Field.ZERO);
  const top = <f64>load<i32>(entry, Field.TOP);
  for (; from < end; from += width) {
    let sum: i32 = 0;
    for (let i: i32 = 0; i < width; i++) sum += load<u8>(from + i);
    let squares: f64 = 0;
    for (let i: i32 = 0; i < width; i++) {
      const d = <f64>(width * <i32>load<u8>(from + i) - sum);
      squares += d * d;
    }
    const length = max<f64>(1, Math.floor(256 * Math.sqrt(squares + epsilon)));
    for (let i: i32 = 0; i < width; i++) {
      const d = <f64>(width * <i32>load<u8>(from + i) - sum);
      const q = Math.floor((512 * d * root + length) / (2 * length));
      const at = gains + (<usize>i << 3);
      const scaled = Math.floor((q * load<f64>(at) + load<f64>(at + (<usize>width << 3))) * power + 0.5) + zero;
      store<u8>(to + i, <u8>min<f64>(max<f64>(scaled, 0), top));
    }
    to += width;
  }
}
