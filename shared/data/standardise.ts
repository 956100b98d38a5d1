/** Columns of different units brought to one scale, and how much their spreads differ. */
import { ExperimentError } from "../experiment/errors.ts";
import { exponent, powerOfTwo } from "../math/bits.ts";
import type { DataNotice, Table, TableUse } from "./table.ts";

/** Beyond this, the widest column decides almost alone what a model of variances finds. */
const PROPOSED_FROM = 30;

type Numbers = Pick<Table, "rows" | "columns" | "values" | "mask" | "image">;

/** Mean and standard deviation (n in the denominator) of what is present in a column. */
interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Each column brought to mean 0 and variance 1 (n in the denominator, over what is present), or from 0 to 1 where the lab takes probabilities; a
 * column without variance to 0. What is missing stays 0. Throws an ExperimentError for pictures, whose pixels have one unit.
 */
export function standardised(table: Numbers, use: TableUse): Float64Array {
  if (use.probabilities) return toUnitRange(table);
  if (table.image || table.values instanceof Uint8Array)
    throw new ExperimentError(
      "data.reading.standardise",
      "standardised-pictures",
      "standardise: the data are pictures, whose pixels share one unit (leave the choice out)",
    );
  const out = new Float64Array(table.values.length);
  for (let c = 0; c < table.columns; c++) {
    const { mean, deviation } = momentsOf(table, c);
    eachPresent(table, c, (value, at) => {
      out[at] = deviation > 0 ? value / deviation - mean / deviation : 0;
    });
    // Of values far from zero the division rounds away more of the mean than of the spread: what is left of it is taken off.
    const rest = momentsOf({ ...table, values: out }, c).mean;
    eachPresent(table, c, (_, at) => {
      out[at] -= rest;
    });
  }
  return out;
}

/** The column from its least to its greatest value; pictures keep one range for all. A constant that is a probability stays. */
function toUnitRange(table: Numbers): Float64Array {
  const { columns, values, image } = table;
  const out = new Float64Array(values.length);
  const low = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (let c = 0; c < columns; c++)
    eachPresent(table, c, (value) => {
      low[c] = Math.min(low[c], value);
      high[c] = Math.max(high[c], value);
    });
  if (image) {
    low.fill(low.reduce((a, b) => Math.min(a, b)));
    high.fill(high.reduce((a, b) => Math.max(a, b)));
  }
  for (let c = 0; c < columns; c++) {
    // Halves, because the range of doubles may be infinite.
    const span = high[c] / 2 - low[c] / 2;
    const constant = low[c] >= 0 && low[c] <= 1 ? low[c] : 0;
    eachPresent(table, c, (value, at) => {
      out[at] = span > 0 ? (value / 2 - low[c] / 2) / span : constant;
    });
  }
  return out;
}

/** Proposes to standardise where spreads differ much; silent about pictures, and where every column is to be from 0 to 1 anyway. */
export function spreadNotice(table: Numbers, names: readonly string[], use: TableUse): readonly DataNotice[] {
  const isOffered = use.takes?.includes("standardise") === true && !use.probabilities;
  if (!isOffered || table.image || table.values instanceof Uint8Array) return [];
  let [wide, narrow] = [-1, -1];
  const spreads = names.map((_, c) => momentsOf(table, c).deviation);
  for (const [c, spread] of spreads.entries()) {
    if (!(spread > 0)) continue;
    if (wide < 0 || spread > spreads[wide]) wide = c;
    if (narrow < 0 || spread < spreads[narrow]) narrow = c;
  }
  const ratio = spreads[wide] / spreads[narrow];
  if (!(ratio > PROPOSED_FROM)) return [];
  // Of the largest and the smallest doubles no double says how many times.
  if (ratio === Number.POSITIVE_INFINITY)
    return [{ code: "spreads-differ-beyond", values: { wide: names[wide], narrow: names[narrow] } }];
  const values = { wide: names[wide], narrow: names[narrow], ratio: Number(ratio.toPrecision(2)) };
  return [{ code: "spreads-differ", values }];
}

/** In two passes, of numbers brought near 1 by a power of two: no square over- or underflows. */
function momentsOf(table: Numbers, column: number): Moments {
  let [largest, count] = [0, 0];
  eachPresent(table, column, (value) => {
    largest = Math.max(largest, Math.abs(value));
    count++;
  });
  if (largest === 0) return { mean: 0, deviation: 0 };
  const down = powerOfTwo(-Math.min(Math.max(exponent(largest), -1000), 1000));
  let sum = 0;
  eachPresent(table, column, (value) => {
    sum += value * down;
  });
  const mean = sum / count;
  let [squares, rest] = [0, 0];
  eachPresent(table, column, (value) => {
    const off = value * down - mean;
    rest += off;
    squares += off * off;
  });
  const shift = rest / count;
  const variance = Math.max(0, squares / count - shift * shift);
  return { mean: (mean + shift) / down, deviation: Math.sqrt(variance) / down };
}

function eachPresent(
  { columns, values, mask }: Numbers,
  column: number,
  visit: (value: number, at: number) => void,
): void {
  for (let at = column; at < values.length; at += columns) if (mask?.[at] !== 0) visit(values[at], at);
}
