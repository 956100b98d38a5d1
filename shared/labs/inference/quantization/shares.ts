/** Shares of the weights that a view may take out of a net, 0 to 1, and the one that it takes unless asked. */
export const SHARES: readonly number[] = [0.5, 0.6, 0.7, 0.8, 0.9];
export const SHARE = 0.8;
