/** Questions to the index (D1), which may not answer. */
import * as v from "valibot";
import { Refusal } from "../errors.ts";
import { inTime } from "./deadline.ts";

/** What `work` answers. Throws a Refusal (503) without the words of the index when it fails. */
export async function index<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await inTime(work());
  } catch {
    throw unavailable();
  }
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
