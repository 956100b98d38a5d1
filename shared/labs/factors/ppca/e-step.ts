/** The E-step over rows with missing cells in rounds of shards, by one thread or by a gang of threads with the same bits (`shared/nets/gang-sums.ts`). */
import type { Table } from "../../../data/table.ts";
import { BLOCK_ROWS, blockCount } from "../../../kernels/moments/index.ts";
import type { Ppca } from "../../../kernels/ppca/ppca.ts";
import { type MissingKernel, type MissingSums, missingKernel } from "../../../kernels/ppca-missing/index.ts";
import type { ShardedSums } from "../../../nets/gang-sums.ts";
import type { Context } from "../../lab.ts";
import { type RowBlock, residualBlock } from "../residuals.ts";

/** Shards of a round at most, and bytes of their answers. */
const MOST_SHARDS = 8;
const MOST_BYTES = 2 ** 26;

/** How many rows, and of what size. */
export interface EStepSize {
  readonly rows: number;
  readonly columns: number;
  readonly latent: number;
}

/** The rows that are fitted, and what they are multiplied by. */
export interface EStepRows {
  readonly table: Table;
  /** Ascending. */
  readonly rows: Uint32Array;
  readonly latent: number;
  /** Brings the data near variance 1. */
  readonly unit: number;
}

/** Rounds of an E-step and shards of a round; each shard has BLOCK_ROWS rows at most. A matter of sizes alone, never of threads. */
export function roundsOf(size: EStepSize): { readonly rounds: number; readonly shards: number } {
  const blocks = blockCount(size.rows);
  // An even number, so that two threads have the same to do.
  const room = 2 * Math.floor(MOST_BYTES / (16 * answerSize(size)));
  const most = Math.max(2, Math.min(MOST_SHARDS, room));
  const rounds = Math.ceil(blocks / most);
  return { rounds, shards: blocks === 1 ? 1 : 2 * Math.ceil(blocks / (2 * rounds)) };
}

const sizesOf = ({ columns, latent }: Omit<EStepSize, "rows">) => {
  const width = latent + 1;
  return { second: (columns * width * (width + 1)) / 2, first: columns * width, squares: columns };
};

/** The sums of the kernel, then the log-likelihood and the number of cells. */
function answerSize(size: Omit<EStepSize, "rows">): number {
  const { second, first, squares } = sizesOf(size);
  return second + first + squares + 2;
}

/** Views of an answer. */
export function sumsIn(answer: Float64Array, size: Omit<EStepSize, "rows">): MissingSums & { readonly cells: number } {
  const { second, first, squares } = sizesOf(size);
  const ends = [second, second + first, second + first + squares];
  return {
    second: answer.subarray(0, ends[0]),
    first: answer.subarray(ends[0], ends[1]),
    squares: answer.subarray(ends[1], ends[2]),
    logLikelihood: answer[ends[2]],
    cells: answer[ends[2] + 1],
  };
}

/** Round and model, in units. */
export function questionOf(round: number, { mean, loadings, sigma2 }: Ppca): Float64Array {
  const question = new Float64Array(2 + mean.length + loadings.length);
  question.set([round, sigma2]);
  question.set(mean, 2);
  question.set(loadings, 2 + mean.length);
  return question;
}

export function eStepKernel(context: Context, columns: number, latent: number): MissingKernel {
  const device = context.device !== "scalar" ? context.wasm("ppca") : "scalar";
  return missingKernel(device, columns, latent, BLOCK_ROWS);
}

/** Rows in units. Means are kept in units, so that they are subtracted after scaling. */
export function scaledBlock({ table, unit }: Pick<EStepRows, "table" | "unit">, rows: Uint32Array, mean: Float64Array) {
  return residualBlock(
    table,
    rows,
    mean.map((value) => value / unit),
    unit,
  );
}

export const cellsIn = ({ present }: RowBlock): number => present.reduce((sum, one) => sum + one, 0);

/** What shards of a round answer. */
export function eStepSums(kernel: MissingKernel, given: EStepRows): ShardedSums {
  const { rows } = given;
  const { columns, latent } = kernel;
  const { rounds, shards } = roundsOf({ rows: rows.length, columns, latent });
  const parts = rounds * shards;
  return {
    shards,
    question: 2 + columns + columns * latent,
    answer: answerSize(kernel),
    sum(question, shard, into) {
      const [round, sigma2] = question;
      const [from, to] = [0, 1].map((i) => Math.floor(((round * shards + shard + i) * rows.length) / parts));
      const own = rows.subarray(from, to);
      const block = scaledBlock(given, own, question.subarray(2, 2 + columns));
      kernel.begin(question.subarray(2 + columns), sigma2);
      kernel.add(block.residuals, block.present, own.length);
      const { logLikelihood, ...sums } = kernel.sums();
      const views = sumsIn(into, kernel);
      for (const name of ["second", "first", "squares"] as const) views[name].set(sums[name]);
      into.set([logLikelihood, cellsIn(block)], into.length - 2);
    },
  };
}
