/** What one text may ask for: everything below is done in a moment, and is told with its limit where it is too much. */
export const LIMITS = {
  /** UTF-16 units of a text. */
  characters: 20_000,
  /** Parentheses, signs, powers and lists within each other. */
  depth: 100,
  /** Unconstrained coordinates. */
  dimension: 10_000,
  /** Operations of a program, and those made on the way to it. */
  operations: 50_000,
  /** Numbers of all columns and of what is computed from them when a text is read. */
  numbers: 20_000_000,
  /** Elements of a vector, and cells of a matrix. */
  elements: 5_000_000,
} as const;
