/** A table as sequences of observations. */
import { toFloat64 } from "../../../data/require.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { Observations } from "../../../kernels/hmm/index.ts";
import type { HmmParams } from "./fields.ts";

export type EmissionKind = "discrete" | "diagonal" | "full";

/** What the lab works on. */
export interface Sequences {
  readonly observations: Observations;
  readonly kind: EmissionKind;
  /** D; 1 of symbols. */
  readonly dimensions: number;
  /** Of the columns that are observed. */
  readonly names: readonly string[];
  /** What 0, 1, … stand for, of discrete emissions. */
  readonly symbols?: readonly string[];
  /** The true state of each row, and what these are called. */
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
  /** They are the samples of a sound. */
  readonly isSound?: boolean;
}

/** Throws an ExperimentError for a table that is no series. */
export function sequencesIn(table: Table | null, params: Pick<HmmParams, "emissions" | "sequence">): Sequences {
  if (table === null || table.rows === 0 || table.columns === 0)
    throw new ExperimentError("data", "hmm-no-series", "no series: choose data whose rows follow each other in time");
  const apart = columnOf(table, params.sequence[0]);
  const columns = Array.from({ length: table.columns }, (_, c) => c).filter((c) => c !== apart);
  const kind = kindOf(table, columns, params.emissions);
  const names = columns.map((c) => table.names?.[c] ?? `#${c + 1}`);
  const common = {
    ...{ kind, names, dimensions: columns.length },
    ...(table.labels && table.classes && { labels: table.labels, classes: table.classes }),
    ...(table.rate !== undefined && { isSound: true }),
  };
  const series = { rows: table.rows, starts: startsOf(table, apart) };
  if (kind === "discrete") return { ...common, ...symbolsOf(table, columns[0], series) };
  return { ...common, observations: { ...series, ...valuesOf(table, columns) } };
}

function columnOf({ names, columns }: Table, name: string | undefined): number | undefined {
  if (name === undefined) return undefined;
  const at = names?.indexOf(name) ?? -1;
  if (at >= 0 && columns > 1) return at;
  throw new ExperimentError(
    "params.sequence",
    "hmm-no-column",
    `column of the sequence: ${name} (must be one of ${names?.join(", ") ?? "none"}, beside one that is observed)`,
    { value: name },
  );
}

/** First rows of sequences: those of the table, and wherever the value of the column changes. */
function startsOf({ rows, columns, values, starts }: Table, apart: number | undefined): Int32Array {
  if (apart === undefined) return starts ?? Int32Array.of(0);
  const isNew = (t: number) => t === 0 || values[t * columns + apart] !== values[(t - 1) * columns + apart];
  return Int32Array.from(Array.from({ length: rows }, (_, t) => t).filter(isNew));
}

function kindOf(table: Table, columns: readonly number[], asked: HmmParams["emissions"]): EmissionKind {
  const texts = columns.filter((c) => table.levels?.[c] !== undefined);
  const likely = texts.length > 0 ? "discrete" : "diagonal";
  const kind = asked === "auto" ? (table.chain?.model.emissions.kind ?? likely) : asked;
  if (kind === "discrete" && columns.length > 1)
    throw new ExperimentError(
      "params.emissions",
      "hmm-one-column",
      `${columns.length} columns (must be 1 for emissions of symbols: leave out the others, or choose normal emissions)`,
      { value: columns.length },
    );
  if (kind !== "discrete" && texts.length > 0) {
    const value = table.names?.[texts[0]] ?? `#${texts[0] + 1}`;
    throw new ExperimentError(
      "params.emissions",
      "hmm-texts",
      `column ${value} holds texts (must be numbers for normal emissions: choose emissions of symbols)`,
      { value },
    );
  }
  return kind;
}

/** Most different symbols of a column of numbers. */
const MOST_SYMBOLS = 256;

function symbolsOf(table: Table, column: number, series: Pick<Observations, "rows" | "starts">) {
  const { columns, values, mask } = table;
  const at = (t: number) => (mask && mask[t * columns + column] === 0 ? Number.NaN : values[t * columns + column]);
  const given = Float64Array.from({ length: series.rows }, (_, t) => at(t));
  const own = table.levels?.[column];
  const known = own
    ? own.map((_, i) => i)
    : [...new Set(given)].filter((one) => !Number.isNaN(one)).sort((a, b) => a - b);
  if (!own && known.length > MOST_SYMBOLS)
    throw new ExperimentError(
      "params.emissions",
      "hmm-many-symbols",
      `${known.length} different values (must be at most ${MOST_SYMBOLS} for emissions of symbols: choose normal emissions)`,
      { value: known.length, max: MOST_SYMBOLS },
    );
  const places = new Map(known.map((one, i) => [one, i]));
  return {
    symbols: own ?? known.map(String),
    observations: { ...series, symbols: Int32Array.from(given, (one) => places.get(one) ?? -1) },
  };
}

function valuesOf(table: Table, columns: readonly number[]): Pick<Observations, "values" | "mask"> {
  const [all, D] = [toFloat64(table), columns.length];
  const place = (i: number) => Math.floor(i / D) * table.columns + columns[i % D];
  const { mask } = table;
  return {
    values: Float64Array.from({ length: table.rows * D }, (_, i) => all[place(i)]),
    ...(mask && { mask: Uint8Array.from({ length: table.rows * D }, (_, i) => mask[place(i)]) }),
  };
}
