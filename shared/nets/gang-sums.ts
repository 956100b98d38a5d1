/**
 * Sums over rows, by one thread or by a gang of threads (`gang.ts`) with the same bits. The rows are cut into shards, how many being a matter of the data
 * and never of threads; whoever has a shard answers the question for all its rows, and the shards' answers are added, or taken one by one, in ascending
 * order, while others are still at work. An answer follows from question and shard alone, so that a gang that breaks costs one question.
 */
import { andThen, isPending, type Later } from "../later.ts";
import {
  controlBytes,
  endGang,
  GangBroken,
  type GangBuffers,
  type GangSeat,
  type Member,
  type MemberSeat,
  type Waiting,
} from "./gang.ts";
import { Claims, type Share } from "./gang-claims.ts";
import { GangLeader } from "./gang-leader.ts";
import { takeSeat } from "./gang-member.ts";

/** What one thread knows of the rows. */
export interface ShardedSums {
  /** ≥ 1. */
  readonly shards: number;
  /** Numbers in a question, and in an answer. */
  readonly question: number;
  readonly answer: number;
  /** Writes what a shard answers over all of `into`. */
  sum(question: Float64Array, shard: number, into: Float64Array): Later<void>;
  /**
   * What a member does for a shard of the question that follows the last one, while the leader has yet to find it. No answer may depend on it: it is
   * done for some shards or for none, and another question may come.
   */
  ahead?(shard: number): void;
}

/** A question whose answers are not simply added. */
export interface Gathering {
  readonly question: () => Float64Array;
  /** So many shards are asked, from the first on; all where it is left out. */
  readonly shards?: number;
  /** Is handed each shard's answer, in ascending order; the next question writes over it. This thread may still have shards to answer: what `sum` works on must stay. */
  take(answer: Float64Array, shard: number): void;
  /** What a thread without members does in place of question and answers: it must leave behind what they do. */
  alone?(): Later<void>;
  /** What is timed apart, since its questions take another time, and how many questions this one is worth: 0 and 1 where they are left out. */
  readonly kind?: number;
  readonly worth?: number;
}

/** In the thread that the task belongs to. */
export interface SumsRun {
  /** Adds the answers of all shards to `into`, one after another. No promise where the thread is alone. */
  ask(question: Float64Array, into: Float64Array): Later<void>;
  /** The same for answers that are more than sums. */
  gather(gathering: Gathering): Later<void>;
  /** Threads for the next question, newcomers among them: 1 where it is answered alone. */
  readonly threads: number;
  /** Lets the members go. No question may follow. */
  close(): void;
}

/** After so many gangs that broke the thread stays alone. */
const attempts = 3;
/** Milliseconds after which a gang is judged, and after which a thread that was better off alone tries again. */
const judgeEvery = 500;
const tryAgain = 5000;
/** Weight of the newest question in the time that one takes alone. */
const newest = 0.3;

/** Runs with a gang where there is one. `known`: what members need besides their task, found by the leader; float64. */
export function runSums(
  sums: ShardedSums,
  seat?: GangSeat,
  known: Readonly<Record<string, Float64Array>> = {},
): SumsRun {
  return new Run(sums, seat, known);
}

interface Gang {
  readonly leader: GangLeader;
  readonly control: SharedArrayBuffer;
  readonly shared: Shared;
}

class Run implements SumsRun {
  readonly #sums: ShardedSums;
  readonly #seat: GangSeat | undefined;
  readonly #known: Readonly<Record<string, Float64Array>>;
  #gang: Gang | undefined;
  #failed = 0;
  #againAt = Number.POSITIVE_INFINITY;
  /** Kinds of which a question was answered alone: the first also makes ready what the shards need. */
  readonly #ready = new Set<number>();
  /** Milliseconds of a question alone, by kind; and of those in the gang since it was last judged, beside what they would have taken alone. */
  readonly #alone = new Map<number, number>();
  #together = { milliseconds: 0, alone: 0 };
  #wasSlow = false;

  constructor(sums: ShardedSums, seat: GangSeat | undefined, known: Readonly<Record<string, Float64Array>>) {
    this.#sums = sums;
    this.#seat = seat;
    this.#known = known;
    this.#offer();
  }

  get threads(): number {
    const leader = this.#gang?.leader;
    if (leader === undefined) return 1;
    return leader.hasNews ? Math.max(2, leader.size) : leader.size;
  }

  ask(question: Float64Array, into: Float64Array): Later<void> {
    return this.gather({ question: () => question, take: (answer) => addTo(into, answer) });
  }

  gather(gathering: Gathering): Later<void> {
    if (this.#seat === undefined) return answerAlone(this.#sums, gathering);
    const { now } = this.#seat.waiting;
    const began = now();
    if (this.#gang === undefined && began >= this.#againAt) this.#offer();
    const gang = this.#gang;
    if (gang !== undefined && (gang.leader.size > 1 || gang.leader.hasNews)) return this.#inGang(gang, gathering);
    return andThen(answerAlone(this.#sums, gathering), () => this.#timeAlone(now() - began, gathering));
  }

  close(): void {
    this.#gang?.leader.close();
    this.#gang = undefined;
  }

  async #inGang(gang: Gang, gathering: Gathering): Promise<void> {
    const { leader, shared } = gang;
    const now = () => this.#seat?.waiting.now() ?? 0;
    const began = now();
    let taken = 0;
    try {
      const before = leader.size;
      if (leader.hasNews) leader.admit();
      if (leader.size === 1) {
        if (leader.isUsedUp) this.#offer();
        return answerAlone(this.#sums, gathering);
      }
      shared.question.set(gathering.question());
      const { shards = this.#sums.shards } = gathering;
      shared.claims.open();
      const own = shared.claims.share(0, leader.size, shards);
      const takeAnswered = () => {
        for (; taken < shards && own.isAnswered(taken); taken++) gathering.take(shared.answers[taken], taken);
      };
      await leader.round(0, shards, () => answerShare(this.#sums, shared, own, this.#seat?.waiting, takeAnswered));
      takeAnswered();
      // A newcomer first makes ready: that is not what a question takes.
      if (before === leader.size) this.#judge(now() - began, gathering);
    } catch (error) {
      if (!(error instanceof GangBroken)) throw error;
      this.#giveUp();
      if (++this.#failed < attempts) this.#offer();
      await answerAlone(this.#sums, gathering, taken);
    }
  }

  #timeAlone(took: number, { kind = 0, worth = 1 }: Gathering): void {
    const before = this.#alone.get(kind);
    const each = took / worth;
    if (this.#ready.has(kind)) this.#alone.set(kind, before === undefined ? each : before + newest * (each - before));
    this.#ready.add(kind);
  }

  /** Gives a gang up that was slower than one thread twice in a row: too many for this machine, or one that is busy. */
  #judge(took: number, { kind = 0, worth = 1 }: Gathering): void {
    const alone = this.#alone.get(kind);
    if (alone === undefined) return;
    const together = this.#together;
    together.milliseconds += took;
    together.alone += alone * worth;
    if (together.milliseconds < judgeEvery) return;
    const isSlow = together.milliseconds > together.alone;
    this.#together = { milliseconds: 0, alone: 0 };
    if (isSlow && this.#wasSlow) {
      this.#giveUp();
      this.#againAt = (this.#seat?.waiting.now() ?? 0) + tryAgain;
    }
    this.#wasSlow = isSlow && !this.#wasSlow;
  }

  #giveUp(): void {
    if (this.#gang !== undefined) endGang(this.#gang.control, "broken");
    this.#gang = undefined;
  }

  /** Offers fresh memory: a member that was lost may still write into the old one. */
  #offer(): void {
    const members = Math.min(this.#seat?.most ?? 1, this.#sums.shards) - 1;
    if (this.#seat === undefined || members < 1) return;
    this.#againAt = Number.POSITIVE_INFINITY;
    const buffers = allocate(this.#sums, this.#known);
    const { control } = buffers;
    this.#gang = { leader: new GangLeader(control, this.#seat.waiting), control, shared: viewsOf(this.#sums, buffers) };
    this.#seat.offer(buffers, members);
  }
}

/** Joins the gang that the run of another thread offers: `sums` answers as the leader's do. */
export function joinSums(sums: ShardedSums, buffers: GangBuffers, seat: MemberSeat): Member {
  const shared = viewsOf(sums, buffers);
  return takeSeat(
    buffers.control,
    seat,
    ({ rank, size, argument }) => answerShare(sums, shared, shared.claims.share(rank, size, argument), seat.waiting),
    // The shards that it begins with, if as many threads are there again.
    ({ rank, size, argument }, n) => {
      const shard = rank + n * size;
      if (sums.ahead === undefined || shard >= argument) return false;
      sums.ahead(shard);
      return true;
    },
  );
}

/** A copy of what the leader has found for its members. */
export function knownIn(buffers: GangBuffers, name: string): Float64Array {
  return new Float64Array(buffers[knownName(name)]).slice();
}

const knownName = (name: string) => `known.${name}`;

interface Shared {
  readonly claims: Claims;
  readonly question: Float64Array;
  /** By shard. */
  readonly answers: readonly Float64Array[];
}

function allocate(
  { shards, question, answer }: ShardedSums,
  known: Readonly<Record<string, Float64Array>>,
): GangBuffers {
  const copies = Object.entries(known).map(([name, values]) => {
    const buffer = new SharedArrayBuffer(values.byteLength);
    new Float64Array(buffer).set(values);
    return [knownName(name), buffer] as const;
  });
  return {
    ...Object.fromEntries(copies),
    control: new SharedArrayBuffer(controlBytes),
    claims: new SharedArrayBuffer(Claims.bytes(shards)),
    question: new SharedArrayBuffer(8 * question),
    answers: new SharedArrayBuffer(8 * answer * shards),
  };
}

function viewsOf({ shards, question, answer }: ShardedSums, buffers: GangBuffers): Shared {
  return {
    claims: new Claims(buffers.claims, shards),
    question: new Float64Array(buffers.question, 0, question),
    answers: Array.from({ length: shards }, (_, i) => new Float64Array(buffers.answers, 8 * answer * i, answer)),
  };
}

/** `done`: what this thread does after each of its answers. */
function answerShare(
  sums: ShardedSums,
  shared: Shared,
  share: Share,
  waiting: Waiting | undefined,
  done: () => void = () => undefined,
): Later<void> {
  for (let next = share.next(); next !== undefined; next = share.next()) {
    const shard = next;
    const answered = andThen(waiting?.turn?.(), () =>
      andThen(sums.sum(shared.question, shard, shared.answers[shard]), () => {
        share.finish(shard);
        done();
      }),
    );
    if (isPending(answered)) return answered.then(() => answerShare(sums, shared, share, waiting, done));
  }
}

/** `from`: the first shard whose answer was not yet taken. */
function answerAlone(
  sums: ShardedSums,
  { question, shards = sums.shards, take, alone }: Gathering,
  from = 0,
): Later<void> {
  if (alone !== undefined && from === 0) return alone();
  const own = new Float64Array(sums.answer);
  const asked = question();
  return each(from, shards, (shard) => andThen(sums.sum(asked, shard, own), () => take(own, shard)));
}

/** One after another; without a promise as long as none is made. */
function each(from: number, to: number, work: (shard: number) => Later<void>): Later<void> {
  for (let shard = from; shard < to; shard++) {
    const done = work(shard);
    if (isPending(done)) return done.then(() => each(shard + 1, to, work));
  }
}

function addTo(into: Float64Array, answer: Float64Array): void {
  for (let i = 0; i < answer.length; i++) into[i] += answer[i];
}
