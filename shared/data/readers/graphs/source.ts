import { ExperimentError } from "../../../experiment/errors.ts";

const [LINE_FEED, RETURN] = [10, 13];

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

/** A name, and where it stands. */
export interface Named extends Place {
  readonly value: string;
}

/** An error at a place, with its line and column, from 1. `message`: what is wrong there, and the cure. */
export function graphError(
  { source, from }: Place,
  code: string,
  message: string,
  values: Readonly<Record<string, string | number>> = {},
): ExperimentError {
  const { name, text } = source;
  let [line, begin] = [1, 0];
  for (let i = 0; i < from; i++) {
    const code = text.charCodeAt(i);
    if (code === LINE_FEED || (code === RETURN && text.charCodeAt(i + 1) !== LINE_FEED))
      [line, begin] = [line + 1, i + 1];
  }
  const column = from - begin + 1;
  return new ExperimentError(name, code, `${name}, line ${line}, column ${column}: ${message}`, {
    name,
    line,
    column,
    ...values,
  });
}

/** What an error shows of it: on one line. */
const excerpt = (found: string) => found.replace(/[\r\n][\s\S]*/, "").slice(0, 40);

/** Something that the grammar does not have here. `allowed`: what it has, as it is written. */
export function unexpected(place: Place, found: string, allowed: readonly string[]): ExperimentError {
  const value = excerpt(found);
  const message = `“${value}” (must be ${allowed.map((one) => `“${one}”`).join(" or ")})`;
  return graphError(place, "graph-unexpected", message, { value, allowed: allowed.join(" / ") });
}

/** Something behind the end of the graph. */
export function surplus(place: Place, found: string): ExperimentError {
  const value = excerpt(found);
  return graphError(place, "graph-surplus", `“${value}” after the end (must be left out)`, { value });
}

export function endsEarly(place: Place): ExperimentError {
  return graphError(place, "graph-ends-early", "the file ends too early (copy or download it again)");
}
