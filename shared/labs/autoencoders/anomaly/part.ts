/** What rows are for, as a number in the output of the task "scores". */
export const PART = { train: 0, threshold: 1, test: 2 } as const;
