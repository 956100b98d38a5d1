import { isPending, type Later } from "../later.ts";
import {
  endGang,
  gangEnd,
  type Member,
  type MemberSeat,
  seatAt,
  seatState,
  seatWord,
  type Waiting,
  word,
} from "./gang.ts";

/** A round as a member sees it. */
export interface Round {
  readonly phase: number;
  readonly argument: number;
  /** This member's place: 1 to `size` − 1; the leader has 0. */
  readonly rank: number;
  readonly size: number;
}

/** What a member does when its part of a round is done and no other is published: the n-th of such pieces of work, from 0. False where there is none. */
export type Ahead = (round: Round, n: number) => boolean;

/** The member's side of a gang: takes the seat, and does `work` in each round that counts it in. */
export function takeSeat(
  control: SharedArrayBuffer,
  seat: MemberSeat,
  work: (round: Round) => Later<void>,
  ahead: Ahead = () => false,
): Member {
  const taken = new TakenSeat(control, seat);
  const now = () => seat.waiting.now();
  const broken = (error: unknown): never => {
    endGang(control, "broken");
    throw error;
  };
  return {
    serve(milliseconds) {
      try {
        const served = serveRounds(taken, { work, ahead }, now, now() + milliseconds);
        return isPending(served) ? served.then(undefined, broken) : served;
      } catch (error) {
        return broken(error);
      }
    },
  };
}

/** Until then, or false once the member is no longer wanted. Without a promise as long as neither work nor sleep makes one. */
function serveRounds(
  seat: TakenSeat,
  able: { readonly work: (round: Round) => Later<void>; readonly ahead: Ahead },
  now: () => number,
  until: number,
): Later<boolean> {
  for (;;) {
    if (seat.isOver) return false;
    const round = seat.due();
    const done = round === undefined ? seat.sleep(until - now()) : able.work(round);
    const next = () => {
      if (round === undefined) return now() < until;
      seat.finish(round);
      for (let n = 0; !seat.isAsked && !seat.isOver && able.ahead(round, n); n++);
      return now() < until;
    };
    if (isPending(done)) return done.then(() => (next() ? serveRounds(seat, able, now, until) : !seat.isOver));
    if (!next()) return !seat.isOver;
  }
}

/** What a member reads and writes of the gang's words. */
class TakenSeat {
  readonly #words: Int32Array;
  /** Its first word. */
  readonly #at: number;
  readonly #waiting: Waiting;
  /** The last round that it has looked at. */
  #seen: number;

  constructor(control: SharedArrayBuffer, { index, waiting }: MemberSeat) {
    this.#words = new Int32Array(control);
    this.#at = seatAt(index);
    this.#waiting = waiting;
    // Before the seat is taken: the leader lets nobody into a round that has begun.
    this.#seen = this.#load(word.round);
    Atomics.compareExchange(this.#words, this.#at + seatWord.state, seatState.absent, seatState.waiting);
    Atomics.add(this.#words, word.news, 1);
  }

  get isOver(): boolean {
    return this.#load(word.end) !== gangEnd.open || this.#own("state") === seatState.left;
  }

  /** Whether another round is published. */
  get isAsked(): boolean {
    return this.#load(word.round) !== this.#seen;
  }

  /** The round to do now, if there is one. */
  due(): Round | undefined {
    // First the round, then the state: who is at work when a round is published is seen to be.
    const round = this.#load(word.round);
    const state = this.#own("state");
    if (round === this.#seen) return undefined;
    this.#seen = round;
    const isAtWork = state === seatState.working || state === seatState.leaving;
    if (!isAtWork || ((round - this.#own("since")) | 0) < 0) return undefined;
    return {
      phase: this.#load(word.phase),
      argument: this.#load(word.argument),
      rank: this.#own("rank"),
      size: this.#load(word.size),
    };
  }

  /** Until another round is published. */
  sleep(milliseconds: number): Later<void> {
    return this.#waiting.wait(this.#words, word.round, this.#seen, milliseconds);
  }

  /** The last one wakes the leader: each wake-up costs as much as a barrier. */
  finish({ size }: Round): void {
    if (Atomics.add(this.#words, word.done, 1) + 1 === size - 1) this.#waiting.notify(this.#words, word.done);
  }

  #load(index: number): number {
    return Atomics.load(this.#words, index);
  }

  #own(name: Exclude<keyof typeof seatWord, "length">): number {
    return this.#load(this.#at + seatWord[name]);
  }
}
