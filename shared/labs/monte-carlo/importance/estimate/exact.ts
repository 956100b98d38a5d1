/**
 * What `exact` of the task "theory" holds, in this order, Infinity where it is not known: E_p f; what the estimator tends to, where q does not reach all of p; n times the
 * estimator's variance with q, and with p in its place; E_q w²; the share of |f|·p that q reaches; E_p |f|.
 */
export const EXACT = ["value", "limit", "variance", "naiveVariance", "secondMoment", "covered", "absolute"] as const;
export type Exact = (typeof EXACT)[number];
