import { ExperimentError } from "../../../experiment/errors.ts";

/** The text of a graph file and its name. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Where in a file something begins. Lines and columns are counted only where an error has to say them. */
export interface Place {
  readonly source: Source;
  readonly from: number;
}

/** An error at a place, with its line and column, from 1. `message`: what is wrong there, and the cure. */
export function graphError(
  { source, from }: Place,
  code: string,
  message: string,
  values: Readonly<Record<string, string | number>> = {},
): ExperimentError {
  const { name, text } = source;
  const before = text.slice(0, from).split(/\r\n?|\n/);
  const [line, column] = [before.length, before[before.length - 1].length + 1];
  return new ExperimentError(name, code, `${name}, line ${line}, column ${column}: ${message}`, {
    name,
    line,
    column,
    ...values,
  });
}
