import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { extended, type Measurements } from "../../../kernels/kalman/model.ts";
import { brightest } from "./centroid.ts";
import type { StateSpaceParams } from "./fields.ts";

/** What is measured, step by step. */
export interface Series extends Measurements {
  readonly outputs: number;
  readonly names: readonly string[];
  /** What would have been measured without noise, steps × outputs; null where nobody knows. */
  readonly truth: Float64Array | null;
  /** Steps per second, of sounds. */
  readonly rate?: number | undefined;
  /** Of a film: measurements are where something bright is, in pixels. */
  readonly image?: { readonly width: number; readonly height: number } | undefined;
}

/** Steps up to which everything is kept of each; of longer series (sounds) only means and deviations. */
export const DETAILED = 3000;
const MAX_OUTPUTS = 6;
const MAX_STEPS = 100_000;
/** Squares of values beyond these overflow float64. */
const LARGEST = 1e100;

const known = new WeakMap<Table, Series>();

/** The series of a table: its columns, or of a film where the brightest patch is. Throws an ExperimentError for a table that is none. */
export function seriesOf(table: Table | null): Series {
  if (table === null) throw new ExperimentError("data", "missing-data", "data is missing: the model needs a series");
  const found = known.get(table) ?? (table.image ? trackOf(table) : columnsOf(table));
  known.set(table, found);
  return found;
}

function columnsOf(table: Table): Series {
  const { rows, columns, values, mask, names, factors, rate } = table;
  if (columns > MAX_OUTPUTS)
    throw refuse(
      "too-many-series",
      `columns: ${columns} (must be at most ${MAX_OUTPUTS}: choose fewer when the file is read)`,
      { value: columns, max: MAX_OUTPUTS },
    );
  if (rows > MAX_STEPS)
    throw refuse("series-too-long", `rows: ${rows} (must be at most ${MAX_STEPS}: use a shorter part)`, {
      value: rows,
      max: MAX_STEPS,
    });
  const unit = values instanceof Uint8Array ? 255 : 1;
  return {
    steps: rows,
    outputs: columns,
    values: Float64Array.from(values, (value) => value / unit),
    mask,
    names: names ?? Array.from({ length: columns }, (_, c) => String(c + 1)),
    truth: factors && factors.names.length === columns ? factors.values : null,
    rate,
  };
}

function trackOf({ rows, columns, values, image, factors }: Table): Series {
  const { width, height } = image ?? { width: 1, height: 1 };
  if (image?.channels === 3)
    throw refuse("coloured-film", "pictures have colours (must be grey: where is it bright?)", {});
  const unit = values instanceof Uint8Array ? 255 : 1;
  const places = new Float64Array(2 * rows);
  const mask = new Uint8Array(2 * rows);
  for (let t = 0; t < rows; t++) {
    const place = brightest(values.subarray(t * columns, (t + 1) * columns), width, unit);
    if (place === null) continue;
    places.set(place, 2 * t);
    mask.fill(1, 2 * t, 2 * t + 2);
  }
  const isTruth = factors?.names[0] === "x" && factors.names[1] === "y";
  return {
    steps: rows,
    outputs: 2,
    values: places,
    mask,
    names: ["x", "y"],
    truth: isTruth ? factors.values : null,
    image: { width, height },
  };
}

/** The range of each column, its mean and how many values it has. */
export interface ColumnFacts {
  readonly count: number;
  readonly mean: number;
  readonly range: number;
}

export function factsOf({ steps, outputs, values, mask }: Omit<Series, "names" | "truth">): readonly ColumnFacts[] {
  return Array.from({ length: outputs }, (_, i) => {
    let [count, sum, low, high] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let t = 0; t < steps; t++) {
      const at = t * outputs + i;
      if (mask && mask[at] === 0) continue;
      count++;
      sum += values[at];
      low = Math.min(low, values[at]);
      high = Math.max(high, values[at]);
    }
    return { count, mean: count > 0 ? sum / count : 0, range: count > 0 ? high - low : 0 };
  });
}

/** What the model sees: all, or without the last steps; and how many steps after it are predicted. */
export function seenOf(params: Pick<StateSpaceParams, "horizon" | "holdOut">, series: Series): Series {
  if (!params.holdOut || params.horizon === 0) return series;
  const steps = series.steps - params.horizon;
  const cut = steps * series.outputs;
  return { ...series, steps, values: series.values.subarray(0, cut), mask: series.mask?.subarray(0, cut) };
}

/** The same, and the steps that are predicted, without measurements. */
export function withHorizon({ horizon }: Pick<StateSpaceParams, "horizon">, seen: Series): Measurements {
  return extended(seen, seen.outputs, horizon);
}

/** Throws an ExperimentError for what cannot be answered. */
export function checkSeries(params: StateSpaceParams, table: Table | null): Series {
  const series = seriesOf(table);
  const seen = seenOf(params, series);
  if (params.holdOut && seen.steps < 2)
    throw refuse(
      "horizon-too-long",
      `invalid params.horizon: ${params.horizon} (must be at most ${series.steps - 2}: the model has to see something)`,
      { value: params.horizon, max: Math.max(series.steps - 2, 0) },
      "params.horizon",
    );
  const facts = factsOf(seen);
  for (const [i, { count, range, mean }] of facts.entries()) {
    const column = series.names[i];
    if (count === 0)
      throw refuse(
        series.image ? "nothing-bright" : "all-missing",
        `column ${column} has no values (must have at least one)`,
        { column },
      );
    if (!(Math.abs(mean) < LARGEST && range < LARGEST))
      throw refuse("series-too-large", `column ${column} exceeds ${LARGEST} (divide it by a power of ten)`, {
        column,
        max: LARGEST,
      });
    if (range === 0 && (params.iterations > 1 || params.model === "ar" || params.model === "hidden"))
      throw refuse(
        "nothing-to-learn",
        `column ${column} is constant (it must vary for anything to be learned: set params.iterations to 1, and a model whose noises are given)`,
        { column },
        "params.iterations",
      );
  }
  if (params.model === "ar" && series.outputs !== 1)
    throw refuse(
      "one-column-only",
      `columns: ${series.outputs} (must be 1 for an autoregressive model: choose one, or another model)`,
      { value: series.outputs, fits: "level" },
      "params.model",
    );
  if (params.iterations > 1) checkCount(params, Math.min(...facts.map(({ count }) => count)));
  return series;
}

/** Throws an ExperimentError where a column has fewer values than are needed to learn the model: three for each of its parameters, and two more. */
function checkCount({ model, order = 1, states = 1 }: StateSpaceParams, value: number): void {
  const [name, size] = model === "ar" ? ["order", order] : model === "hidden" ? ["states", states] : ["iterations", 0];
  const min = 3 * size + 2;
  if (value >= min) return;
  const max = size > 0 ? Math.floor((value - 2) / 3) : 1;
  const [path, values] = max >= 1 ? [`params.${name}`, { max }] : ["params.model", { fits: "level" }];
  throw refuse(
    "too-few-to-learn",
    `values: ${value} (must be at least ${min} to learn this model: use a simpler one)`,
    { value, min, ...values },
    path,
  );
}

export function refuse(
  code: string,
  message: string,
  values: Readonly<Record<string, string | number>>,
  path = "data",
): ExperimentError {
  return new ExperimentError(path, code, message, values);
}
