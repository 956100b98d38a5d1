/** Slow feature analysis by a gang of threads: what is asked of parts of the rows, or of whole shuffles, and what each answers; the same bits as one thread. */
import { type MomentsStart, openParts, partSize } from "../../../kernels/moments/index.ts";
import { type Sphering, secondMoment, slowness } from "../../../kernels/sfa/sfa.ts";
import type { Later } from "../../../later.ts";
import type { ShardedSums, SumsRun } from "../../../nets/gang-sums.ts";
import { foldIn, permutation } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { lazy } from "../../lazy.ts";
import { changeSize, openChange, openChangeParts } from "./change.ts";
import type { SfaSizes } from "./data.ts";
import { eachBlock, endsPart, PART_ROWS, type Pass, type Projection, partOf } from "./pass.ts";

/**
 * Kinds of questions. A shard is a part of the rows: moments of the inputs; of the expanded signal and of its change; features; change in the order of a shuffle. Or it
 * is a whole shuffle.
 */
export const KIND = { inputs: 0, expanded: 1, features: 2, change: 3, shuffles: 4 } as const;
type Kind = (typeof KIND)[keyof typeof KIND];

/** Shards of a round at most, and bytes of their answers. */
const MOST_SHARDS = 32;
const MOST_BYTES = 2 ** 26;
const MOST_THREADS = 16;
/** Multiply-adds that a thread has in a round, about: some ten milliseconds. */
const ROUND_WORK = 2e8;
/** A task of fewer multiply-adds is done before a member has come in. */
const WORTHWHILE = 3e8;
/** A shuffle of so many multiply-adds at most, some tenths of a second, is one shard. */
const SHUFFLE_WORK = 1e9;

/** Multiply-adds, of all rows but for `part`. */
export interface SfaWork {
  readonly part: number;
  /** Both passes that fit, and the decompositions after them. */
  readonly learning: number;
  readonly features: number;
  readonly shuffle: number;
}

export function workOf({ columns, rows, inputs, functions }: SfaSizes, features: number): SfaWork {
  // Embedding, copying and drawing an order cost about as much as that many products per row.
  const expanding = columns * inputs + functions + 1200;
  return {
    part: PART_ROWS * (expanding + functions ** 2),
    learning: rows * (columns ** 2 / 2 + expanding + functions ** 2) + 10 * (columns ** 3 + functions ** 3),
    features: rows * functions * features,
    shuffle: rows * (expanding + functions ** 2 / 2) + 12 * functions ** 3,
  };
}

/** How a task is cut, a matter of its sizes; which shards come together in a round is not: they are added, or taken, one by one. */
export interface Cut {
  readonly shards: number;
  /** Parts that a thread has in a round. */
  readonly each: number;
  /** Whether a shuffle may be a shard. */
  readonly whole: boolean;
}

export function cutOf(sizes: SfaSizes, features: number): Cut {
  const { part, shuffle } = workOf(sizes, features);
  const each = Math.max(1, Math.round(ROUND_WORK / part));
  const room = Math.floor(MOST_BYTES / (8 * answerSize(sizes, features)));
  const shards = Math.max(2, Math.min(MOST_SHARDS, room, MOST_THREADS * each));
  return { shards, each: Math.min(each, shards >> 1), whole: shuffle <= SHUFFLE_WORK };
}

/** Threads that a task of so many steps and multiply-adds may have: 1 where others are not worth while. */
export function threadsFor(work: number, parts: number, { shards, each }: Cut): number {
  if (work < WORTHWHILE || parts < 3) return 1;
  return Math.min(MOST_THREADS, Math.floor(shards / each), parts - 1);
}

/** Bytes of a gang's answers. */
export const answerBytes = (sizes: SfaSizes, features: number): number =>
  8 * cutOf(sizes, features).shards * answerSize(sizes, features);

function answerSize({ columns, functions }: SfaSizes, features: number): number {
  return Math.max(partSize(columns), partSize(functions) + changeSize(functions), PART_ROWS * features);
}

/** Numbers of a question: kind, first shard, shuffle, inputs that are kept, columns of the projection of the expanded signal; then places for all that some kind needs. */
const HEAD = 5;

function placesOf({ columns, inputs, functions }: SfaSizes, projected: number) {
  const starts = HEAD;
  const input = starts + Math.max(2 * columns, 4 * functions);
  const expanded = input + columns + columns * inputs;
  return { starts, input, expanded, end: expanded + functions + functions * projected };
}

/** What a task's threads agree on. */
export interface Shares {
  readonly pass: Pass;
  readonly sizes: SfaSizes;
  readonly cut: Cut;
  /** Of the task: orders of shuffles are drawn from it. */
  readonly key: Key;
  /** Whether the change is that of shuffles: these need the whole whitening of the expanded signal. Otherwise it is summed in the second pass. */
  readonly shuffles: boolean;
}

export const orderOf = ({ key, pass }: Pick<Shares, "key" | "pass">, shuffle: number): Uint32Array =>
  permutation(foldIn(key, shuffle), pass.embedded.rows);

const projectedBy = ({ sizes, pass, shuffles }: Shares) =>
  shuffles ? sizes.functions : Math.min(pass.params.features, sizes.functions);

/** What a question is about besides its shards. */
export interface Subject {
  readonly kind: Kind;
  readonly shuffle?: number;
  readonly starts?: readonly MomentsStart[];
  readonly input?: Projection;
  /** Features, or the whole whitening, from the expanded signal. */
  readonly expanded?: Projection;
}

function questionOf(shares: Shares, first: number, { kind, shuffle = 0, starts = [], input, expanded }: Subject) {
  const places = placesOf(shares.sizes, projectedBy(shares));
  const question = new Float64Array(places.end);
  const columnsOf = (projection?: Projection) => (projection ? projection.matrix.length / projection.mean.length : 0);
  question.set([kind, first, shuffle, columnsOf(input), columnsOf(expanded)]);
  let at = places.starts;
  for (const { shift, scale } of starts) {
    question.set(shift, at);
    question.set(scale, at + shift.length);
    at += 2 * shift.length;
  }
  for (const [place, projection] of [
    [places.input, input],
    [places.expanded, expanded],
  ] as const) {
    if (projection === undefined) continue;
    question.set(projection.mean, place);
    question.set(projection.matrix, place + projection.mean.length);
  }
  return question;
}

/** What shards answer. */
export function sumsOf(shares: Shares): ShardedSums {
  const { pass, sizes, cut } = shares;
  const { columns } = sizes;
  const { features } = pass.params;
  const places = placesOf(sizes, projectedBy(shares));
  const taken = (question: Float64Array, place: number, n: number, m: number): Projection => ({
    mean: question.slice(place, place + n),
    matrix: question.slice(place + n, place + n + n * m),
  });
  const startIn = (question: Float64Array, n: number, which = 0): MomentsStart => {
    const at = places.starts + 2 * n * which;
    return { shift: question.subarray(at, at + n), scale: question.subarray(at + n, at + 2 * n) };
  };
  const ofInputs = lazy(() => pass.inputParts());
  // Neither changes once it is known.
  let input: Projection | undefined;
  let expanded: Projection | undefined;
  let parts: ReturnType<typeof partsOf> | undefined;
  let order: { readonly of: number; readonly rows: Uint32Array } | undefined;
  const partsOf = (width: number, kept: number) => ({
    sum: lazy(() => openParts(width, pass.momentsOn(), pass.recurring(kept))),
    change: lazy(() => openChangeParts(width, pass.momentsOn())),
  });
  return {
    shards: cut.shards,
    question: places.end,
    answer: answerSize(sizes, features),
    sum(question, shard, into) {
      const [kind, first, shuffle, kept, projected] = question;
      const at = first + shard;
      if (kind === KIND.inputs) return ofInputs()(startIn(question, columns), at, into);
      input ??= taken(question, places.input, columns, kept);
      const own = input;
      const width = pass.width(kept);
      if (projected > 0) expanded ??= taken(question, places.expanded, width, projected);
      if (expanded && kind === KIND.features) return writeFeatures(pass, at, own, expanded, into);
      if (expanded && kind === KIND.shuffles) {
        into.set(shuffledDelta(shares, at, own, { ...expanded, rank: projected }));
        return;
      }
      parts ??= partsOf(width, kept);
      if (kind === KIND.change) {
        if (order?.of !== shuffle) order = { of: shuffle, rows: orderOf(shares, shuffle) };
        const { rows } = order;
        const change = parts.change();
        change.begin(startIn(question, width));
        eachBlock(pass, at, (b) => change.add(pass.expanded(b, own, rows, 1)));
        change.take(into);
        return;
      }
      const sum = parts.sum();
      // Where rows will be shuffled, nobody asks how they change in their own order.
      const change = shares.shuffles ? undefined : parts.change();
      sum.begin(startIn(question, width));
      change?.begin(startIn(question, width, 1));
      eachBlock(pass, at, (b) => {
        const rows = pass.expanded(b, own, undefined, 1);
        sum.add(rows.subarray(width));
        change?.add(rows);
      });
      sum.take(into);
      change?.take(into.subarray(partSize(width)));
    },
  };
}

/** The features of a part. */
function writeFeatures(pass: Pass, part: number, input: Projection, { mean, matrix }: Projection, into: Float64Array) {
  let at = 0;
  eachBlock(pass, part, (b) => {
    const rows = pass.expanded(b, input);
    const y = pass.arithmetic.project(rows, rows.length / mean.length, mean, matrix);
    into.set(y, at);
    at += y.length;
  });
}

/** Δ of the slowest directions of rows in the order of a shuffle, slowest first. */
function shuffledDelta(shares: Shares, shuffle: number, input: Projection, expanded: Sphering): Float64Array {
  const { pass } = shares;
  pass.whitenAll(input);
  const order = orderOf(shares, shuffle);
  const change = openChange(pass, expanded.mean.length);
  for (let part = 0; part < pass.parts; part++) {
    eachBlock(pass, part, (b) => change.add(pass.expanded(b, input, order)));
    change.endPart();
  }
  return deltaOf(pass, change.moments(), expanded);
}

export function deltaOf(
  { arithmetic, params }: Pick<Pass, "arithmetic" | "params">,
  moments: Parameters<typeof secondMoment>[0],
  expanded: Parameters<typeof slowness>[0],
): Float64Array {
  return slowness(expanded, secondMoment(moments), arithmetic).slice(0, params.features);
}

/** A pass over the parts of the rows, under way. */
export interface PartPass {
  readonly kind: Kind;
  /** Parts that are done. */
  done(): number;
  /** Does the next part here. */
  next(part: number): void;
  /** What members are asked, once the first part is done. */
  subject(): Omit<Subject, "kind">;
  /** The answer of the next part. */
  take(answer: Float64Array, part: number): void;
}

/** Blocks up to and including this one: whole parts by a thread alone; by a gang once as many have come together as a round has, or the pass ends. */
export function advanceTo(run: SumsRun, shares: Shares, pass: PartPass, block: number): Later<void> {
  if (!endsPart(shares.pass, block)) return;
  const end = partOf(block) + 1;
  // What is subtracted is found in the first block.
  if (pass.done() === 0) pass.next(0);
  const first = pass.done();
  const shards = end - first;
  if (shards <= 0) return;
  const { threads } = run;
  const { cut } = shares;
  const ends = end === shares.pass.parts;
  const enough = threads * Math.max(1, Math.min(cut.each, Math.floor(cut.shards / threads)));
  if (threads > 1 && !ends && shards < Math.min(enough, cut.shards)) return;
  return run.gather({
    kind: pass.kind,
    worth: shards,
    shards,
    question: () => questionOf(shares, first, { kind: pass.kind, ...pass.subject() }),
    take: (answer, shard) => pass.take(answer, first + shard),
    alone() {
      for (let part = first; part < end; part++) pass.next(part);
    },
  });
}

/** Whole shuffles [first, end) by a gang; `alone`: what a thread without members does. */
export function gatherShuffles(
  run: SumsRun,
  shares: Shares,
  {
    first,
    end,
    subject,
    take,
    alone,
  }: {
    readonly first: number;
    readonly end: number;
    subject(): Omit<Subject, "kind">;
    take(delta: Float64Array): void;
    alone(): void;
  },
): Later<void> {
  return run.gather({
    kind: KIND.shuffles,
    shards: end - first,
    worth: end - first,
    question: () => questionOf(shares, first, { kind: KIND.shuffles, ...subject() }),
    take,
    alone,
  });
}
