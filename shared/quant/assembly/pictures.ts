/** Windows over pictures without a product over channels: the same in both modules. */
import { finish8 } from "./finish";
import { Field } from "./plan";

/** bytes of bias[c] + Σ_taps weights[tap][c] · x[tap][c]: each channel with its own filter. Weights are 16-bit, taps × channels rounded up to eight. */
export function depthwise(entry: usize): void {
  const channels = load<i32>(entry, Field.CHANNELS);
  const height = load<i32>(entry, Field.HEIGHT);
  const width = load<i32>(entry, Field.WIDTH);
  const row = load<usize>(entry, Field.STAGE_ROW);
  const stage = load<usize>(entry, Field.STAGE);
  const inner = stage + <usize>load<i32>(entry, Field.TOP_ROWS) * row + <usize>(load<i32>(entry, Field.LEFT_COLUMNS) * channels);
  for (let y: i32 = 0; y < height; y++)
    memory.copy(inner + <usize>y * row, load<usize>(entry, Field.SOURCE) + <usize>(y * width * channels), width * channels);
  const kernelHeight = load<i32>(entry, Field.KERNEL_HEIGHT);
  const kernelWidth = load<i32>(entry, Field.KERNEL_WIDTH);
  const outHeight = load<i32>(entry, Field.OUT_HEIGHT);
  const outWidth = load<i32>(entry, Field.OUT_WIDTH);
  const down = <usize>load<i32>(entry, Field.STRIDE_Y) * row;
  const right = <usize>(load<i32>(entry, Field.STRIDE_X) * channels);
  const bias = load<usize>(entry, Field.BIAS);
  const padded = <usize>((channels + 7) & ~7) << 1;
  let to = load<usize>(entry, Field.TARGET);
  for (let oy: i32 = 0; oy < outHeight; oy++) {
    for (let ox: i32 = 0; ox < outWidth; ox++) {
      const window = stage + <usize>oy * down + <usize>ox * right;
      for (let c: i32 = 0; c < channels; c += 8) {
        let a = v128.load(bias + (<usize>c << 2));
        let b = v128.load(bias + (<usize>c << 2), 16);
        let at = load<usize>(entry, Field.WEIGHTS) + (<usize>c << 1);
        for (let ky: i32 = 0; ky < kernelHeight; ky++) {
          let x = window + <usize>ky * row + c;
          for (let kx: i32 = 0; kx < kernelWidth; kx++) {
            const p = v128.load8x8_u(x);
            const w = v128.load(at);
            a = i32x4.add(a, i32x4.extmul_low_i16x8_s(p, w));
            b = i32x4.add(b, i32x4.extmul_high_i16x8_s(p, w));
            x += channels;
            at += padded;
          }
        }
        finish8(a, b, entry, c, to + c, channels - c);
      }
      to += channels;
    }
  }
}

/**
 * The largest byte of each window, cells beyond the edge left out. Whole vectors of channels are read and written: what is written too much is
 * overwritten by the pixel that follows, or lies behind the last.
 */
export function maxPool(entry: usize): void {
  const channels = load<i32>(entry, Field.CHANNELS);
  const height = load<i32>(entry, Field.HEIGHT);
  const width = load<i32>(entry, Field.WIDTH);
  const source = load<usize>(entry, Field.SOURCE);
  let to = load<usize>(entry, Field.TARGET);
  const outHeight = load<i32>(entry, Field.OUT_HEIGHT);
  const outWidth = load<i32>(entry, Field.OUT_WIDTH);
  for (let oy: i32 = 0; oy < outHeight; oy++) {
    const top = oy * load<i32>(entry, Field.STRIDE_Y) - load<i32>(entry, Field.TOP_ROWS);
    const fromY = max(top, 0);
    const toY = min(top + load<i32>(entry, Field.KERNEL_HEIGHT), height);
    for (let ox: i32 = 0; ox < outWidth; ox++) {
      const left = ox * load<i32>(entry, Field.STRIDE_X) - load<i32>(entry, Field.LEFT_COLUMNS);
      const fromX = max(left, 0);
      const toX = min(left + load<i32>(entry, Field.KERNEL_WIDTH), width);
      for (let c: i32 = 0; c < channels; c += 16) {
        let most = i8x16.splat(0);
        for (let y = fromY; y < toY; y++)
          for (let x = fromX; x < toX; x++)
            most = i8x16.max_u(most, v128.load(source + <usize>((y * width + x) * channels + c)));
        v128.store(to + c, most);
      }
      to += channels;
    }
  }
}

/** ⌊(2 Σ + n) / 2n⌋ of the n cells of each window that lie in the picture: their mean, halves up. */
export function averagePool(entry: usize): void {
  const channels = load<i32>(entry, Field.CHANNELS);
  const height = load<i32>(entry, Field.HEIGHT);
  const width = load<i32>(entry, Field.WIDTH);
  const source = load<usize>(entry, Field.SOURCE);
  let to = load<usize>(entry, Field.TARGET);
  const outHeight = load<i32>(entry, Field.OUT_HEIGHT);
  const outWidth = load<i32>(entry, Field.OUT_WIDTH);
  for (let oy: i32 = 0; oy < outHeight; oy++) {
    const top = oy * load<i32>(entry, Field.STRIDE_Y) - load<i32>(entry, Field.TOP_ROWS);
    const fromY = max(top, 0);
    const toY = min(top + load<i32>(entry, Field.KERNEL_HEIGHT), height);
    for (let ox: i32 = 0; ox < outWidth; ox++) {
      const left = ox * load<i32>(entry, Field.STRIDE_X) - load<i32>(entry, Field.LEFT_COLUMNS);
      const fromX = max(left, 0);
      const toX = min(left + load<i32>(entry, Field.KERNEL_WIDTH), width);
      const count = <u32>((toY - fromY) * (toX - fromX));
      for (let c: i32 = 0; c < channels; c++) {
        let sum: u32 = 0;
        for (let y = fromY; y < toY; y++)
          for (let x = fromX; x < toX; x++) sum += load<u8>(source + <usize>((y * width + x) * channels + c));
        store<u8>(to + c, <u8>((2 * sum + count) / (2 * count)));
      }
      to += channels;
    }
  }
}
