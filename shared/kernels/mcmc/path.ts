// The path of a transition: the places that it visited, of which views make a picture. Rows of x, y, time and mark (see `Visit`).

export const PATH_WIDTH = 4;
/** Longest path that is kept, in places. */
export const PATH_LIMIT = 1024;

/** What a place on the path of a transition is. */
export const PATH = {
  /** A state of a trajectory, or where a walker stood. */
  state: 0,
  /** Proposals and what became of them. */
  accepted: 1,
  rejected: 2,
  /** An end of the interval of slice sampling. */
  interval: 3,
  /** What a level of a ladder holds after a swap. */
  swapped: 4,
  /** The walker along whose line another one moves. */
  partner: 5,
} as const;
