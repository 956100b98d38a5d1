import { type Arrays, array, type NDArray, type TypedArray } from "../arrays.ts";
import { isPending, type Later } from "../later.ts";

/**
 * What every step records. A list of names: one float64 each, and a step that records nothing leaves a gap, Infinity (a NaN would be taken for a fault
 * of the thread). Or, by name, the row of a step that records nothing: it gives type, shape and gap.
 */
export type Records<R extends string> = readonly R[] | Readonly<Record<R, NDArray>>;

/** What one step records: a number, or as many as its row has. What is omitted or undefined is a gap. */
export type Row<R extends string> = Partial<Record<R, number | ArrayLike<number> | undefined>>;

/** A record while its rows are filled. */
interface Column {
  readonly blank: NDArray;
  readonly values: TypedArray;
}

/**
 * `advance` of a machine that works step by step: `step` does step `n`, counted from the beginning of the task, and writes what it records into
 * `row`. The row is one object, blank before every step.
 */
export function eachStep<R extends string>(
  records: Records<R>,
  step: (n: number, row: Row<R>) => Later<void>,
): (from: number, steps: number) => Later<Arrays> {
  const blanks = blanksOf(records);
  const names = Object.keys(blanks) as R[];
  return (from, steps) => {
    const columns = names.map((name) => columnOf(blanks[name], steps));
    const row: Row<R> = {};
    const told = () => Object.fromEntries(names.map((name, c) => [name, rowsOf(columns[c], steps)]));
    const blank = () => {
      for (const name of names) row[name] = undefined;
    };
    const keep = (s: number) => {
      for (let c = 0; c < names.length; c++) put(columns[c], s, row[names[c]], names[c]);
    };
    const rest = async (pending: PromiseLike<void>, s: number): Promise<Arrays> => {
      await pending;
      keep(s);
      for (let next = s + 1; next < steps; next++) {
        blank();
        await step(from + next, row);
        keep(next);
      }
      return told();
    };
    for (let s = 0; s < steps; s++) {
      blank();
      const pending = step(from + s, row);
      if (isPending(pending)) return rest(pending, s);
      keep(s);
    }
    return told();
  };
}

/** A record as files have it: what was not told is NaN, for whoever reads them. */
export function withoutGaps(record: NDArray): NDArray {
  const { values, shape } = record;
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return record;
  if (!values.includes(Number.POSITIVE_INFINITY)) return record;
  return array(
    values.map((value) => (value === Number.POSITIVE_INFINITY ? Number.NaN : value)),
    shape,
  );
}

function blanksOf<R extends string>(records: Records<R>): Readonly<Record<R, NDArray>> {
  if (!isList(records)) return records;
  const gaps = records.map((name) => [name, array(Float64Array.of(Number.POSITIVE_INFINITY), [])] as const);
  return Object.fromEntries(gaps) as Record<R, NDArray>;
}

function isList<R extends string>(records: Records<R>): records is readonly R[] {
  return Array.isArray(records);
}

function columnOf(blank: NDArray, steps: number): Column {
  const Values = blank.values.constructor as new (length: number) => TypedArray;
  return { blank, values: new Values(steps * blank.values.length) };
}

function rowsOf({ blank, values }: Column, steps: number): NDArray {
  return array(values, [steps, ...blank.shape]);
}

function put({ blank, values }: Column, s: number, told: number | ArrayLike<number> | undefined, name: string): void {
  const width = blank.values.length;
  if (typeof told === "number" && width === 1) values[s] = told;
  else {
    const row = told ?? blank.values;
    if (typeof row === "number" || row.length !== width)
      throw new RangeError(
        `record ${name} was told ${typeof row === "number" ? 1 : row.length} numbers (must be ${width})`,
      );
    values.set(row, s * width);
  }
}
