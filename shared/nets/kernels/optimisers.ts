/** Updates of the floats [from, to) of blocks, each operation rounded to float32: the reference of shared/nets/assembly/optimisers.ts. */
const f = Math.fround;

/** Parameters and their gradient, in one layout. */
export interface Descent {
  readonly parameters: Float32Array;
  readonly gradient: Float32Array;
}
/** With the two moments of Adam. */
export interface Moments extends Descent {
  readonly first: Float32Array;
  readonly second: Float32Array;
}
type Span = readonly [from: number, to: number];

/** The numbers of step t (from 1): rate = α / (1 − β1^t), root = √(1 − β2^t). */
export interface AdamStep {
  readonly rate: number;
  readonly root: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Kingma & Ba 2015, algorithm 1: the step is rate·m / (√v / root + ε). */
export function adam([from, to]: Span, { parameters, gradient, first, second }: Moments, step: AdamStep): void {
  const { rate, root, beta1, beta2, epsilon } = step;
  const [b1, b2, r, c, e] = [f(beta1), f(beta2), f(rate), f(root), f(epsilon)];
  const [n1, n2] = [f(1 - b1), f(1 - b2)];
  for (let p = from; p < to; p++) {
    const g = gradient[p];
    first[p] = f(f(b1 * first[p]) + f(n1 * g));
    second[p] = f(f(b2 * second[p]) + f(n2 * f(g * g)));
    const below = f(f(f(Math.sqrt(second[p])) / c) + e);
    parameters[p] = f(parameters[p] - f(f(r * first[p]) / below));
  }
}

/** Gradient descent with momentum: velocity = momentum·velocity + gradient, parameters −= rate·velocity. */
export function sgd(
  [from, to]: Span,
  { parameters, gradient }: Descent,
  velocity: Float32Array,
  rate: number,
  momentum: number,
): void {
  for (let p = from; p < to; p++) {
    velocity[p] = f(f(f(momentum) * velocity[p]) + gradient[p]);
    parameters[p] = f(parameters[p] - f(f(rate) * velocity[p]));
  }
}

/** RMSProp (Hinton 2012): square = decay·square + (1 − decay)·g², parameters −= rate·g / (√square + ε): ε outside the root. */
export function rmsprop(
  [from, to]: Span,
  { parameters, gradient }: Descent,
  square: Float32Array,
  { rate, decay, epsilon }: { readonly rate: number; readonly decay: number; readonly epsilon: number },
): void {
  const [r, d, e] = [f(rate), f(decay), f(epsilon)];
  const n = f(1 - d);
  for (let p = from; p < to; p++) {
    const g = gradient[p];
    square[p] = f(f(d * square[p]) + f(n * f(g * g)));
    parameters[p] = f(parameters[p] - f(f(r * g) / f(f(Math.sqrt(square[p])) + e)));
  }
}
