import { interpret, type Program } from "../../../shared/densities/index.ts";

/**
 * Largest difference between the gradient and Richardson's extrapolated central differences, relative to the slope, to 1, or to what rounding of the
 * value leaves of a difference.
 */
export function gradientError(program: Program, position: Float64Array): number {
  const run = interpret(program);
  const gradient = new Float64Array(program.dimension);
  const value = run.value(position, gradient);
  const difference = (i: number, h: number) => {
    const [right, left] = [position.slice(), position.slice()];
    right[i] += h;
    left[i] -= h;
    return (run.value(right) - run.value(left)) / (right[i] - left[i]);
  };
  let worst = 0;
  for (let i = 0; i < gradient.length; i++) {
    const slope = (4 * difference(i, 5e-5) - difference(i, 1e-4)) / 3;
    const error = Math.abs(slope - gradient[i]) / Math.max(1, Math.abs(slope), 0.1 * Math.abs(value));
    if (!(error <= worst)) worst = error;
  }
  return worst;
}

export function valueAt(program: Program, ...position: readonly number[]): number {
  return interpret(program).value(Float64Array.from(position));
}
