/** The minibatches of dictionary learning, drawn and coded by one thread or by a gang of threads with the same bits: a row's codes depend on the atoms alone. */
import type { SparseCoder } from "../../../kernels/sparse/index.ts";
import { andThen, type Later } from "../../../later.ts";
import type { ShardedSums, SumsRun } from "../../../nets/gang-sums.ts";
import type { Key } from "../../../random/key.ts";
import type { SparseCodingParams } from "./fields.ts";
import type { RowSource } from "./source.ts";

/** Multiply-adds of a shard at least: below it, waiting for each other takes longer than coding. */
const WORTHWHILE = 2 ** 17;
const MOST_SHARDS = 16;

/** A minibatch that was drawn and coded. */
export interface Coded {
  /** batch. */
  readonly losses: Float64Array;
  /** Coefficients that are not zero, of all rows together. */
  readonly nonZeros: number;
}

/** What is coded, and how. */
export interface Minibatches {
  readonly source: RowSource;
  /** Has room for a minibatch, and for an answer behind a shard; in a member for a shard. */
  readonly coder: SparseCoder;
  /** Whether the coder is the one that learns: its atoms are those of the question. */
  readonly learns: boolean;
  /** Of the minibatch of a step. */
  keyOf(step: number): Key;
  /** Codes the first rows of the coder; returns their losses. */
  code(rows: number): Float64Array;
  readonly batch: number;
  readonly shards: number;
}

type CodingSizes = Pick<SparseCodingParams, "atoms" | "method" | "nonZeros" | "batch">;

/** Multiply-adds of drawing and coding a row. */
export function codingWork(params: CodingSizes, inputs: number): number {
  return inputs * params.atoms + coding(params) * params.atoms + 60 * inputs;
}

/** Multiply-adds of coding a row, over the number of atoms. */
function coding({ method, nonZeros, batch }: CodingSizes): number {
  if (method === "omp") return (nonZeros ?? 5) ** 2 + batch / 16;
  return method === "cd" ? 30 : method === "fista" ? 500 : 1000;
}

/** How many shards a minibatch is cut into: an even number, so that two threads have the same to do, or one. A matter of sizes alone. */
export function shardsOf(params: CodingSizes, inputs: number): number {
  const most = Math.floor((params.batch * codingWork(params, inputs)) / WORTHWHILE);
  return Math.max(1, 2 * Math.floor(Math.min(MOST_SHARDS, most, params.batch / 4) / 2));
}

/** Rows of the largest shard. */
export const shardRows = ({ batch, shards }: Pick<Minibatches, "batch" | "shards">): number =>
  Math.ceil(batch / shards);

const startOf = ({ batch, shards }: Minibatches, shard: number) => Math.floor((shard * batch) / shards);

/** An answer: how many coefficients are not zero; then of each row the loss, the row itself and its codes. */
function viewsOf(minibatches: Minibatches, shard: number, answer: Float64Array) {
  const { inputs, atomCount } = minibatches.coder;
  const rows = startOf(minibatches, shard + 1) - startOf(minibatches, shard);
  const [x, codes] = [1 + rows, 1 + rows + rows * inputs];
  return {
    losses: answer.subarray(1, x),
    rows: answer.subarray(x, codes),
    codes: answer.subarray(codes, codes + rows * atomCount),
  };
}

/** What shards answer. A question is a step, the atoms and their Gram matrix. */
export function sumsOf(minibatches: Minibatches): ShardedSums {
  const { source, coder, learns, keyOf, code, shards } = minibatches;
  const { inputs, atomCount } = coder;
  const size = atomCount * inputs;
  const roomForRows = () => {
    const x = new Float64Array(shardRows(minibatches) * inputs);
    return { step: -1, x, rows: rowsOf(x, inputs) };
  };
  const drawn = roomForRows();
  /** By shard: rows drawn before they were asked for. */
  const early: ReturnType<typeof roomForRows>[] = [];
  const drawInto = (room: typeof drawn, step: number, shard: number) => {
    const key = keyOf(step);
    const from = startOf(minibatches, shard);
    const end = startOf(minibatches, shard + 1);
    for (let r = from; r < end; r++) source.draw(key, r, room.rows[r - from]);
    room.step = step;
  };
  // The step whose atoms are set, once per question.
  let set: number | undefined;
  return {
    shards,
    question: questionSize(inputs, atomCount),
    answer: 1 + shardRows(minibatches) * (1 + inputs + atomCount),
    sum(question, shard, into) {
      const [step] = question;
      if (!learns && set !== step) coder.setAtoms(question.subarray(1, 1 + size), question.subarray(1 + size));
      set = step;
      const { losses, rows, codes } = viewsOf(minibatches, shard, into);
      const isEarly = early[shard]?.step === step;
      if (!isEarly) drawInto(drawn, step, shard);
      const x = (isEarly ? early[shard] : drawn).x.subarray(0, rows.length);
      coder.setRows(x);
      rows.set(x);
      losses.set(code(losses.length));
      into[0] = nonZerosOf(coder.codes(losses.length, codes));
    },
    // Which rows a step draws does not depend on the atoms.
    ahead(shard) {
      if (set === undefined) return;
      early[shard] ??= roomForRows();
      drawInto(early[shard], set + 1, shard);
    },
  };
}

/** Room that is used again at every step: fresh memory takes as long as a tenth of the coding. */
export interface CodingRoom {
  /** batch × inputs: the minibatch, and its rows. */
  readonly x: Float64Array;
  readonly rows: readonly Float64Array[];
  /** batch × atoms: of a thread alone. */
  readonly codes: Float64Array;
  readonly question: Float64Array;
}

export function codingRoom({ batch, coder: { inputs, atomCount } }: Minibatches): CodingRoom {
  const x = new Float64Array(batch * inputs);
  return {
    x,
    rows: rowsOf(x, inputs),
    codes: new Float64Array(batch * atomCount),
    question: new Float64Array(questionSize(inputs, atomCount)),
  };
}

const rowsOf = (x: Float64Array, width: number) =>
  Array.from({ length: x.length / width }, (_, r) => x.subarray(r * width, (r + 1) * width));

const questionSize = (inputs: number, atomCount: number) => 1 + atomCount * inputs + atomCount * atomCount;

/**
 * Draws and codes the minibatch of a step into the room, and hands the coder's rows to `remember` in ascending order, so many from one on. In a gang that is done
 * shard by shard while others are at work: answers lie behind the rows that the coder itself works on.
 */
export function codeAll(
  run: SumsRun,
  minibatches: Minibatches,
  step: number,
  { x, rows, codes, question }: CodingRoom,
  remember: (first: number, rows: number) => void,
): Later<Coded> {
  const { source, coder, keyOf, code, batch } = minibatches;
  const { inputs, atomCount } = coder;
  const behind = shardRows(minibatches);
  let coded: Coded = { losses: new Float64Array(batch), nonZeros: 0 };
  const gathering = {
    question() {
      const size = atomCount * inputs;
      question[0] = step;
      coder.atoms(question.subarray(1, 1 + size));
      coder.gram(question.subarray(1 + size));
      return question;
    },
    take(answer: Float64Array, shard: number) {
      const from = startOf(minibatches, shard);
      const { losses, rows: drawn, codes: own } = viewsOf(minibatches, shard, answer);
      x.set(drawn, from * inputs);
      coder.setRows(drawn, behind);
      coder.setCodes(own, behind);
      remember(behind, losses.length);
      coded.losses.set(losses, from);
      coded = { losses: coded.losses, nonZeros: coded.nonZeros + answer[0] };
    },
    alone() {
      const key = keyOf(step);
      for (let r = 0; r < batch; r++) source.draw(key, r, rows[r]);
      coder.setRows(x);
      coded = { losses: code(batch), nonZeros: nonZerosOf(coder.codes(batch, codes)) };
      remember(0, batch);
    },
  };
  return andThen(run.gather(gathering), () => coded);
}

export function nonZerosOf(codes: Float64Array): number {
  let count = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i] !== 0) count++;
  return count;
}
