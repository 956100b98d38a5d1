import type { Locale, Localized } from "../../shared/text.ts";
import { fill } from "./fill.ts";

const placed: Localized = { es: "n.º\u00a0{place}", en: "no.\u00a0{place}" };

/** A column without a name, by its place among those of the file, from 1. */
export const sayPlace = (place: number | string, locale: Locale): string => fill(placed[locale], { place });

/** Values of notices and errors that name columns. */
const naming = new Set(["column", "columns", "wide", "narrow", "text", "date", "constant", "empty"]);

/** The values of a sentence with columns without a name, whose key is their place ("#3"), as people say them: "no. 3". The terminal keeps the key: its flags take it. */
export function sayColumns<V extends string | number>(
  values: Readonly<Record<string, V>>,
  locale: Locale,
): Readonly<Record<string, V | string>> {
  const say = (name: string, value: V) =>
    typeof value === "string" && naming.has(name)
      ? value.replace(/(^|, )#(\d+)(?=$|, )/g, (_, before, place) => before + sayPlace(place, locale))
      : value;
  return Object.fromEntries(Object.entries<V>(values).map(([name, value]) => [name, say(name, value)]));
}
