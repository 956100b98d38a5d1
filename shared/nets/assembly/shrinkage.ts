/** Adds the slopes of the penalties l1·Σ|w| + l2/2·Σw² to the gradient of floats [from, to) of a block, then multiplies the parameters by `keep`. */
export function shrink(from: i32, to: i32, parameters: usize, gradients: usize, l1: f32, l2: f32, keep: f32): void {
  const zero = f32x4.splat(0);
  const plus = f32x4.splat(l1);
  const minus = f32x4.splat(-l1);
  const square = f32x4.splat(l2);
  const k = f32x4.splat(keep);
  const end = <usize>to << 2;
  for (let at = <usize>from << 2; at < end; at += 16) {
    const w = v128.load(parameters + at);
    const sign = v128.or(v128.and(plus, f32x4.gt(w, zero)), v128.and(minus, f32x4.lt(w, zero)));
    const g = v128.load(gradients + at);
    v128.store(gradients + at, f32x4.add(g, f32x4.add(f32x4.mul(square, w), sign)));
    v128.store(parameters + at, f32x4.mul(w, k));
  }
}
