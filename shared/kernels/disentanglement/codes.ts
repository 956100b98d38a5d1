/** Codes of samples, and the factors that made these samples. */

/** rows × width, row-major. */
export interface Codes {
  readonly rows: number;
  readonly width: number;
  readonly values: ArrayLike<number>;
}

/** One factor: a number per row, or a class in [0, classes). */
export interface Factor {
  readonly name: string;
  readonly values: Float64Array;
  /** 0: it is a number. */
  readonly classes: number;
}

/** One number for each code and factor, width × factors, row-major. */
export interface CodeByFactor {
  readonly width: number;
  readonly factors: number;
  readonly values: Float64Array;
}

export function codeColumn({ rows, width, values }: Codes, i: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, n) => values[n * width + i]);
}

/** `of` each code with each factor. */
export function byFactor(
  codes: Codes,
  factors: readonly Factor[],
  of: (code: Float64Array, factor: Factor, j: number) => number,
): CodeByFactor {
  const values = new Float64Array(codes.width * factors.length);
  for (let i = 0; i < codes.width; i++) {
    const code = codeColumn(codes, i);
    for (const [j, factor] of factors.entries()) values[i * factors.length + j] = of(code, factor, j);
  }
  return { width: codes.width, factors: factors.length, values };
}

/** Of each factor: what the code that has most is ahead of the next one (all of it where there is one code only). */
export function gaps({ width, factors, values }: CodeByFactor): Float64Array {
  return Float64Array.from({ length: factors }, (_, j) => {
    const [first, second = 0] = Float64Array.from({ length: width }, (__, i) => values[i * factors + j])
      .sort()
      .reverse();
    return first - second;
  });
}

/** In ascending order; 0 of none. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return values.length === 0 ? 0 : sum / values.length;
}
