/** Numbers in the text of shaders. */

/** The nearest float32, with all the digits of the double that it is: no compiler refuses it or rounds it twice. Throws a RangeError unless it is finite. */
export function literal(x: number): string {
  const own = Math.fround(x);
  if (!Number.isFinite(own)) throw new RangeError(`literal of ${x} (must be finite: made from bits at run time)`);
  return Object.is(own, -0) ? "-0f" : `${own}f`;
}

/** Horner's rule in `x`, highest coefficient first: every product and every sum rounded, where the device rounds them apart. */
export function horner(coefficients: readonly number[], x: string): string {
  return coefficients.slice(1).reduce((sum, c) => `(${sum} * ${x} + ${literal(c)})`, literal(coefficients[0]));
}
