/** All blocks: groups of four outputs, each with the weights of all taps one after another. */

/** One position; `taps` inputs. Four groups at once keep four sums going. */
export function denseRow(x: usize, weights: usize, bias: usize, y: usize, groups: i32, taps: i32): void {
  const wide: usize = (<usize>taps) << 4;
  let g = 0;
  for (; g + 4 <= groups; g += 4) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    let w = weights + wide * g;
    let from = x;
    for (let end = x + ((<usize>taps) << 2); from < end; from += 4) {
      const value = v128.load_splat<f32>(from);
      a = f32x4.add(a, f32x4.mul(value, v128.load(w)));
      b = f32x4.add(b, f32x4.mul(value, v128.load(w + wide)));
      c = f32x4.add(c, f32x4.mul(value, v128.load(w + 2 * wide)));
      d = f32x4.add(d, f32x4.mul(value, v128.load(w + 3 * wide)));
      w += 16;
    }
    const at: usize = (<usize>g) << 4;
    v128.store(y + at, f32x4.add(a, v128.load(bias + at)));
    v128.store(y + at + 16, f32x4.add(b, v128.load(bias + at + 16)));
    v128.store(y + at + 32, f32x4.add(c, v128.load(bias + at + 32)));
    v128.store(y + at + 48, f32x4.add(d, v128.load(bias + at + 48)));
  }
  for (; g < groups; g++) {
    let a = f32x4.splat(0);
    let w = weights + wide * g;
    for (let t = 0; t < taps; t++) {
      a = f32x4.add(a, f32x4.mul(v128.load_splat<f32>(x + ((<usize>t) << 2)), v128.load(w)));
      w += 16;
    }
    const at: usize = (<usize>g) << 4;
    v128.store(y + at, f32x4.add(a, v128.load(bias + at)));
  }
}

/**
 * Windows of a convolution: `places`, byte offsets of their first tap in `x`, a multiple of four of them, which are summed at once; a window is `rows` runs of
 * `run` floats, `rowBytes` apart. Output: places × groups × 4.
 */
export function denseWindows(
  x: usize,
  places: usize,
  count: i32,
  weights: usize,
  bias: usize,
  y: usize,
  groups: i32,
  rows: i32,
  run: i32,
  rowBytes: i32,
): void {
  const wide: usize = (<usize>groups) << 4;
  for (let p = 0; p < count; p += 4) {
    const at = places + ((<usize>p) << 2);
    const x0 = x + load<u32>(at);
    const x1 = x + load<u32>(at + 4);
    const x2 = x + load<u32>(at + 8);
    const x3 = x + load<u32>(at + 12);
    let w = weights;
    for (let g = 0; g < groups; g++) {
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      let c = f32x4.splat(0);
      let d = f32x4.splat(0);
      for (let r = 0; r < rows; r++) {
        let t: usize = (<usize>r) * (<usize>rowBytes);
        for (let end = t + ((<usize>run) << 2); t < end; t += 4) {
          const weight = v128.load(w);
          w += 16;
          a = f32x4.add(a, f32x4.mul(v128.load_splat<f32>(x0 + t), weight));
          b = f32x4.add(b, f32x4.mul(v128.load_splat<f32>(x1 + t), weight));
          c = f32x4.add(c, f32x4.mul(v128.load_splat<f32>(x2 + t), weight));
          d = f32x4.add(d, f32x4.mul(v128.load_splat<f32>(x3 + t), weight));
        }
      }
      const more = v128.load(bias + ((<usize>g) << 4));
      const out = y + wide * p + ((<usize>g) << 4);
      v128.store(out, f32x4.add(a, more));
      v128.store(out + wide, f32x4.add(b, more));
      v128.store(out + 2 * wide, f32x4.add(c, more));
      v128.store(out + 3 * wide, f32x4.add(d, more));
    }
  }
}
