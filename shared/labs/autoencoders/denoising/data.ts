import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { type Gaussians, gridOver, squareAbout } from "../../../stats/noised-density.ts";
import type { ReconstructionLoss } from "../../nets/coders/fields.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { checkSamples, checkValues, isCentred, samplesOf, scalingOf } from "../samples.ts";
import { startingWeights } from "../start.ts";
import type { DenoisingTaskParams } from "./fields.ts";

export const given = startingWeights("denoising", async () => (await import("./net.ts")).denoisingModel);

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
export function checkDenoising(params: DenoisingTaskParams, data: Table | null): Table {
  const table = checkSamples(params, data);
  given.check(params, table);
  checkNoise(params, table);
  checkPeak(params, table);
  return checkValues(params, table);
}

/** Salt and pepper are 0 and 1: what lies on another scale has neither. */
function checkNoise({ noise, loss }: DenoisingTaskParams, table: Table): void {
  if (noise !== "salt-and-pepper" || (!isCentred(table, { loss }) && isFromZeroToOne(table))) return;
  throw new ExperimentError(
    "params.noise",
    "noise-needs-pictures",
    `noise: salt and pepper in rows of ${table.columns} numbers that are not pixels (must be pictures: choose Gaussian noise or masking)`,
    { value: table.columns, fits: "gaussian" },
  );
}

/** Rows that are all the same on a scale of their own have no distance that errors could be compared with. */
function checkPeak(params: DenoisingTaskParams, table: Table): void {
  if (peakOf(params, table) > 0) return;
  throw new ExperimentError(
    "data",
    "rows-without-range",
    `columns: ${table.columns}, all constant in the training rows (one must vary: nothing could be told from noise)`,
    { value: table.columns },
  );
}

/** Whether the field of the net can be compared with a true score: Gaussian noise in the plane. */
export function hasScore({ noise }: Pick<DenoisingTaskParams, "noise">, { columns }: Pick<Table, "columns">): boolean {
  return noise === "gaussian" && columns === 2;
}

/**
 * The density of the spoiled samples, as the net sees them: of the generator where it is known, otherwise that of the training rows themselves, a Gaussian about each.
 */
export function noisedDensity(params: DenoisingTaskParams, table: Table): Gaussians {
  const { sigma = 0 } = params;
  const samples = samplesOf(table, params);
  const { columns, train } = samples;
  const { gaussians } = table;
  if (!gaussians) return { centres: Float64Array.from(rowsAsFloats(samples, train)), variance: sigma * sigma };
  const { means, scale } = isCentred(table, params)
    ? scalingOf(table, train)
    : { means: new Float64Array(columns), scale: 1 };
  return {
    centres: gaussians.centres.map((x, i) => (x - means[i % columns]) * scale),
    variance: (gaussians.deviation * scale) ** 2 + sigma * sigma,
  };
}

/**
 * The distance from the least value to the largest that a peak signal-to-noise ratio refers to: 1 for what lies between 0 and 1; otherwise, of the training
 * rows as the net sees them.
 */
export function peakOf(params: ReconstructionLoss & { readonly testFraction: number }, table: Table): number {
  if (!isCentred(table, params) && isFromZeroToOne(table)) return 1;
  const { values, columns, train } = samplesOf(table, params);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of train)
    for (let c = 0; c < columns; c++) {
      low = Math.min(low, values[row * columns + c]);
      high = Math.max(high, values[row * columns + c]);
    }
  return high - low;
}

/** Bytes stand for such values. */
export function isFromZeroToOne({ values }: Table): boolean {
  return values instanceof Uint8Array || values.every((value: number) => value >= 0 && value <= 1);
}

/** Nodes of the grid on a side. */
export const ACROSS = 33;

/** Places in the plane where the field is looked at: over the training rows and a margin around them. */
export function gridOf(params: DenoisingTaskParams, table: Table): Float32Array {
  const samples = samplesOf(table, params);
  return gridOver(squareAbout(rowsAsFloats(samples, samples.train), 2 * (params.sigma ?? 0.2)), ACROSS);
}
