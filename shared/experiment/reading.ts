import { ExperimentError } from "./errors.ts";
import { limits } from "./limits.ts";
import { show } from "./show.ts";
import { cleanText } from "./title.ts";

/**
 * How the user's own files are read. A choice that is absent is left to the reader, which finds it out ("auto") or has a default; one that
 * says so much is left out, so that an experiment in which nothing was chosen stays as it was. Choices may be added; none changes its default.
 *
 * Columns are named as the header names them; one without a name, or with a name that another has too, by its place: "#3" is the third.
 */
export interface Reading {
  /** "text": a text file is one text, and no table of cells. What labs that learn texts choose by themselves. */
  readonly contents?: "text";
  /** What stands between the cells of a text. */
  readonly separator?: "comma" | "semicolon" | "tab" | "space" | "pipe";
  readonly decimal?: "point" | "comma";
  /** What stands between groups of three digits. */
  readonly thousands?: "none" | "point" | "comma" | "space" | "apostrophe";
  /** Whether the first row names the columns. */
  readonly header?: "yes" | "no";
  /** "utf-8-damaged": UTF-8 with U+FFFD in place of what is not. */
  readonly encoding?: "utf-8" | "utf-8-damaged" | "utf-16le" | "utf-16be" | "windows-1252";
  /** What "None" means among other texts. */
  readonly none?: "missing" | "text";
  /** Whether the row below the names holds units. */
  readonly units?: "yes" | "no";
  /** "whole": a compressed file is read whatever it inflates to, within the caps of a file; else only to a multiple of its size. */
  readonly inflate?: "whole";
  /** "columns": pictures are stored column after column, as EMNIST has them. */
  readonly orientation?: "columns";
  /** Whether whole numbers from 0 to 255 are pixels, of which 255 is 1; found by the values where the lab takes pictures. */
  readonly pixels?: "yes" | "no";
  /** Rows with missing values: kept as they are where this is absent. */
  readonly gaps?: "drop" | "refuse";
  /** Rows that a lab holds out: evenly spread where this is absent; one of each stretch, drawn; or the last. What labs that hold rows out choose of new files. */
  readonly heldOut?: "drawn" | "last";
  /** Each used column is brought to mean 0 and variance 1 (n in the denominator). */
  readonly standardise?: "yes";
  /** The columns that are used, sorted by name; all others without a role are ignored. Absent: all that can be used and have no other role. */
  readonly columns?: readonly string[];
  /** Columns that are ignored, sorted by name, where `columns` is absent. */
  readonly ignored?: readonly string[];
  /** The column that is to be predicted. */
  readonly target?: string;
  /** The column that names the class of each row. */
  readonly label?: string;
}
export type ReadingChoice = keyof Reading;

/** What a column is for; "auto" is used where it can be. */
export type ColumnRole = "used" | "target" | "label" | "ignored" | "auto";

/** The values of the choices among a few; the first is the default, which is never written. */
export const readingOptions = {
  separator: ["auto", "comma", "semicolon", "tab", "space", "pipe"],
  decimal: ["auto", "point", "comma"],
  thousands: ["auto", "none", "point", "comma", "space", "apostrophe"],
  header: ["auto", "yes", "no"],
  encoding: ["auto", "utf-8", "utf-8-damaged", "utf-16le", "utf-16be", "windows-1252"],
  none: ["auto", "missing", "text"],
  units: ["auto", "yes", "no"],
  inflate: ["capped", "whole"],
  orientation: ["rows", "columns"],
  pixels: ["auto", "yes", "no"],
  gaps: ["keep", "drop", "refuse"],
  standardise: ["no", "yes"],
  heldOut: ["spread", "drawn", "last"],
  contents: ["table", "text"],
} as const satisfies { readonly [C in ReadingChoice]?: readonly string[] };

/** The choices that say how bytes become cells; the others say what is made of the cells. */
export const decodeChoices = [
  "contents",
  "separator",
  "decimal",
  "thousands",
  "header",
  "encoding",
  "none",
  "units",
  "inflate",
  "orientation",
] as const satisfies readonly ReadingChoice[];

/** Equal for two readings under which every file has the same cells. */
export function decodeKey(reading: Reading | undefined): string {
  return decodeChoices.map((choice) => reading?.[choice] ?? "").join(" ");
}

const listChoices = ["columns", "ignored"] as const;
const nameChoices = ["target", "label"] as const;
export const readingChoices: readonly ReadingChoice[] = [
  ...(Object.keys(readingOptions) as (keyof typeof readingOptions)[]),
  ...listChoices,
  ...nameChoices,
];

export function roleOf({ columns, ignored, target, label }: Reading, column: string): ColumnRole {
  if (column === target) return "target";
  if (column === label) return "label";
  if (columns !== undefined) return columns.includes(column) ? "used" : "ignored";
  return ignored?.includes(column) ? "ignored" : "auto";
}

/** A valid reading, as a new object without what is at its default; undefined where nothing is left. Throws an ExperimentError. */
export function parseReading(input: unknown, path = "data.reading"): Reading | undefined {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    throw wrong(path, "wrong-type", input, `an object of ${readingChoices.join(", ")}`);
  const entries: [ReadingChoice, string | readonly string[]][] = [];
  for (const [name, value] of Object.entries(input)) {
    const choice = readingChoices.find((one) => one === name);
    const place = `${path}.${name.slice(0, 64)}`;
    if (choice === undefined) throw wrong(place, "unknown-choice", name, readingChoices.join(", "));
    const read = parseChoice(choice, value, place);
    if (read !== undefined) entries.push([choice, read]);
  }
  const reading: Reading = Object.fromEntries(entries);
  checkRoles(reading, path);
  return entries.length > 0 ? reading : undefined;
}

/** The reading with one choice changed; text is read as the choice wants it ("yes", "a,b"). Throws an ExperimentError. */
export function setReading(reading: Reading | undefined, choice: string, textOrValue: unknown): Reading | undefined {
  const isList = listChoices.some((one) => one === choice);
  const value = isList && typeof textOrValue === "string" ? namesIn(textOrValue) : textOrValue;
  // Only one of the two says which columns are left out.
  const { columns, ignored, ...rest } = reading ?? {};
  const others = isList ? rest : { ...rest, ...(columns && { columns }), ...(ignored && { ignored }) };
  return parseReading({ ...others, [choice]: value });
}

/** "a,b", or a list as JSON writes it where a name has a comma: ["a,b", "c"]. */
function namesIn(text: string): unknown {
  if (text.startsWith("[")) {
    try {
      return JSON.parse(text);
    } catch {
      // A name may begin so, too.
    }
  }
  return text.split(",").map((name) => name.trim());
}

function parseChoice(choice: ReadingChoice, value: unknown, path: string): string | readonly string[] | undefined {
  if (choice === "columns" || choice === "ignored") return parseNames(choice, value, path);
  if (choice === "target" || choice === "label") return value === "" ? undefined : parseName(value, path);
  const options: readonly string[] = readingOptions[choice];
  if (typeof value !== "string" || !options.includes(value))
    throw wrong(path, "not-an-option", value, options.join(", "));
  return value === options[0] ? undefined : value;
}

/** Names of columns, each once, sorted: their order in the table is the file's. */
function parseNames(choice: "columns" | "ignored", value: unknown, path: string): readonly string[] | undefined {
  if (!Array.isArray(value)) throw wrong(path, "wrong-type", value, "a list of column names");
  const names = value.map((name: unknown) => parseName(name, path)).sort((a, b) => (a < b ? -1 : 1));
  const again = names.find((name, i) => name === names[i - 1]);
  if (again !== undefined) throw wrong(path, "repeated", again, "different column names");
  if (names.length > 0) return names;
  // Nothing ignored is the default; nothing used is no table.
  if (choice === "ignored") return undefined;
  throw wrong(path, "wrong-length", value, "one name or more");
}

function parseName(value: unknown, path: string): string {
  const name = typeof value === "string" ? cleanText(value) : "";
  if (name === "" || name.length > limits.file.column)
    throw wrong(path, "wrong-type", value, `a name of 1 to ${limits.file.column} characters`);
  return name;
}

function checkRoles({ columns, ignored, target, label }: Reading, path: string): void {
  if (columns && ignored) throw wrong(`${path}.ignored`, "wrong-type", ignored, "left out where columns are named");
  const named = [...(columns ?? ignored ?? []), ...[target, label].filter((name) => name !== undefined)];
  const again = named.find((name, i) => named.indexOf(name) !== i);
  if (again !== undefined) throw wrong(path, "two-roles", again, "one role per column");
}

function wrong(path: string, code: string, value: unknown, allowed: string): ExperimentError {
  return new ExperimentError(path, code, `invalid ${path}: ${show(value)} (must be ${allowed})`, {
    value: typeof value === "string" ? value : show(value),
    allowed,
  });
}
