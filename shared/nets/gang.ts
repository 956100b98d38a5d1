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
  /** Awaited before a piece of work that a thread has taken: where threads are simulated in one, what lets the others come in. */
  turn?(): Later<void>;
}

/** What the thread of a task that may have a gang gives to its process: `context.gang`. */
export interface GangSeat {
  /** The most threads that will ever work on the task at once, that of the process included: ≥ 2. */
  readonly most: number;
  readonly waiting: Waiting;
  /** Says what a member needs to come in, and how many are welcome. A later offer replaces an earlier one, whose buffers are never used again. */
  offer(buffers: GangBuffers, members: number): void;
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

/**
 * The words of a gang: an Int32Array over "control", written by Atomics alone. The leader publishes a round by writing what it is and counting
 * `round` up; whoever has done its share of the round counts `done` up.
 */
export const word = { round: 0, phase: 1, argument: 2, size: 3, done: 4, end: 5, news: 6, seats: 8 } as const;
/** From `word.seats` on, one group of words for each seat. `since`: the first round that is its own; `rank`: its place in a round, from 1. */
export const seatWord = { state: 0, rank: 1, since: 2, length: 4 } as const;
const seats = 62;

/** No seat is taken twice: a thread that was terminated may still act on its own for seconds. */
export const gangSeats: number = seats;
export const controlBytes: number = 4 * (word.seats + seatWord.length * seats);

/** "closed": the leader has ended; "broken": a member is lost in the midst of a round, and nothing here can be trusted. Neither is ever taken back. */
export const gangEnd = { open: 0, closed: 1, broken: 2 } as const;

/**
 * absent → waiting (the member: it has come) → working (the leader, between rounds) → leaving (the pool, at any time) → left (the leader, between
 * rounds). Whoever is not at work can be sent away at once.
 */
export const seatState = { absent: 0, waiting: 1, working: 2, leaving: 3, left: 4 } as const;

/** Index of a seat's first word. */
export const seatAt = (seat: number): number => word.seats + seatWord.length * seat;

/** A member was lost in a round, or the gang was declared broken. */
export class GangBroken extends Error {
  override readonly name = "GangBroken";
}

/** Whether members may still join. */
export function isOpen(control: SharedArrayBuffer): boolean {
  return Atomics.load(new Int32Array(control), word.end) === gangEnd.open;
}

/** How many members work in step with the leader. */
export function membersAtWork(control: SharedArrayBuffer): number {
  const words = new Int32Array(control);
  let members = 0;
  for (let seat = 0; seat < gangSeats; seat++) {
    const state = Atomics.load(words, seatAt(seat) + seatWord.state);
    if (state === seatState.working || state === seatState.leaving) members++;
  }
  return members;
}

/** Ends a gang: its members leave as soon as they see it. */
export function endGang(control: SharedArrayBuffer, how: "closed" | "broken"): void {
  const words = new Int32Array(control);
  Atomics.compareExchange(words, word.end, gangEnd.open, gangEnd[how]);
  Atomics.notify(words, word.round);
  Atomics.notify(words, word.done);
}

/** Asks a member to leave; true if it is out already, false if it is at work and leaves after the round. */
export function askToLeave(control: SharedArrayBuffer, seat: number): boolean {
  const words = new Int32Array(control);
  const at = seatAt(seat) + seatWord.state;
  for (;;) {
    const state = Atomics.load(words, at);
    if (state === seatState.left) return true;
    if (state === seatState.leaving) return false;
    const next = state === seatState.working ? seatState.leaving : seatState.left;
    if (Atomics.compareExchange(words, at, state, next) !== state) continue;
    Atomics.add(words, word.news, 1);
    Atomics.notify(words, word.round);
    return next === seatState.left;
  }
}

/** After a member's thread was lost: if it was at work, the gang is broken. */
export function loseMember(control: SharedArrayBuffer, seat: number): void {
  if (!askToLeave(control, seat)) endGang(control, "broken");
}
