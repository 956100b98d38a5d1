import type { Table } from "../../../data/table.ts";
import { BLOCK_ROWS } from "../../../kernels/moments/index.ts";
import { principalLoadings } from "../../../kernels/ppca/axes.ts";
import { LEAST_SHARE, type Ppca } from "../../../kernels/ppca/ppca.ts";
import { missingStep } from "../../../kernels/ppca-missing/index.ts";
import { andThen, type Later } from "../../../later.ts";
import type { GangBuffers, Member, MemberSeat } from "../../../nets/gang.ts";
import { joinSums, knownIn, runSums } from "../../../nets/gang-sums.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { residualBlock } from "../residuals.ts";
import { cellsIn, eStepKernel, eStepSums, questionOf, roundsOf, scaledBlock, sumsIn } from "./e-step.ts";
import { initialModel, logUnit, unitOf } from "./model.ts";

export interface EmOptions {
  readonly table: Table;
  /** The rows that are fitted, ascending. */
  readonly rows: Uint32Array;
  readonly latent: number;
  readonly key: Key;
}

/** EM on rows with missing cells; an iteration is `rounds` steps, each a pass over some of the rows that several threads may share. */
export interface RowEm {
  readonly rounds: number;
  /** The next round of the E-step; after the last one of an iteration: mean log-likelihood in nats per row of the model it began with. */
  advance(step: number): Later<number | undefined>;
  /** What the E-step under way began with, in the data's own units; loadings along principal axes. */
  model(): Ppca;
  /** Log-likelihood (sum over rows) of other rows, BLOCK_ROWS at most, and what the model expects in their cells. */
  look(rows: Uint32Array): { readonly logLikelihood: number; readonly expected: Float64Array };
  save(): SavedEm;
  /** No round may follow. */
  close(): void;
}

/** What EM under way holds besides its rows. */
export interface SavedEm extends Start {
  /** Of the E-step so far. */
  readonly sums: Float64Array;
}

/** Opens EM at its beginning or where an earlier one was saved. */
export function rowEm(context: Context, options: EmOptions, saved?: SavedEm): RowEm {
  const { table, rows, latent } = options;
  const { columns } = table;
  const kernel = eStepKernel(context, columns, latent);
  const { unit, variance, model: first } = saved ?? startOf(options);
  const given = { table, rows, latent, unit };
  const sharded = eStepSums(kernel, given);
  const run = runSums(sharded, context.gang, { unit: Float64Array.of(unit) });
  const { rounds } = roundsOf({ rows: rows.length, columns, latent });
  const least = LEAST_SHARE * variance;
  let current = first;
  const sums = saved?.sums ?? new Float64Array(sharded.answer);
  // Rotated to its axes, W is graded by columns: a direction absent from the data does no harm to the others.
  const onAxes = (model: Ppca): Ppca => ({ ...model, loadings: principalLoadings(model.loadings, columns, latent) });

  return {
    rounds,
    advance(step) {
      const round = step % rounds;
      if (round === 0) {
        // The M-step comes late, so that the model at the end is the one whose likelihood is known.
        if (step > 0) current = onAxes(missingStep(current, sumsIn(sums, kernel), columns, latent, least));
        sums.fill(0);
      }
      return andThen(run.ask(questionOf(round, current), sums), () => {
        if (round < rounds - 1) return undefined;
        const { logLikelihood, cells } = sumsIn(sums, kernel);
        return (logLikelihood + cells * logUnit(unit)) / rows.length;
      });
    },
    model: () => ({
      mean: current.mean.map((value) => value / unit),
      loadings: onAxes(current).loadings.map((w) => w / unit),
      sigma2: current.sigma2 / unit / unit,
    }),
    look(others) {
      const block = scaledBlock(given, others, current.mean);
      kernel.begin(current.loadings, current.sigma2);
      const latents = kernel.add(block.residuals, block.present, others.length);
      const logLikelihood = kernel.sums().logLikelihood + cellsIn(block) * logUnit(unit);
      return { logLikelihood, expected: expectedCells(latents, current, columns, latent, unit) };
    },
    save: () => ({ model: current, unit, variance, sums }),
    close: () => run.close(),
  };
}

/** In a thread that joins the gang of EM on these rows. */
export function joinRowEm(
  context: Context,
  { table, rows, latent }: Omit<EmOptions, "key">,
  buffers: GangBuffers,
  seat: MemberSeat,
): Member {
  const [unit] = knownIn(buffers, "unit");
  const kernel = eStepKernel(context, table.columns, latent);
  return joinSums(eStepSums(kernel, { table, rows, latent, unit }), buffers, seat);
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
