/** Answers to views: what is wrong with what was asked is part of them, and nothing is thrown. */
import { type Arrays, array } from "../../arrays.ts";
import { ExperimentError } from "../../experiment/errors.ts";

export function errorArrays({ path, code, message, values }: ExperimentError): Arrays {
  return { error: array(new TextEncoder().encode(JSON.stringify({ path, code, message, values }))) };
}

/** What is wrong, where an answer says that something is. */
export function answeredError(answer: Arrays): ExperimentError | undefined {
  if (answer.error === undefined) return undefined;
  const text = new TextDecoder().decode(Uint8Array.from(answer.error.values));
  const error = JSON.parse(text) as Pick<ExperimentError, "path" | "code" | "message" | "values">;
  const { path, code, message, values } = error;
  return new ExperimentError(path, code, message, values);
}
