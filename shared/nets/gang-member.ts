import { isPending, type Later } from "../later.ts";
import { endGang, gangEnd, type Member, type MemberSeat, seatAt, seatState, seatWord, word } from "./gang.ts";

/** A round as a member sees it. */
export interface Round {
  readonly phase: number;
  readonly argument: number;
  /** This member's place: 1 to `size` − 1; the leader has 0. */
  readonly rank: number;
  readonly size: number;
}

/** The member's side of a gang: takes the seat, and does `work` in each round that counts it in. */
export function takeSeat(control: SharedArrayBuffer, seat: MemberSeat, work: (round: Round) => Later<void>): Member {
  const words = new Int32Array(control);
  const at = seatAt(seat.index);
  const { waiting } = seat;
  // Before the seat is taken: the leader lets nobody into a round that has begun.
  let seen = Atomics.load(words, word.round);
  Atomics.compareExchange(words, at + seatWord.state, seatState.absent, seatState.waiting);
  Atomics.add(words, word.news, 1);

  /** The round to do now, if there is one. */
  const due = (): Round | undefined => {
    // First the round, then the state: who is at work when a round is published is seen to be.
    const round = Atomics.load(words, word.round);
    const state = Atomics.load(words, at + seatWord.state);
    if (round === seen) return undefined;
    seen = round;
    const isAtWork = state === seatState.working || state === seatState.leaving;
    if (!isAtWork || ((round - Atomics.load(words, at + seatWord.since)) | 0) < 0) return undefined;
    return {
      phase: Atomics.load(words, word.phase),
      argument: Atomics.load(words, word.argument),
      rank: Atomics.load(words, at + seatWord.rank),
      size: Atomics.load(words, word.size),
    };
  };
  const isOver = () =>
    Atomics.load(words, word.end) !== gangEnd.open || Atomics.load(words, at + seatWord.state) === seatState.left;
  /** The last one wakes the leader: each wake-up costs as much as a barrier. */
  const finish = ({ size }: Round) => {
    if (Atomics.add(words, word.done, 1) + 1 === size - 1) waiting.notify(words, word.done);
  };
  /** Without a promise as long as neither work nor sleep makes one. */
  const serve = (until: number): Later<boolean> => {
    for (;;) {
      if (isOver()) return false;
      const round = due();
      const done = round === undefined ? waiting.wait(words, word.round, seen, until - waiting.now()) : work(round);
      const next = () => {
        if (round !== undefined) finish(round);
        return waiting.now() < until;
      };
      if (isPending(done)) return done.then(() => (next() ? serve(until) : !isOver()));
      if (!next()) return !isOver();
    }
  };
  const broken = (error: unknown): never => {
    endGang(control, "broken");
    throw error;
  };
  return {
    serve(milliseconds) {
      try {
        const served = serve(waiting.now() + milliseconds);
        return isPending(served) ? served.then(undefined, broken) : served;
      } catch (error) {
        return broken(error);
      }
    },
  };
}
