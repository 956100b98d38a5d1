/** A step of the way, as all of its figures show it. */
export interface Moment {
  /** Of the T steps. */
  readonly time: number;
  /** Rows on their way, and what the net takes them for, as it has them; null until it has answered. */
  readonly now: Float32Array | null;
  readonly clean: Float32Array | null;
}
