/**
 * Updates of the floats [from, to) of blocks of parameters, gradients and state, each operation rounded; from is a multiple of 4, and the blocks are
 * padded to one, so the last vector may reach beyond `to`. Rates that depend on the step come from the caller. Scalar reference:
 * shared/nets/kernels/optimisers.ts.
 */

/** Adam (Kingma & Ba 2015): rate is α / (1 − β1^t), root is √(1 − β2^t); the step is rate·m / (√v / root + ε). */
export function adam(
  from: i32, to: i32, parameters: usize, gradient: usize, first: usize, second: usize,
  rate: f32, root: f32, beta1: f32, beta2: f32, epsilon: f32,
): void {
  const r = f32x4.splat(rate);
  const c = f32x4.splat(root);
  const b1 = f32x4.splat(beta1);
  const b2 = f32x4.splat(beta2);
  const n1 = f32x4.splat(1 - beta1);
  const n2 = f32x4.splat(1 - beta2);
  const e = f32x4.splat(epsilon);
  const end = <usize>to << 2;
  for (let at = <usize>from << 2; at < end; at += 16) {
    const g = v128.load(gradient + at);
    const m = f32x4.add(f32x4.mul(b1, v128.load(first + at)), f32x4.mul(n1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(second + at)), f32x4.mul(n2, f32x4.mul(g, g)));
    v128.store(first + at, m);
    v128.store(second + at, v);
    const step = f32x4.div(f32x4.mul(r, m), f32x4.add(f32x4.div(f32x4.sqrt(v), c), e));
    v128.store(parameters + at, f32x4.sub(v128.load(parameters + at), step));
  }
}

/** Gradient descent with momentum: velocity = momentum·velocity + gradient, parameters −= rate·velocity. */
export function sgd(from: i32, to: i32, parameters: usize, gradient: usize, velocity: usize, rate: f32, momentum: f32): void {
  const r = f32x4.splat(rate);
  const m = f32x4.splat(momentum);
  const end = <usize>to << 2;
  for (let at = <usize>from << 2; at < end; at += 16) {
    const v = f32x4.add(f32x4.mul(m, v128.load(velocity + at)), v128.load(gradient + at));
    v128.store(velocity + at, v);
    v128.store(parameters + at, f32x4.sub(v128.load(parameters + at), f32x4.mul(r, v)));
  }
}

/** RMSProp (Hinton 2012): square = decay·square + (1 − decay)·g², parameters −= rate·g / (√square + ε): ε outside the root. */
export function rmsprop(
  from: i32, to: i32, parameters: usize, gradient: usize, square: usize, rate: f32, decay: f32, epsilon: f32,
): void {
  const r = f32x4.splat(rate);
  const d = f32x4.splat(decay);
  const n = f32x4.splat(1 - decay);
  const e = f32x4.splat(epsilon);
  const end = <usize>to << 2;
  for (let at = <usize>from << 2; at < end; at += 16) {
    const g = v128.load(gradient + at);
    const s = f32x4.add(f32x4.mul(d, v128.load(square + at)), f32x4.mul(n, f32x4.mul(g, g)));
    v128.store(square + at, s);
    const step = f32x4.div(f32x4.mul(r, g), f32x4.add(f32x4.sqrt(s), e));
    v128.store(parameters + at, f32x4.sub(v128.load(parameters + at), step));
  }
}
