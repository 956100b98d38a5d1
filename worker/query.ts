/** Values in an address, read by the schemas that describe them. */
import * as v from "valibot";
import { ExperimentError } from "../shared/experiment/errors.ts";
import { jsonSchemaOf } from "./api/json-schema.ts";

/** Text that stands for a whole number from `min` to `max`. */
export const whole = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,16}$/),
    v.transform(Number),
    v.number(),
    v.integer(),
    v.minValue(min),
    v.maxValue(max),
  );

/** Text that stands for a number from `min` to `max`. */
export const decimal = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^-?\d{1,16}(\.\d{1,16})?$/),
    v.transform(Number),
    v.number(),
    v.minValue(min),
    v.maxValue(max),
  );

type Entries = Readonly<Record<string, v.GenericSchema>>;
export type Read<E extends Entries> = { readonly [Name in keyof E]: v.InferOutput<E[Name]> };

/** The values of an address; what it has beside them is ignored. Throws an ExperimentError: "out-of-range" for a number, "not-an-option" for a choice. */
export function readQuery<E extends Entries>(entries: E, given: Readonly<Record<string, string>>): Read<E> {
  const read = Object.entries(entries).map(([name, schema]) => {
    const text = Object.hasOwn(given, name) ? given[name] : undefined;
    const parsed = v.safeParse(schema, text);
    if (!parsed.success) throw unfit(name, (text ?? "").slice(0, 40), schema);
    return [name, parsed.output];
  });
  return Object.fromEntries(read) as Read<E>;
}

function unfit(path: string, value: string, schema: v.GenericSchema): ExperimentError {
  const { enum: options, minimum, maximum, type } = jsonSchemaOf(schema);
  if (Array.isArray(options)) {
    const allowed = options.join(", ");
    const message = `${path}: ${value} (must be one of ${allowed})`;
    return new ExperimentError(path, "not-an-option", message, { value, allowed });
  }
  const [min, max] = [Number(minimum), Number(maximum)];
  const message = `${path}: ${value} (must be a ${type === "integer" ? "whole " : ""}number from ${min} to ${max})`;
  return new ExperimentError(path, "out-of-range", message, { value, min, max });
}
