import { andThen, type Later } from "../later.ts";
import { endGang, GangBroken, type GangSeat, type Waiting } from "./gang.ts";
import { GangLeader } from "./gang-leader.ts";
import {
  addLosses,
  allocate,
  copyFloats,
  floatsOf,
  type Place,
  phase,
  readParameters,
  type Shared,
  shareGradient,
  shareUpdate,
  viewsOf,
} from "./shard-share.ts";
import type { ShardedStep } from "./sharded-step.ts";

/** A training under way in the thread that the task belongs to. */
export interface ShardedRun {
  /**
   * Does step `n`: the next one. Afterwards this thread's parameters are those after step `n`; its optimiser states may be elsewhere, see `collect`.
   * Returns the losses of the whole minibatch, in memory that the next step overwrites. No promise where the thread is alone and the step makes none.
   */
  step(n: number): Later<Float64Array>;
  /** Brings the optimiser's states here: before they are read or saved. */
  collect(): Later<void>;
  /** Lets the members go. No step may follow. */
  close(): void;
}

/** Runs the steps from `next` on; with a gang where there is one. The blocks of `step` hold what stands after step `next` − 1. */
export function runShards(step: ShardedStep, next: number, gang?: GangSeat): ShardedRun {
  return new Run(step, next, gang);
}

/** After so many gangs that broke the thread stays alone. */
const attempts = 3;
/** Milliseconds after which states are collected and kept: what a broken gang may cost. */
const keepEvery = 500;
/** A gang is given up when it was slower than one thread twice in a row, or so many times slower. */
const farTooSlow = 1.5;
/** Milliseconds after which a thread that was better off alone looks whether that has changed: at first soon, machines are often busy for a moment. */
const tryAgain = { first: 1000, last: 30_000 };
/** Weight of the newest step in the time that a shard takes alone. */
const newest = 0.2;

interface Gang {
  readonly leader: GangLeader;
  readonly shared: Shared;
  readonly control: SharedArrayBuffer;
}

/** Blocks of this thread's own that no other can write, as they stand before step `next`. */
interface Kept {
  readonly next: number;
  readonly at: number;
  readonly blocks: readonly Float32Array[];
}

class Run implements ShardedRun {
  readonly #step: ShardedStep;
  readonly #seat: GangSeat | undefined;
  readonly #losses: Float64Array;
  #next: number;
  #gang: Gang | undefined;
  /** Members that are welcome. */
  #wanted: number;
  #failed = 0;
  #againAt = Infinity;
  #pause = tryAgain.first;
  #wasSlow = false;
  /** Milliseconds per shard in steps alone, and what the gang has taken and done since it was last judged. */
  #alonePace: number | undefined;
  #together = { milliseconds: 0, shards: 0 };
  /** Where to go back to when the gang breaks; undefined while all that counts is here. */
  #kept: Kept | undefined;

  constructor(step: ShardedStep, next: number, seat: GangSeat | undefined) {
    this.#step = step;
    this.#next = next;
    this.#seat = seat;
    this.#wanted = (seat?.most ?? 1) - 1;
    this.#losses = new Float64Array(step.losses);
    this.#offer();
  }

  step(n: number): Later<Float64Array> {
    if (n !== this.#next) throw new RangeError(`step ${n} follows step ${this.#next - 1} (must be the next one)`);
    const gang = this.#gang;
    if (this.#seat === undefined) return this.#alone();
    if (gang === undefined || (gang.leader.size === 1 && !gang.leader.hasNews)) return this.#timed(this.#seat.waiting);
    return this.#safely(() => this.#inGang(gang)).then((done) => (done ? this.#losses : this.#alone()));
  }

  collect(): Later<void> {
    const gang = this.#gang;
    if (gang === undefined || this.#kept === undefined) return undefined;
    return this.#safely(() => this.#collect(gang)).then(() => undefined);
  }

  close(): void {
    this.#gang?.leader.close();
    this.#gang = undefined;
    this.#kept = undefined;
  }

  #alone(): Later<Float64Array> {
    const n = this.#next;
    const updated = andThen(this.#step.gradient(n, 0, this.#step.shardsOf(n), this.#losses), () =>
      this.#step.update(n, 0, this.#step.count),
    );
    return andThen(updated, () => {
      this.#next = n + 1;
      return this.#losses;
    });
  }

  #timed({ now }: Waiting): Later<Float64Array> {
    const began = now();
    const shards = this.#step.shardsOf(this.#next);
    if (began >= this.#againAt && this.#gang === undefined && this.#failed < attempts) {
      this.#againAt = Infinity;
      this.#wanted = (this.#seat?.most ?? 1) - 1;
      this.#offer();
    }
    return andThen(this.#alone(), (losses) => {
      const pace = (now() - began) / shards;
      this.#alonePace = this.#alonePace === undefined ? pace : this.#alonePace + newest * (pace - this.#alonePace);
      return losses;
    });
  }

  /** Work with the gang. Where the gang breaks, this thread goes on alone from what it kept, up to the step that is next; then false. */
  async #safely(work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GangBroken)) throw error;
      // First: while this thread repeats steps, others get ready.
      if (++this.#failed >= attempts) this.#wanted = 0;
      this.#giveUp();
      await this.#goBack();
      return false;
    }
  }

  async #goBack(): Promise<void> {
    if (this.#kept === undefined) return;
    const until = this.#next;
    this.#blocks().forEach((block, i) => {
      block.set(this.#kept?.blocks[i] ?? []);
    });
    this.#next = this.#kept.next;
    this.#kept = undefined;
    // The same steps give the same bits: what they record is there already.
    while (this.#next < until) await this.#alone();
  }

  /** The next step in the gang; false when it turns out that nobody is there. */
  async #inGang(gang: Gang): Promise<boolean> {
    const { leader, shared } = gang;
    const began = this.#now();
    if (leader.hasNews) await this.#admit(gang);
    if (leader.size === 1 || !(await this.#refresh(gang))) return false;
    const [step, n] = [this.#step, this.#next];
    const place: Place = { rank: 0, size: leader.size };
    await leader.round(phase.gradient, n, () => shareGradient(step, shared, n, place));
    await leader.round(phase.update, n, () => shareUpdate(step, shared, n, place));
    readParameters(step, shared, place);
    addLosses(step, shared, n, place.size, this.#losses);
    this.#next = n + 1;
    this.#together.milliseconds += this.#now() - began;
    this.#together.shards += step.shardsOf(n);
    return true;
  }

  async #admit(gang: Gang): Promise<void> {
    const { leader, shared } = gang;
    await this.#collect(gang);
    leader.admit();
    if (leader.size === 1) {
      this.#kept = undefined;
      if (leader.isUsedUp) this.#offer();
      return;
    }
    this.#keep();
    shared.parameters.set(this.#step.parameters());
    shared.states.forEach((state, i) => {
      state.set(this.#step.state(i));
    });
    await leader.round(phase.load, 0, () => undefined);
  }

  /** Now and then: keeps what stands here, and looks whether the gang is worth it; false when it is not. */
  async #refresh(gang: Gang): Promise<boolean> {
    const { leader } = gang;
    if (this.#now() - (this.#kept?.at ?? 0) < keepEvery) return true;
    await this.#collect(gang);
    if (!this.#isTooSlow()) {
      this.#keep();
      return true;
    }
    // Too many for this machine, or one that is too slow.
    this.#wanted = Math.floor(leader.size / 2) - 1;
    if (this.#wanted < 1) {
      this.#againAt = this.#now() + this.#pause;
      this.#pause = Math.min(2 * this.#pause, tryAgain.last);
    }
    this.#kept = undefined;
    this.#giveUp();
    return false;
  }

  #isTooSlow(): boolean {
    const { milliseconds, shards } = this.#together;
    if (shards === 0 || this.#alonePace === undefined) return false;
    const ratio = milliseconds / (this.#alonePace * shards);
    const isSlow = ratio > 1;
    const isTooSlow = ratio > farTooSlow || (isSlow && this.#wasSlow);
    this.#wasSlow = isSlow && !isTooSlow;
    if (!isSlow) this.#pause = tryAgain.first;
    return isTooSlow;
  }

  /** The members' parts of the optimiser's states; the parameters are here after every step. */
  async #collect({ leader, shared }: Gang): Promise<boolean> {
    const { size } = leader;
    if (size === 1 || this.#step.states === 0) return true;
    await leader.round(phase.collect, 0, () => undefined);
    const { count } = this.#step;
    const [, own] = floatsOf(count, { rank: 0, size });
    shared.states.forEach((state, i) => {
      copyFloats(state, this.#step.state(i), [own, count]);
    });
    return true;
  }

  #keep(): void {
    this.#together = { milliseconds: 0, shards: 0 };
    this.#kept = { next: this.#next, at: this.#now(), blocks: this.#blocks().map((block) => block.slice()) };
  }

  #blocks(): readonly Float32Array[] {
    const { states } = this.#step;
    return [this.#step.parameters(), ...Array.from({ length: states }, (_, i) => this.#step.state(i))];
  }

  #now(): number {
    return this.#seat?.waiting.now() ?? 0;
  }

  #giveUp(): void {
    if (this.#gang !== undefined) endGang(this.#gang.control, "broken");
    this.#gang = undefined;
    this.#offer();
  }

  /** Offers fresh memory: a member that was lost may still write into the old one. */
  #offer(): void {
    if (this.#seat === undefined || this.#wanted < 1) return;
    const buffers = allocate(this.#step);
    const { control } = buffers;
    this.#gang = {
      leader: new GangLeader(control, this.#seat.waiting),
      shared: viewsOf(this.#step, buffers),
      control,
    };
    this.#seat.offer(buffers, this.#wanted);
  }
}
