import { andThen, isPending, type Later } from "../later.ts";
import { endGang, GangBroken, gangEnd, gangSeats, seatAt, seatState, seatWord, type Waiting, word } from "./gang.ts";

/** Milliseconds of one look at what has not been done. Time is counted in looks: a frozen page sees its clock jump and the members asleep alike. */
const look = 50;
/** A member may take so many times as long as the leader took for its own share, and at least so many milliseconds. */
const patience = { times: 10, least: 2000 };

/** The leader's side of a gang. Between rounds it lets members in and out; in a round it works as they do. */
export class GangLeader {
  readonly #control: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #waiting: Waiting;
  /** Seats of the members at work, by rank. */
  #working: number[] = [];
  #heard = 0;

  constructor(control: SharedArrayBuffer, waiting: Waiting) {
    this.#control = control;
    this.#words = new Int32Array(control);
    this.#waiting = waiting;
  }

  /** Threads at work: the leader and its members. */
  get size(): number {
    return 1 + this.#working.length;
  }

  /** All seats are taken or left: nobody else can come. */
  get isUsedUp(): boolean {
    return this.#stateOf(gangSeats - 1) !== seatState.absent;
  }

  /** Whether someone may wait to come in, or is to leave, or the gang was declared broken. */
  get hasNews(): boolean {
    const words = this.#words;
    return Atomics.load(words, word.news) !== this.#heard || Atomics.load(words, word.end) !== gangEnd.open;
  }

  /** Lets those go that are to leave, and those in that wait; what the former alone hold must have been collected. Throws GangBroken. */
  admit(): void {
    this.#throwIfBroken();
    const words = this.#words;
    this.#heard = Atomics.load(words, word.news);
    for (const seat of this.#working)
      if (this.#stateOf(seat) === seatState.leaving) Atomics.store(words, seatAt(seat), seatState.left);
    this.#working = this.#working.filter((seat) => this.#stateOf(seat) !== seatState.left);
    for (let seat = 0; seat < gangSeats; seat++) {
      if (this.#stateOf(seat) !== seatState.waiting) continue;
      Atomics.store(words, seatAt(seat) + seatWord.since, (Atomics.load(words, word.round) + 1) | 0);
      const was = Atomics.compareExchange(words, seatAt(seat), seatState.waiting, seatState.working);
      if (was === seatState.waiting) this.#working.push(seat);
    }
    this.#working.forEach((seat, i) => {
      Atomics.store(words, seatAt(seat) + seatWord.rank, i + 1);
    });
    Atomics.store(words, word.size, this.size);
    Atomics.notify(words, word.round);
  }

  /**
   * A round: `own` is the leader's share; ends when all have done theirs. Throws GangBroken when one takes far too long: then the gang is broken for
   * good, and what the round was to write must not be used.
   */
  round(phase: number, argument: number, own: () => Later<void>): Later<void> {
    this.#throwIfBroken();
    const words = this.#words;
    Atomics.store(words, word.phase, phase);
    Atomics.store(words, word.argument, argument);
    Atomics.store(words, word.done, 0);
    Atomics.add(words, word.round, 1);
    this.#waiting.notify(words, word.round);
    const began = this.#waiting.now();
    return andThen(own(), () => {
      const took = this.#waiting.now() - began;
      const looks = Math.ceil(Math.max(patience.least, patience.times * took) / look);
      return this.#rest(looks, looks);
    });
  }

  close(): void {
    endGang(this.#control, "closed");
  }

  /** Waits for the members' shares. */
  #rest(looks: number, most: number): Later<void> {
    const words = this.#words;
    for (let left = looks; ; ) {
      const done = Atomics.load(words, word.done);
      if (done >= this.#working.length) return;
      this.#throwIfBroken();
      if (left <= 0) endGang(this.#control, "broken");
      const began = this.#waiting.now();
      const next = () => {
        if (Atomics.load(words, word.done) !== done) return most;
        // Woken early: no look.
        return this.#waiting.now() - began < look / 2 ? left : left - 1;
      };
      const slept = this.#waiting.wait(words, word.done, done, look);
      if (isPending(slept)) return slept.then(() => this.#rest(next(), most));
      left = next();
    }
  }

  #stateOf(seat: number): number {
    return Atomics.load(this.#words, seatAt(seat) + seatWord.state);
  }

  #throwIfBroken(): void {
    if (Atomics.load(this.#words, word.end) === gangEnd.broken) throw new GangBroken("the gang is broken");
  }
}
