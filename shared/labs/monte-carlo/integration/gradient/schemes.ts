/** How rows are drawn: with replacement, without, and with the gradient at an anchor as a control variate (SVRG: R. Johnson, T. Zhang, 2013). */
export const SCHEMES = ["with", "without", "svrg"] as const;
/** What goes down: the three, and gradient descent over all rows. */
export const DESCENTS = ["full", ...SCHEMES] as const;
export type Descent = (typeof DESCENTS)[number];

/** Sizes of minibatches whose variance is measured: 1, 2, 4, … up to 1,024 or the rows. */
export function batchSizes(rows: number): readonly number[] {
  const sizes: number[] = [];
  for (let size = 1; size <= Math.min(rows, 1024); size *= 2) sizes.push(size);
  return sizes;
}
