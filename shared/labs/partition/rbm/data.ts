import { cellOf, requireProbabilities, requireScalable, requireTable } from "../../../data/require.ts";
import { split } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { MAX_JOINT_UNITS } from "../../../kernels/rbm/bias.ts";
import type { States } from "../../../kernels/rbm/machine.ts";
import { log } from "../../../math/index.ts";
import { keptRate, logOdds } from "../base-rates.ts";
import { requireDifferentRows } from "../same-rows.ts";
import type { RbmParams } from "./fields.ts";

/** Rows of a table as a machine takes them, and which of them are held out. */
export interface Samples {
  readonly visible: number;
  /** rows × visible: pixels 0…255, or standardised values where visible units are Gaussian. */
  readonly pixels: States;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
  /** Of Gaussian units: what a value is in the units of the table, means[i] + deviations[i] times it. */
  readonly scale?: Scale;
}
export interface Scale {
  readonly means: Float32Array;
  readonly deviations: Float32Array;
}

/** Visible units are binary where nothing else is said. */
type SplitParams = Pick<RbmParams, "testFraction"> & Partial<Pick<RbmParams, "visibleUnits">>;

/** Tempered chains that memory is kept for. */
const MAX_CHAINS = 10_000;

/** Throws an ExperimentError for data that the visible units cannot take, or for a machine too large for what is to be measured. */
export function checkRbmData(data: Table | null, { visibleUnits }: Partial<Pick<RbmParams, "visibleUnits">>): Table {
  const table = requireTable(data, "the machine needs samples", { rows: 2, columns: 16_384 });
  requireDifferentRows(table, "rbm-constant");
  if (visibleUnits === "gaussian") return requireVariation(table);
  const cure = ": a binary unit is on with that probability; use Gaussian units, or standardise to bring columns there";
  return requireProbabilities(table, "data", "not-a-probability", cure);
}

/** Throws an ExperimentError for parameters that do not fit the data. */
export function checkRbm(params: RbmParams, table: Table): void {
  const { hidden, track, visibleUnits, temperatures = 1 } = params;
  const batch = Math.min(params.batch, table.rows);
  if (batch * temperatures > MAX_CHAINS)
    throw new ExperimentError(
      "params.temperatures",
      "too-many-tempered-chains",
      `tempered chains: ${batch * temperatures}, ${temperatures} for each row of a minibatch of ${batch} (must be at most ${MAX_CHAINS}: make one of them smaller)`,
      { value: batch * temperatures, temperatures, batch, max: MAX_CHAINS },
    );
  if (track !== "bias") return;
  if (visibleUnits === "gaussian")
    throw new ExperimentError(
      "params.track",
      "bias-of-real-units",
      "CD's bias: the visible units are Gaussian, whose states cannot be counted (use binary units, or track the likelihood)",
    );
  const value = table.columns + hidden;
  if (value > MAX_JOINT_UNITS)
    throw new ExperimentError(
      "params.track",
      "too-many-to-count",
      `CD's bias: ${value} units, visible and hidden together (must be at most ${MAX_JOINT_UNITS}: use fewer, or track the likelihood)`,
      { value, visible: table.columns, hidden, max: MAX_JOINT_UNITS },
    );
}

function requireVariation(table: Table): Table {
  const { rows, columns, values, image } = requireScalable(table);
  const varies = (c: number) => {
    for (let at = c; at < rows * columns; at += columns) if (values[at] !== values[c]) return true;
    return false;
  };
  const constant = Array.from({ length: columns }, (_, c) => c).filter((c) => !varies(c));
  // Pictures have a border, and one scale for all pixels.
  const first = image ? (constant.length === columns ? 0 : -1) : (constant[0] ?? -1);
  if (first >= 0)
    throw new ExperimentError(
      "data",
      "column-without-scale",
      `column ${cellOf(table, first).column} has the same value in all rows: it has no scale (leave it out)`,
      { column: cellOf(table, first).column, count: constant.length },
    );
  return table;
}

export function samplesOf(data: Table, { testFraction, visibleUnits }: SplitParams): Samples {
  const { train, test } = split(data, testFraction);
  if (visibleUnits === "gaussian") return { visible: data.columns, train, test, ...standardise(data, train) };
  const pixels =
    data.values instanceof Uint8Array ? data.values : Uint8Array.from(data.values, (value) => Math.round(255 * value));
  return { visible: data.columns, pixels, train, test };
}

/**
 * Every column less its mean over the training rows, divided by its standard deviation there; pictures by one deviation, the root of the mean variance of
 * their pixels, since these have one unit and some do not vary. A column that varies in held-out rows alone is not divided.
 */
function standardise({ columns, values, image }: Table, train: Uint32Array) {
  const unit = values instanceof Uint8Array ? 255 : 1;
  const means = new Float64Array(columns);
  const variances = new Float64Array(columns);
  for (const row of train)
    for (let i = 0; i < columns; i++) means[i] += values[row * columns + i] / unit / train.length;
  for (const row of train)
    for (let i = 0; i < columns; i++) {
      const off = values[row * columns + i] / unit - means[i];
      variances[i] += (off / train.length) * off;
    }
  if (image) variances.fill(variances.reduce((sum, variance) => sum + variance, 0) / columns);
  const deviations = variances.map((variance) => (variance > 0 ? Math.sqrt(variance) : 1));
  const pixels = Float32Array.from(
    values,
    (value, at) => (value / unit - means[at % columns]) / deviations[at % columns],
  );
  return { pixels, scale: { means: Float32Array.from(means), deviations: Float32Array.from(deviations) } };
}

/** The machine without weights that fits the training data: its visible biases, and of Gaussian units the logarithms of its variances. */
export interface BaseRates {
  readonly visibleBias: Float32Array;
  readonly logVariance?: Float32Array;
}

/**
 * Binary units: log-odds of each mean, kept from 0 and 1 by one more sample of each. Gaussian ones: mean and variance of each column, a variance no
 * smaller than that of the noise, `e^noise`, which the machine itself does not undercut.
 */
export function baseRates({ pixels, train, visible, scale }: Samples, noise?: Float32Array): BaseRates {
  const sums = new Float64Array(visible);
  for (const row of train) for (let i = 0; i < visible; i++) sums[i] += pixels[row * visible + i];
  if (!scale)
    return {
      visibleBias: Float32Array.from(sums, (sum) => logOdds(keptRate(sum, train.length))),
    };
  const means = sums.map((sum) => sum / train.length);
  const squares = new Float64Array(visible);
  for (const row of train)
    for (let i = 0; i < visible; i++) squares[i] += (pixels[row * visible + i] - means[i]) ** 2 / train.length;
  const least = (i: number) => noise?.[i] ?? 0;
  return {
    visibleBias: Float32Array.from(means),
    logVariance: Float32Array.from(squares, (square, i) => (square > 0 ? Math.max(log(square), least(i)) : least(i))),
  };
}
