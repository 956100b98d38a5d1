/** The most by which numbers of equally long rows differ. */
export function mostApart(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): number {
  let most = 0;
  for (const [n, row] of a.entries())
    for (let k = 0; k < row.length; k++) most = Math.max(most, Math.abs(row[k] - b[n][k]));
  return most;
}

/** How far probabilities may be apart that the same numbers of float32 give in another order of sums. */
export const FLOAT_TOLERANCE = 1e-5;
