import type { Field, ParamValue } from "../../../shared/experiment/fields.ts";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatTyped } from "../../i18n/typed-number.ts";

/** A value in words: with its unit, or its option's name. */
export function say(field: Field, value: ParamValue): string {
  if (field.kind === "choice") {
    const option = field.options.find((one) => one.value === value);
    return option ? t(option.label) : String(value);
  }
  if (typeof value === "boolean") return t(value ? words.yes : words.no);
  if (Array.isArray(value) && value.length === 0) return "none" in field && field.none ? t(field.none) : "–";
  if (Array.isArray(value)) return value.join(", ");
  const text = typeof value === "number" ? formatTyped(value, locale.value) : String(value);
  return "unit" in field && field.unit ? `${text} ${field.unit}` : text;
}
