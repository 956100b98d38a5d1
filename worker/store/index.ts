/** Questions to the index (D1), which may not answer. */
import * as v from "valibot";
import { Refusal } from "../errors.ts";
import { inTime } from "./deadline.ts";

/** What `work` answers. Throws a Refusal (503) without the words of the index when it fails. */
export async function index<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await inTime(work());
  } catch (error) {
    if (error instanceof UnfitValueError) throw error;
    throw unavailable();
  }
}

/** What the index keeps as it is given. */
export type IndexValue = string | number | null | Uint8Array<ArrayBuffer>;

/** A value that the index would change without a word: a mistake of ours, no failure of the index. */
export class UnfitValueError extends RangeError {
  override readonly name = "UnfitValueError";
}

/** Values that the index binds in one statement. */
const mostValues = 100;
/** Bytes of one value. The embedded index takes longer ones, the real one does not. */
const mostBytes = 2_000_000;

/**
 * A statement with its values; the only way to one. D1 stores NaN and infinities as NULL, `true` as 1, cuts each number of a Float32Array to a byte and
 * rounds integers from 2^53, and counts the characters of a text up to its first NUL: all of these are refused with an UnfitValueError.
 */
export function statement(db: D1Database, sql: string, ...values: readonly IndexValue[]): D1PreparedStatement {
  if (values.length > mostValues)
    throw new UnfitValueError(`statement with ${values.length} values (must be at most ${mostValues}: send several)`);
  const at = values.findIndex((value) => unfit(value) !== undefined);
  if (at >= 0) throw new UnfitValueError(`value ${at + 1} of a statement: ${unfit(values[at])}`);
  return db.prepare(sql).bind(...values);
}

/** Why the index would not keep a value as it is. Types are asked again: nothing else tells a Float32Array that came as `any`. */
function unfit(value: IndexValue): string | undefined {
  if (value === null) return undefined;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return `${value} (must be finite)`;
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? `${value} (an integer from 2^53 must be text)`
      : undefined;
  }
  if (typeof value !== "string" && !(value instanceof Uint8Array))
    return `${Object.prototype.toString.call(value)} (must be text, a number, null or a Uint8Array)`;
  if (typeof value === "string" && value.includes("\0")) return "text with a NUL (must have none)";
  const bytes = typeof value === "string" ? utf8Length(value) : value.byteLength;
  return bytes > mostBytes
    ? `${bytes} bytes (must be at most ${mostBytes}: such bytes are stored as a blob)`
    : undefined;
}

function utf8Length(text: string): number {
  // A UTF-16 unit takes three bytes at most: few texts need to be encoded to be measured.
  return 3 * text.length <= mostBytes ? text.length : new TextEncoder().encode(text).length;
}

/** The one row that `work` finds, checked. */
export async function one<T>(
  work: () => Promise<unknown>,
  schema: v.GenericSchema<unknown, T>,
): Promise<T | undefined> {
  const row = await index(work);
  return row === null ? undefined : v.parse(schema, row);
}

export function unavailable(): Refusal {
  return new Refusal(503, "index-unavailable", "index", "link index does not answer (try again in a moment)");
}

/** So many places for values in a list. The index binds at most 100 in one statement. */
export const marks = (values: readonly unknown[]) => values.map(() => "?").join(", ");
