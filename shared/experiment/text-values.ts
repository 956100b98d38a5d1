import type { Field } from "./fields.ts";

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Text from a form, an address or the terminal as the value that the field's kind takes. Text that cannot be read that way is returned
 * as it is, so that validation names it.
 */
export function coerceText(field: Field, text: string): unknown {
  const trimmed = text.trim();
  switch (field.kind) {
    case "integer":
    case "number":
      return number.test(trimmed) ? Number(trimmed) : text;
    case "boolean":
      return trimmed === "true" ? true : trimmed === "false" ? false : text;
    case "choice":
    case "text":
      return text;
    case "integers":
      return coerceNumbers(trimmed);
    case "columns":
      return items(trimmed, /,/);
    case "map":
      return object(trimmed) ?? text;
    default:
      return field satisfies never;
  }
}

/**
 * Text as a list of values of a field (without one, of whole numbers): JSON, or values between commas; between semicolons where a value is a list itself.
 * What cannot be read so is returned as it is, so that validation names it.
 */
export function coerceList(field: Field | undefined, text: string): unknown {
  const isList = field?.kind === "integers" || field?.kind === "columns";
  const read = (item: unknown) => {
    if (isList && typeof item === "number") return [item];
    if (typeof item !== "string") return item;
    if (field === undefined) return number.test(item.trim()) ? Number(item) : item;
    return coerceText(field, item);
  };
  const trimmed = text.trim();
  if (isList && trimmed !== "" && !trimmed.startsWith("[")) return trimmed.split(";").map(read);
  return items(trimmed, /[,;]/).map(read);
}

/** Numbers between commas, semicolons or spaces, or as JSON; what is none of them stays text, so that validation names it. */
export function coerceNumbers(text: string): readonly unknown[] {
  return items(text.trim(), /[\s,;]+/).map((item) =>
    typeof item === "string" && number.test(item) ? Number(item) : item,
  );
}

/** An object written as JSON; nothing written is an empty one. */
function object(text: string): unknown {
  if (text === "") return {};
  try {
    return text.startsWith("{") ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** A list written as JSON or with separators. */
function items(text: string, separator: RegExp): readonly unknown[] {
  if (text.startsWith("[")) {
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list)) return list;
    } catch {
      // Not JSON: the items are told apart by separators, and validation names what is wrong with them.
    }
  }
  return text === "" ? [] : text.split(separator).map((item) => item.trim());
}
