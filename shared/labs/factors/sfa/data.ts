import { requireTable } from "../../../data/require.ts";
import type { Table } from "../../../data/table.ts";
import type { ExperimentError } from "../../../experiment/errors.ts";
import { quadraticSize } from "../../../kernels/sfa/arithmetic.ts";
import { exponent, powerOfTwo } from "../../../math/bits.ts";
import { refuse } from "../table.ts";
import type { SfaTaskParams } from "./fields.ts";

/** Widest input, after time embedding: its covariance is decomposed as a whole. */
const MAX_COLUMNS = 1024;
/** Widest expansion. */
const MAX_FUNCTIONS = 1500;

/** Bytes as shares of 255. */
const SHARES = Float64Array.from({ length: 256 }, (_, byte) => byte / 255);

/** Sizes that the parameters and the data fix. */
export interface SfaSizes {
  /** Columns of a time-embedded input, and how many inputs there are. */
  readonly columns: number;
  readonly rows: number;
  /** Most inputs that are kept, and functions of them; fewer where the data has fewer dimensions. */
  readonly inputs: number;
  readonly functions: number;
}

export function sizesOf({ expansion, frames, lag, inputs }: SfaTaskParams, data: Table | null): SfaSizes {
  const columns = (data?.columns ?? 0) * frames;
  const rows = (data?.rows ?? 0) - (frames - 1) * lag;
  const kept = Math.min(inputs, columns);
  return { columns, rows, inputs: kept, functions: expansion === "quadratic" ? quadraticSize(kept) : kept };
}

/** Throws an ExperimentError for data that has no slow features to find. */
export function checkSfa(params: SfaTaskParams, data: Table | null): Table {
  const table = requireTable(data, "slow features need a series");
  const { columns, rows, functions } = sizesOf(params, table);
  if (table.columns > MAX_COLUMNS) {
    const message = `columns: ${table.columns} (must be at most ${MAX_COLUMNS}: use fewer; is the table transposed?)`;
    throw refuse("too-many-columns", message, { value: table.columns, max: MAX_COLUMNS });
  }
  if (columns > MAX_COLUMNS) {
    const fits = Math.floor(MAX_COLUMNS / table.columns);
    const message = `columns: ${columns} with the steps embedded (must be at most ${MAX_COLUMNS}: embed at most ${fits})`;
    throw refuse("too-many-embedded", message, { value: columns, max: MAX_COLUMNS, fits }, "params.frames");
  }
  if (functions > MAX_FUNCTIONS) {
    const message = `expanded signal: ${functions} functions (must be at most ${MAX_FUNCTIONS}: keep fewer input dimensions)`;
    const values = { value: functions, max: MAX_FUNCTIONS, ...fitting(params, columns, MAX_FUNCTIONS) };
    throw refuse("expansion-too-wide", message, values, "params.inputs");
  }
  if (rows < functions + 2) {
    const min = functions + 2 + table.rows - rows;
    const cure = "keep fewer input dimensions, or embed fewer steps";
    const message = `rows: ${table.rows} for ${functions} functions (must be at least ${min}: ${cure})`;
    const values = { value: table.rows, expected: functions, min, ...fitting(params, columns, rows - 2) };
    throw refuse("too-few-rows-to-expand", message, values, "params.inputs");
  }
  if (table.values.every((value, at) => value === table.values[at % table.columns])) throw constantData();
  return table;
}

/** The most input dimensions that have at most so many functions; nothing where not even one has. */
function fitting(
  { expansion }: Pick<SfaTaskParams, "expansion">,
  columns: number,
  most: number,
): { readonly fits?: number } {
  for (let fits = columns; fits > 0; fits--)
    if ((expansion === "quadratic" ? quadraticSize(fits) : fits) <= most) return { fits };
  return {};
}

/** What is said of data in which nothing changes. */
export function constantData(): ExperimentError {
  const message = "data is constant: no column changes from row to row (a series that changes is needed)";
  return refuse("constant-data", message, {});
}

/** The time-embedded inputs of a table, scaled to near 1: bytes by 255, columns of numbers by a power of two of their own after their first value is subtracted. */
export interface Embedded {
  readonly rows: number;
  readonly columns: number;
  /** Whether whitening first brings the columns to variance 1: those of a table have each their own unit, pictures keep their common one. */
  readonly standardised: boolean;
  /** Rows `from` to `to` of the given order (default: as they come), row-major, written over all of `out`. */
  block(from: number, to: number, out: Float64Array, order?: Uint32Array): Float64Array;
  /** The same of bytes as they are, of 255 as 1, where the table holds bytes. */
  readonly bytes?: (from: number, to: number) => Uint8Array;
  /** Column j of the table in the original units is first[j] + value / scale[j]. */
  readonly first: Float64Array;
  readonly scale: Float64Array;
}

export function embedInTime(data: Table, params: SfaTaskParams): Embedded {
  const { frames, lag } = params;
  const { rows, columns } = sizesOf(params, data);
  const { values, columns: width } = data;
  const isBytes = values instanceof Uint8Array;
  const scale = isBytes ? new Float64Array(width).fill(1) : scalesOf(data);
  const first = Float64Array.from({ length: width }, (_, j) => (isBytes ? 0 : values[j]));
  // Multiplied before they are subtracted: neither overflows.
  const shift = first.map((value, j) => value * scale[j]);
  const bytes = (from: number, to: number): Uint8Array => {
    if (frames === 1) return (values as Uint8Array).subarray(from * width, to * width);
    const out = new Uint8Array((to - from) * columns);
    for (let n = from, at = 0; n < to; n++)
      for (let f = 0; f < frames; f++, at += width) {
        const start = (n + f * lag) * width;
        out.set((values as Uint8Array).subarray(start, start + width), at);
      }
    return out;
  };
  return {
    rows,
    columns,
    ...(isBytes && { bytes }),
    standardised: data.image === undefined,
    first,
    scale,
    block(from, to, out, order) {
      for (let n = from, at = 0; n < to; n++) {
        const row = order ? order[n] : n;
        for (let f = 0; f < frames; f++, at += width) {
          const start = (row + f * lag) * width;
          if (isBytes) for (let j = 0; j < width; j++) out[at + j] = SHARES[values[start + j]];
          else for (let j = 0; j < width; j++) out[at + j] = values[start + j] * scale[j] - shift[j];
        }
      }
      return out;
    },
  };
}

/** Powers of two that bring what differs from the first value near 1; of pictures one for all columns. */
function scalesOf({ values, columns, image }: Table): Float64Array {
  const spread = new Float64Array(columns);
  for (let at = columns; at < values.length; at++) {
    const j = at % columns;
    spread[j] = Math.max(spread[j], Math.abs(values[at] / 2 - values[j] / 2));
  }
  if (image) spread.fill(spread.reduce((a, b) => Math.max(a, b), 0));
  return spread.map((size) => (size > 0 ? powerOfTwo(-Math.min(Math.max(exponent(size), -1000), 1000)) : 1));
}

/** Steps from the first of a time-embedded input to its middle one. */
export function middleOf({ frames, lag }: Pick<SfaTaskParams, "frames" | "lag">): number {
  return Math.floor(((frames - 1) * lag) / 2);
}

/** The known variables of the series, at the middle of each time-embedded input. */
export function knownOf(
  data: Table,
  params: SfaTaskParams,
): readonly { readonly name: string; readonly values: Float64Array }[] {
  if (!data.factors) return [];
  const { rows } = sizesOf(params, data);
  const { names, values } = data.factors;
  const middle = middleOf(params);
  return names.map((name, f) => ({
    name,
    values: Float64Array.from({ length: rows }, (_, t) => values[(t + middle) * names.length + f]),
  }));
}
