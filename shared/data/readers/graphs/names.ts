import { limits } from "../../../experiment/limits.ts";
import { cleanText } from "../../../experiment/title.ts";
import { graphError, type Named, type Place } from "./source.ts";

/** A name as documents have them, on one line and without what nobody sees. Throws an ExperimentError for an empty or a too long one. */
export function nameFrom(place: Place, written: string): Named {
  const { source, from } = place;
  const value = cleanText(written);
  const { name: max } = limits.document;
  if (value === "") throw graphError(place, "graph-needs-name", "“” (must be a name)", { value: written.slice(0, 40) });
  if (value.length > max)
    throw graphError(place, "graph-name-too-long", `a name of ${value.length} characters (must be at most ${max})`, {
      value: value.length,
      max,
    });
  return { source, from, value };
}

/** Blanks with a line end among them become one; others stay. */
export const onOneLine = (text: string): string =>
  text.replace(/\s+/g, (blanks) => (/[\n\r\t]/.test(blanks) ? " " : blanks)).trim();

/** At most so many states; those that are written alike get a number behind: "x", "x.2". */
export function statesOf(place: Place, node: string, written: readonly string[]): readonly string[] {
  const { states: max } = limits.document;
  if (written.length > max)
    throw graphError(
      place,
      "graph-too-many-states",
      `“${node}” has ${written.length} states (must be at most ${max})`,
      {
        value: node,
        found: written.length,
        max,
      },
    );
  const taken = new Set(written);
  if (taken.size === written.length) return written;
  const seen = new Set<string>();
  return written.map((state) => {
    let name = state;
    for (let n = 2; seen.has(name) || (name !== state && taken.has(name)); n++) name = `${state}.${n}`;
    seen.add(name);
    return name;
  });
}
