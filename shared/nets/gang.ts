/**
 * A gang: threads that work on one task in step, through shared memory. One of them leads: the task is its own, and alone it would do the same.
 * The others are members; they come and go between rounds. What a round does is no matter here.
 */
import type { Later } from "../later.ts";

/** What a gang shares, by name. "control" is the gang's own: the memory of its words, `controlBytes` long. */
export type GangBuffers = Readonly<Record<string, SharedArrayBuffer>> & { readonly control: SharedArrayBuffer };

/** How a thread waits for others: by Atomics where threads are real, by promises where they are simulated. */
export interface Waiting {
  /** Milliseconds since some moment. */
  now(): number;
  /** Sleeps while `words[index]` is `value`, at most so many milliseconds; may wake early. */
  wait(words: Int32Array, index: number, value: number, milliseconds: number): Later<void>;
  /** Wakes all that sleep on the word. */
  notify(words: Int32Array, index: number): void;
}

/** What the thread of a task that may have a gang gives to its process: `context.gang`. */
export interface GangSeat {
  /** The most threads that will ever work on the task at once, that of the process included: ≥ 2. */
  readonly most: number;
  readonly waiting: Waiting;
  /** Says what a member needs to come in. A later offer replaces an earlier one, whose buffers are never used again. */
  offer(buffers: GangBuffers): void;
}

/** A member's place. */
export interface MemberSeat {
  /** From 0; no two members of the same buffers ever have the same. */
  readonly index: number;
  readonly waiting: Waiting;
}

/** A member at work. */
export interface Member {
  /**
   * Does what the leader asks for, about so many milliseconds long, and sleeps where it asks for nothing; false once the member is no longer wanted.
   * Whatever goes wrong in it is thrown: the gang is then broken, and the leader continues alone.
   */
  serve(milliseconds: number): Later<boolean>;
}
