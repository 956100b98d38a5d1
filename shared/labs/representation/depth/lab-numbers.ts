/** Numbers that the plan, the threads and the views agree on. */

/** Samples of a minibatch. */
export const BATCH = 32;
/** Steps between two counts of the regions, the first after step 1. */
export const COUNT_EVERY = 100;
/** Ends of each input of what is trained. */
export const WINDOW = [-1, 1] as const;
/** Points at which two forms of a function are compared. */
export const COMPARED = 64;
