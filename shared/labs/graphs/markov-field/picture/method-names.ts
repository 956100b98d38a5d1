/** The names of the methods, apart from what they do: the page that shows them has no need of it. */
export const methodNames = ["icm", "annealing", "mean-field", "max-product", "sum-product", "cut", "moves"] as const;
export type MethodName = (typeof methodNames)[number];
