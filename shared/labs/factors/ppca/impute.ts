import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { BLOCK_ROWS, blockCount } from "../../../kernels/moments/index.ts";
import { andThen } from "../../../later.ts";
import { foldIn, uniform } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { roundsOf } from "./e-step.ts";
import { joinRowEm, rowEm, type SavedEm } from "./em.ts";
import { checkPpca, mostDimensions, type PpcaParams } from "./fields.ts";

const STREAM = { start: 0, hide: 1 } as const;
/** Maximum cells of the rows on which imputation is measured. */
const MAX_CELLS = 250_000;
/** Rows of the result's picture, and hidden cells of its scatter. */
const SHOWN_ROWS = 16;
const SHOWN_CELLS = 1000;

/** Rows that imputation is measured on: evenly spread. */
export function imputedRows({ rows, columns }: Pick<Table, "rows" | "columns">): Uint32Array {
  const count = Math.min(rows, Math.max(2, Math.floor(MAX_CELLS / columns)));
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));
}

/** Whether imputation is measured: it is asked for, and the rows that it is measured on are enough for the model. */
export function isImputing({ hide, latent }: Pick<PpcaParams, "hide" | "latent">, table: Table): boolean {
  return hide > 0 && latent <= mostDimensions({ rows: imputedRows(table).length, columns: table.columns });
}

/** Steps: EM on what is visible, then blocks of rows that are filled in. */
export function imputeSteps(table: Pick<Table, "rows" | "columns">, latent: number, iterations: number): number {
  return iterations * imputeRounds(table, latent).rounds + blockCount(imputedRows(table).length);
}

/** Of an iteration of EM on the rows that imputation is measured on. */
export function imputeRounds(table: Pick<Table, "rows" | "columns">, latent: number): ReturnType<typeof roundsOf> {
  return roundsOf({ rows: imputedRows(table).length, columns: table.columns, latent });
}

/** The rows on which imputation is measured as a table of their own. */
interface Covered {
  /** Its mask has 1 where a cell is known and not hidden. */
  readonly table: Table & { readonly mask: Uint8Array };
  /** 1 where a cell is known. */
  readonly known: Uint8Array;
}

/** Draws once which cells are hidden: a cell's number is that of its place in the whole table. */
function cover({ columns, values, mask }: Table, rows: Uint32Array, key: Key, share: number): Covered {
  const own = values.slice(0, rows.length * columns);
  const known = new Uint8Array(own.length).fill(1);
  const visible = new Uint8Array(own.length);
  for (const [n, row] of rows.entries()) {
    const [from, to] = [row * columns, n * columns];
    own.set(values.subarray(from, from + columns), to);
    if (mask) known.set(mask.subarray(from, from + columns), to);
    for (let j = 0; j < columns; j++) visible[to + j] = known[to + j] && uniform(key, from + j) >= share ? 1 : 0;
  }
  return { table: { rows: rows.length, columns, values: own, mask: visible }, known };
}

/**
 * Hides a share of the known cells, fits the rest by EM and fills in the hidden ones. Output: rmse and r2 against each column's mean; truth and guess of
 * some covered cells; `row`, `original`, `visible` (0 or 1) and `completed` of the first rows.
 */
export const ppcaImputation = drive(
  (params: PpcaParams, context, { key, saved }: Start<{ em: SavedEm; expected: Float64Array }>) => {
    const { covered, table, rows, latent } = coveredFrom(params, key, context.data);
    const em = rowEm(context, { table, rows, latent, key: foldIn(key, STREAM.start) }, saved?.em);
    const fitting = params.iterations * em.rounds;
    const expected = saved?.expected ?? new Float64Array(table.values.length);
    return {
      advance: eachStep([], (step) => {
        if (step < fitting) return andThen(em.advance(step), () => {});
        const from = (step - fitting) * BLOCK_ROWS;
        expected.set(em.look(rows.subarray(from, from + BLOCK_ROWS)).expected, from * table.columns);
      }),
      save: () => ({ em: em.save(), expected }),
      output: () => compare(covered, expected),
      close: () => em.close(),
    };
  },
  {
    member: ({ params, key }, context, buffers, seat) =>
      joinRowEm(context, coveredFrom(params as unknown as PpcaParams, key, context.data), buffers, seat),
  },
);

function coveredFrom(params: PpcaParams, key: Key, data: Table | null) {
  const whole = checkPpca(params, data);
  const covered = cover(whole, imputedRows(whole), foldIn(key, STREAM.hide), params.hide);
  const { table } = covered;
  return { covered, table, rows: Uint32Array.from({ length: table.rows }, (_, i) => i), latent: params.latent };
}

function compare({ table, known }: Covered, expected: Float64Array): Arrays {
  const { rows, columns, mask: visible } = table;
  const unit = table.values instanceof Uint8Array ? 255 : 1;
  const value = (at: number) => table.values[at] / unit;
  const means = meansOf(columns, visible, value);
  const truth: number[] = [];
  const guess: number[] = [];
  let [error, spread, count] = [0, 0, 0];
  for (let at = 0; at < expected.length; at++) {
    if (!known[at] || visible[at]) continue;
    const [x, filled, mean] = [value(at), expected[at], means[at % columns]];
    error += (x - filled) * (x - filled);
    spread += (x - mean) * (x - mean);
    count++;
    if (truth.length < SHOWN_CELLS) {
      truth.push(x);
      guess.push(filled);
    }
  }
  const shown = Math.min(rows, SHOWN_ROWS);
  const cells = (of: (at: number) => number) =>
    array(
      Float32Array.from({ length: shown * columns }, (_, at) => of(at)),
      [shown, columns],
    );
  return {
    ...(count > 0 && { rmse: array(Float64Array.of(Math.sqrt(error / count))) }),
    ...(spread > 0 && { r2: array(Float64Array.of(1 - error / spread)) }),
    truth: array(Float64Array.from(truth)),
    guess: array(Float64Array.from(guess)),
    original: cells((at) => (known[at] ? value(at) : 0)),
    visible: cells((at) => visible[at]),
    completed: cells((at) => (visible[at] ? value(at) : expected[at])),
  };
}

function meansOf(columns: number, visible: Uint8Array, value: (at: number) => number): Float64Array {
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  for (let at = 0; at < visible.length; at++) {
    if (!visible[at]) continue;
    sums[at % columns] += value(at);
    counts[at % columns]++;
  }
  return sums.map((sum, j) => sum / Math.max(counts[j], 1));
}
