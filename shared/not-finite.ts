/**
 * Numbers that overflowed on the way: found again by whoever repeats the work, unlike those of a faulty machine. The pool knows the error by its
 * name.
 */
export class NotFiniteError extends Error {
  override readonly name = "NotFiniteError";
}

/** The value itself. Throws a NotFiniteError that says `what` it is of, where it is infinite or NaN. */
export function finite(value: number, what: string): number {
  if (!Number.isFinite(value)) throw new NotFiniteError(`${what} is ${value}`);
  return value;
}

/** Throws a NotFiniteError that names the first value which is infinite or NaN, counted from 0. */
export function refuseNonFinite(values: ArrayLike<number>, what: string): void {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) finite(values[i], `${what} ${i}`);
}
