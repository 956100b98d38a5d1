/** The digits that presets of this family learn from. */
export const digits = { generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation: 1 } } as const;
