import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { BLOCK_ROWS, blockCount } from "../../../kernels/moments/index.ts";
import { foldIn, uniform } from "../../../random/index.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { rowEm, type SavedEm } from "./em.ts";
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

export function imputeSteps(table: Pick<Table, "rows" | "columns">, iterations: number): number {
  return (iterations + 1) * blockCount(imputedRows(table).length);
}

/**
 * Hides a share of the known cells, fits the rest by EM and fills in the hidden ones. Output: rmse and r2 against each column's mean; truth and guess of
 * some covered cells; `row`, `original`, `visible` (0 or 1) and `completed` of the first rows.
 */
export const ppcaImputation = drive(
  (params: PpcaParams, context, { key, saved }: Start<{ em: SavedEm; expected: Float64Array }>) => {
    const table = checkPpca(params, context.data);
    const rows = imputedRows(table);
    const hideKey = foldIn(key, STREAM.hide);
    const hidden = (at: number) => uniform(hideKey, at) < params.hide;
    const options = { table, rows, latent: params.latent, key: foldIn(key, STREAM.start), hidden };
    const em = rowEm(context, options, saved?.em);
    const fitting = params.iterations * em.blocks;
    const expected = saved?.expected ?? new Float64Array(rows.length * table.columns);
    return {
      advance: eachStep([], (step) => {
        if (step < fitting) em.advance(step);
        else {
          const from = (step - fitting) * BLOCK_ROWS;
          expected.set(em.look(rows.subarray(from, from + BLOCK_ROWS), hidden).expected, from * table.columns);
        }
      }),
      save: () => ({ em: em.save(), expected }),
      output: () => compare(table, rows, hidden, expected),
    };
  },
);

function compare(table: Table, rows: Uint32Array, hidden: (at: number) => boolean, expected: Float64Array): Arrays {
  const { columns, mask } = table;
  const unit = table.values instanceof Uint8Array ? 255 : 1;
  const value = (at: number) => table.values[at] / unit;
  const known = (at: number) => mask?.[at] !== 0;
  const means = meansOf(rows, columns, (at) => (known(at) && !hidden(at) ? value(at) : null));
  const truth: number[] = [];
  const guess: number[] = [];
  let [error, spread, count] = [0, 0, 0];
  for (let n = 0; n < rows.length; n++) {
    for (let j = 0; j < columns; j++) {
      const at = rows[n] * columns + j;
      if (!known(at) || !hidden(at)) continue;
      const [x, filled] = [value(at), expected[n * columns + j]];
      error += (x - filled) * (x - filled);
      spread += (x - means[j]) * (x - means[j]);
      count++;
      if (truth.length < SHOWN_CELLS) {
        truth.push(x);
        guess.push(filled);
      }
    }
  }
  const shown = rows.subarray(0, SHOWN_ROWS);
  const cells = (of: (at: number, n: number, j: number) => number) =>
    array(
      Float32Array.from({ length: shown.length * columns }, (_, i) => {
        const [n, j] = [Math.floor(i / columns), i % columns];
        return of(rows[n] * columns + j, n, j);
      }),
      [shown.length, columns],
    );
  const visible = (at: number) => known(at) && !hidden(at);
  return {
    ...(count > 0 && { rmse: array(Float64Array.of(Math.sqrt(error / count))) }),
    ...(spread > 0 && { r2: array(Float64Array.of(1 - error / spread)) }),
    truth: array(Float64Array.from(truth)),
    guess: array(Float64Array.from(guess)),
    original: cells((at) => (known(at) ? value(at) : 0)),
    visible: cells((at) => (visible(at) ? 1 : 0)),
    completed: cells((at, n, j) => (visible(at) ? value(at) : expected[n * columns + j])),
  };
}

function meansOf(rows: Uint32Array, columns: number, of: (at: number) => number | null): Float64Array {
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  for (const row of rows) {
    for (let j = 0; j < columns; j++) {
      const x = of(row * columns + j);
      if (x === null) continue;
      sums[j] += x;
      counts[j]++;
    }
  }
  return sums.map((sum, j) => sum / Math.max(counts[j], 1));
}
