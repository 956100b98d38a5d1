/** Only blocks that hold something: of each group of four outputs those of its taps, ascending, with the byte offset of the input of each. */

/** The rest of one group: blocks [k, end) on top of the sum `a`. */
// @ts-ignore: decorator
@inline
function rest(x: usize, k: usize, end: usize, offsets: usize, values: usize, a: v128): v128 {
  for (; k < end; k++) {
    const value = v128.load_splat<f32>(x + load<u32>(offsets + (k << 2)));
    a = f32x4.add(a, f32x4.mul(value, v128.load(values + (k << 4))));
  }
  return a;
}

/** One position. `starts`: groups + 1 places in `offsets` and `values`. Four groups at once keep four sums going while all have blocks. */
export function sparseRow(
  x: usize,
  starts: usize,
  offsets: usize,
  values: usize,
  bias: usize,
  y: usize,
  groups: i32,
): void {
  let g = 0;
  for (; g + 4 <= groups; g += 4) {
    const at = starts + ((<usize>g) << 2);
    let k0: usize = load<u32>(at);
    let k1: usize = load<u32>(at + 4);
    let k2: usize = load<u32>(at + 8);
    let k3: usize = load<u32>(at + 12);
    const end0 = k1;
    const end1 = k2;
    const end2 = k3;
    const end3: usize = load<u32>(at + 16);
    let shared = min(min(end0 - k0, end1 - k1), min(end2 - k2, end3 - k3));
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    for (; shared > 0; shared--) {
      a = f32x4.add(
        a,
        f32x4.mul(v128.load_splat<f32>(x + load<u32>(offsets + (k0 << 2))), v128.load(values + (k0 << 4))),
      );
      b = f32x4.add(
        b,
        f32x4.mul(v128.load_splat<f32>(x + load<u32>(offsets + (k1 << 2))), v128.load(values + (k1 << 4))),
      );
      c = f32x4.add(
        c,
        f32x4.mul(v128.load_splat<f32>(x + load<u32>(offsets + (k2 << 2))), v128.load(values + (k2 << 4))),
      );
      d = f32x4.add(
        d,
        f32x4.mul(v128.load_splat<f32>(x + load<u32>(offsets + (k3 << 2))), v128.load(values + (k3 << 4))),
      );
      k0++;
      k1++;
      k2++;
      k3++;
    }
    a = rest(x, k0, end0, offsets, values, a);
    b = rest(x, k1, end1, offsets, values, b);
    c = rest(x, k2, end2, offsets, values, c);
    d = rest(x, k3, end3, offsets, values, d);
    const out: usize = (<usize>g) << 4;
    v128.store(y + out, f32x4.add(a, v128.load(bias + out)));
    v128.store(y + out + 16, f32x4.add(b, v128.load(bias + out + 16)));
    v128.store(y + out + 32, f32x4.add(c, v128.load(bias + out + 32)));
    v128.store(y + out + 48, f32x4.add(d, v128.load(bias + out + 48)));
  }
  for (; g < groups; g++) {
    const at = starts + ((<usize>g) << 2);
    const a = rest(x, load<u32>(at), load<u32>(at + 4), offsets, values, f32x4.splat(0));
    const out: usize = (<usize>g) << 4;
    v128.store(y + out, f32x4.add(a, v128.load(bias + out)));
  }
}

/** Windows of a convolution, four at once: as `denseWindows`, with byte offsets from the first tap of a window. */
export function sparseWindows(
  x: usize,
  places: usize,
  count: i32,
  starts: usize,
  offsets: usize,
  values: usize,
  bias: usize,
  y: usize,
  groups: i32,
): void {
  const wide: usize = (<usize>groups) << 4;
  for (let p = 0; p < count; p += 4) {
    const at = places + ((<usize>p) << 2);
    const x0 = x + load<u32>(at);
    const x1 = x + load<u32>(at + 4);
    const x2 = x + load<u32>(at + 8);
    const x3 = x + load<u32>(at + 12);
    for (let g = 0; g < groups; g++) {
      const begin = starts + ((<usize>g) << 2);
      const end: usize = load<u32>(begin + 4);
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      let c = f32x4.splat(0);
      let d = f32x4.splat(0);
      for (let k: usize = load<u32>(begin); k < end; k++) {
        const t: usize = load<u32>(offsets + (k << 2));
        const weight = v128.load(values + (k << 4));
        a = f32x4.add(a, f32x4.mul(v128.load_splat<f32>(x0 + t), weight));
        b = f32x4.add(b, f32x4.mul(v128.load_splat<f32>(x1 + t), weight));
        c = f32x4.add(c, f32x4.mul(v128.load_splat<f32>(x2 + t), weight));
        d = f32x4.add(d, f32x4.mul(v128.load_splat<f32>(x3 + t), weight));
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
