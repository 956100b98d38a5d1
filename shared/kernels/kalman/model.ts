/**
 * Linear-Gaussian state space: x(t + 1) = A·x(t) + b + w, w ~ N(0, Q); y(t) = C·x(t) + d + v, v ~ N(0, R). All covariances are kept as square roots:
 * L with L·Lᵀ = Q, so that what is computed of them is positive whatever the rounding.
 */
export interface StateSpaceModel {
  /** n: numbers in a state. */
  readonly states: number;
  /** m: numbers that are measured at each step. */
  readonly outputs: number;
  /** A, n × n. */
  readonly transition: Float64Array;
  /** b, of n. */
  readonly drift: Float64Array;
  /** Lower triangular root of Q, n × n. Q may be singular. */
  readonly processFactor: Float64Array;
  /** C, m × n. */
  readonly observation: Float64Array;
  /** d, of m. */
  readonly offset: Float64Array;
  /** Lower triangular root of R, m × m. */
  readonly noiseFactor: Float64Array;
  /** Mean of the state AT the first step, before its measurement is seen: the filter begins with an update, not with a prediction. */
  readonly mean: Float64Array;
  /** Lower triangular root of the covariance of that same state, n × n. */
  readonly factor: Float64Array;
}

/** A model of n states and m outputs in which what is not given is zero, and A the identity. */
export function modelOf(
  states: number,
  outputs: number,
  given: Partial<Omit<StateSpaceModel, "states" | "outputs">>,
): StateSpaceModel {
  const square = () => new Float64Array(states * states);
  const transition = square();
  for (let i = 0; i < states; i++) transition[i * states + i] = 1;
  return {
    states,
    outputs,
    transition,
    drift: new Float64Array(states),
    processFactor: square(),
    observation: new Float64Array(outputs * states),
    offset: new Float64Array(outputs),
    noiseFactor: new Float64Array(outputs * outputs),
    mean: new Float64Array(states),
    factor: square(),
    ...given,
  };
}

/** Measurements of T steps: values T × m; `mask` has 1 where a value is present; absent where all are. */
export interface Measurements {
  readonly steps: number;
  readonly values: Float64Array;
  readonly mask?: Uint8Array | undefined;
}

/** The same series and after it `count` steps without measurements: what the filter predicts there is the forecast. */
export function extended({ steps, values, mask }: Measurements, outputs: number, count: number): Measurements {
  if (count === 0) return { steps, values, mask };
  const longer = new Float64Array((steps + count) * outputs);
  longer.set(values);
  const present = new Uint8Array(longer.length);
  if (mask) present.set(mask);
  else present.fill(1, 0, values.length);
  return { steps: steps + count, values: longer, mask: present };
}
