/** What the controls that name nodes offer, and what is typed there. Pure functions. */
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import type { MapValue } from "../../../shared/experiment/fields.ts";
import type { Locale } from "../../../shared/text.ts";
import { formatTyped, parseTyped } from "../../i18n/typed-number.ts";

/** A node that may be named, and its states; none where it has no such thing (computations). */
export interface Nameable {
  readonly name: string;
  readonly states: readonly string[];
}

/** Beyond so many, names are typed and looked up rather than picked from a list. */
export const mostListed = 60;

export function nameableIn(document: GraphDocument | undefined): readonly Nameable[] {
  return (document?.nodes ?? []).map((node) => ({ name: node.name, states: "states" in node ? node.states : [] }));
}

/** Those with the text in their names, as many as are listed; a name that is the text comes first. */
export function matching(nodes: readonly Nameable[], text: string): readonly Nameable[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return nodes.slice(0, mostListed);
  const found: Nameable[] = [];
  for (const node of nodes) {
    const name = node.name.toLowerCase();
    if (name === wanted) found.unshift(node);
    else if (found.length < mostListed && name.includes(wanted)) found.push(node);
  }
  return found.slice(0, mostListed);
}

/** The map with one entry set to a value that is yet to be checked, or removed. */
export function withValue(map: MapValue, name: string, value: unknown): Readonly<Record<string, unknown>> {
  const entries = Object.entries<unknown>(map);
  if (value === null) return Object.fromEntries(entries.filter(([one]) => one !== name));
  return Object.fromEntries([...entries.filter(([one]) => one !== name), [name, value]]);
}

/** Numbers as they stand in one box: semicolons between them, since decimals in some languages have commas. */
export function writtenNumbers(numbers: readonly number[], locale: Locale): string {
  return numbers.map((number) => formatTyped(number, locale, false)).join("; ");
}

/** The numbers of one box: between semicolons or spaces, or between commas where these are no decimal signs. What is none stays text, to be refused. */
export function typedNumbers(text: string, locale: Locale): readonly (number | string)[] {
  const parts = text.includes(";") ? text.split(";") : text.split(locale === "en" ? /[,\s]+/ : /,?\s+/);
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const number = parseTyped(part, locale);
      return Number.isNaN(number) ? part : number;
    });
}
