import type { Field, MapValue, ParamValue } from "../../../shared/experiment/fields.ts";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { namesIn } from "../../i18n/node-names.ts";
import { withMinus } from "../../i18n/number-forms.ts";
import { formatTyped } from "../../i18n/typed-number.ts";

/** A value in words: with its unit, or its option's name; of a map, its entries. `names`: of the graph whose nodes and states may be among them. */
export function say(field: Field, value: ParamValue, names = namesIn(undefined)): string {
  if (field.kind === "choice") {
    const option = field.options.find((one) => one.value === value);
    return option ? t(option.label) : String(value);
  }
  if (typeof value === "boolean") return t(value ? words.yes : words.no);
  if (field.kind === "map") {
    const entries = Object.entries(value as MapValue);
    return entries.map(([key, one]) => `${names.node(key)}: ${sayEntry(one, names)}`).join(" · ") || "–";
  }
  if (Array.isArray(value) && value.length === 0) return "none" in field && field.none ? t(field.none) : "–";
  if (Array.isArray(value)) return value.join(", ");
  if ("names" in field && typeof value === "string") return names.node(value);
  const text = typeof value === "number" ? withMinus(formatTyped(value, locale.value)) : String(value);
  return "unit" in field && field.unit ? `${text} ${field.unit}` : text;
}

/** The value of one entry of a map: between its numbers stand semicolons, since decimals in some languages have commas. */
export function sayEntry(value: string | readonly number[], names = namesIn(undefined)): string {
  if (typeof value === "string") return names.state(value);
  return value.map((number) => withMinus(formatTyped(number, locale.value))).join("; ");
}
