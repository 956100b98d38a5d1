import type { Table } from "../../../data/table.ts";
import { BLOCK_ROWS, blockCount } from "../../../kernels/moments/index.ts";
import { principalLoadings } from "../../../kernels/ppca/axes.ts";
import { LEAST_SHARE, type Ppca } from "../../../kernels/ppca/ppca.ts";
import { type MissingSums, missingKernel, missingStep } from "../../../kernels/ppca-missing/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { residualBlock } from "../residuals.ts";
import { initialModel, logUnit, unitOf } from "./model.ts";

export interface EmOptions {
  readonly table: Table;
  /** The rows that are fitted, ascending. */
  readonly rows: Uint32Array;
  readonly latent: number;
  readonly key: Key;
}

/** EM on rows with missing cells, a block of rows at a time; BLOCK_ROWS rows or fewer per step, `blocks` steps per iteration. */
export interface RowEm {
  readonly blocks: number;
  /** The next block of the E-step; after the last one of an iteration: mean log-likelihood in nats per row of the model it began with. */
  advance(step: number): number | undefined;
  /** What the E-step under way began with, in the data's own units; loadings along principal axes. */
  model(): Ppca;
  /** Log-likelihood (sum over rows) of other rows, and what the model expects in their cells: one block. */
  look(rows: Uint32Array): { readonly logLikelihood: number; readonly expected: Float64Array };
  save(): SavedEm;
}

/** What EM under way holds besides its rows. */
export interface SavedEm extends Start {
  /** Of this iteration so far: cells that are there, and the sums of the E-step. */
  readonly cells: number;
  readonly sums: MissingSums;
}

/** Opens EM at its beginning or where an earlier one was saved. */
export function rowEm(context: Context, options: EmOptions, saved?: SavedEm): RowEm {
  const { table, rows, latent } = options;
  const { columns } = table;
  const device = context.device !== "scalar" ? context.wasm("ppca") : "scalar";
  const kernel = missingKernel(device, columns, latent, BLOCK_ROWS);
  const blocks = blockCount(rows.length);
  const { unit, variance, model: first } = saved ?? startOf(options);
  const least = LEAST_SHARE * variance;
  let current = first;
  let cells = saved?.cells ?? 0;
  if (saved) {
    kernel.begin(current.loadings, current.sigma2);
    kernel.restore(saved.sums);
  }
  // Rotated to its axes, W is graded by columns: a direction absent from the data does no harm to the others.
  const onAxes = (model: Ppca): Ppca => ({ ...model, loadings: principalLoadings(model.loadings, columns, latent) });
  const count = (present: Uint8Array) => present.reduce((sum, one) => sum + one, 0);

  return {
    blocks,
    advance(step) {
      const block = step % blocks;
      if (block === 0) {
        // The M-step comes late, so that the model at the end is the one whose likelihood is known.
        if (step > 0) current = onAxes(missingStep(current, kernel.sums(), columns, latent, least));
        kernel.begin(current.loadings, current.sigma2);
        cells = 0;
      }
      const own = rows.subarray(block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS);
      const { residuals, present } = scaledBlock(own, current);
      kernel.add(residuals, present, own.length);
      cells += count(present);
      if (block < blocks - 1) return undefined;
      return (kernel.sums().logLikelihood + cells * logUnit(unit)) / rows.length;
    },
    model: () => ({
      mean: current.mean.map((value) => value / unit),
      loadings: onAxes(current).loadings.map((w) => w / unit),
      sigma2: current.sigma2 / unit / unit,
    }),
    look(others) {
      const before = kernel.sums();
      const { residuals, present } = scaledBlock(others, current);
      const latents = kernel.add(residuals, present, others.length);
      const logLikelihood = kernel.sums().logLikelihood - before.logLikelihood + count(present) * logUnit(unit);
      kernel.restore(before);
      return { logLikelihood, expected: expectedCells(latents, current, columns, latent, unit) };
    },
    save: () => ({ model: current, unit, variance, cells, sums: kernel.sums() }),
  };

  /** Means are kept in units, so that they are subtracted after scaling. */
  function scaledBlock(own: Uint32Array, { mean }: Ppca) {
    return residualBlock(
      table,
      own,
      mean.map((value) => value / unit),
      unit,
    );
  }
}

interface Start {
  readonly model: Ppca;
  readonly unit: number;
  /** Mean variance of a column in units. */
  readonly variance: number;
}

/** Mean and variance of what is there, column by column, in two passes. */
function startOf({ table, rows, latent, key }: EmOptions): Start {
  const { columns } = table;
  const zero = new Float64Array(columns);
  const pass = (centre: Float64Array, of: (r: number) => number) => {
    const sums = new Float64Array(columns);
    const counts = new Float64Array(columns);
    for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
      const { residuals, present } = residualBlock(table, rows.subarray(from, from + BLOCK_ROWS), centre, 1);
      for (let at = 0; at < residuals.length; at++) {
        sums[at % columns] += of(residuals[at]);
        counts[at % columns] += present[at];
      }
    }
    return sums.map((sum, j) => sum / Math.max(counts[j], 1));
  };
  const mean = pass(zero, (r) => r);
  const mean2 = pass(mean, (r) => r).map((away, j) => mean[j] + away);
  const variances = pass(mean2, (r) => r * r);
  // Rows that are all identical have no scale of their own.
  const variance = variances.reduce((sum, value) => sum + value, 0) / columns || 1;
  const unit = unitOf(variance);
  const scaled = variance * unit * unit;
  return {
    model: initialModel(
      key,
      mean2.map((value) => value * unit),
      latent,
      scaled,
    ),
    unit,
    variance: scaled,
  };
}

/** mean + W·z of every row, in the data's own units. */
export function expectedCells(
  latents: Float64Array,
  { mean, loadings }: Ppca,
  columns: number,
  latent: number,
  unit: number,
): Float64Array {
  const out = new Float64Array((latents.length / latent) * columns);
  for (let n = 0; n < out.length / columns; n++) {
    for (let j = 0; j < columns; j++) {
      let value = mean[j];
      for (let k = 0; k < latent; k++) value += latents[n * latent + k] * loadings[j * latent + k];
      out[n * columns + j] = value / unit;
    }
  }
  return out;
}
