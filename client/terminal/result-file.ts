/** The arrays of a result as JSON has them: what `lab run --out` writes and `lab verify` reads. What is not finite is null there. */
import * as v from "valibot";
import type { Arrays } from "../../shared/arrays.ts";
import { typeName } from "../../shared/experiment/digest.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { ClaimedArray, ClaimedArrays } from "../../shared/publication/claimed.ts";

export function plainArrays(arrays: Arrays): Readonly<Record<string, ClaimedArray>> {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, values }]) => [
      name,
      { shape, type: typeName(values), values: Array.from(values) },
    ]),
  );
}

const isNumberOrNull = (value: unknown) => value === null || typeof value === "number";
const arraySchema = v.strictObject({
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  // Files of earlier versions do not record it.
  type: v.exactOptional(v.string()),
  values: v.custom<(number | null)[]>((input) => Array.isArray(input) && input.every(isNumberOrNull)),
});

/** The arrays that a result file holds. Throws an ExperimentError for what no result file holds. */
export function parseArrays(input: unknown): ClaimedArrays {
  if (typeof input !== "object" || input === null || Array.isArray(input)) throw invalid("arrays", "must be an object");
  const arrays = Object.entries(input).map(([name, array]) => {
    const parsed = v.safeParse(arraySchema, array);
    if (!parsed.success) throw invalid(`arrays.${name.slice(0, 64)}`, "must be { shape, type, values }");
    return [name, parsed.output] as const;
  });
  return { arrays: Object.fromEntries(arrays) };
}

function invalid(path: string, cure: string): ExperimentError {
  return new ExperimentError(path, "wrong-type", `invalid ${path} (${cure})`);
}
