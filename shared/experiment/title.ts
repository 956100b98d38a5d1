import { ExperimentError } from "./errors.ts";
import { limits } from "./limits.ts";

/**
 * Control characters (line feed apart), marks that turn the direction of what follows, separators of lines, marks of byte order and of
 * annotations, halves of surrogate pairs: none of them belongs into a line that strangers read. Joiners stay: emoji and some scripts need them.
 */
const unwanted = /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\uFEFF\uFFF9-\uFFFB]/u;
const unwantedAll = new RegExp(unwanted.source, "gu");

/**
 * What no reader sees on its own: spaces, marks without a letter under them, format characters, what fonts are told to ignore, the blank of Braille.
 * A text of nothing else looks like none.
 */
const invisible = /^[\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** A title in NFC, trimmed, on one line. Throws an ExperimentError ("title") for an empty, too long or unfit one. */
export function parseTitle(input: unknown, path = "title"): string {
  const text = parseLines(input, path, limits.title.length);
  if (text.includes("\n")) throw unfit(path, "\n");
  if (invisible.test(text))
    throw new ExperimentError(
      path,
      "empty",
      `invalid ${path}: nothing to be seen (must be 1 to ${limits.title.length} characters)`,
    );
  return text;
}

/** Notes in NFC, trimmed, line feeds allowed; "" where nothing of them is seen. Throws an ExperimentError ("notes"). */
export function parseNotes(input: unknown, path = "notes"): string {
  const text = parseLines(input, path, limits.notes.length);
  return invisible.test(text) ? "" : text;
}

/** Whether a text can stand on a line as it is: something of it is seen, and it holds nothing that a title may not hold. */
export function isShown(text: string): boolean {
  return !text.includes("\n") && !unwanted.test(text) && !invisible.test(text);
}

/** Text that comes with a file (a name, a header): whatever a title may not hold is taken out. */
export function cleanText(text: string): string {
  return text
    .replace(/[\t\n\r]/g, " ")
    .replace(unwantedAll, "")
    .normalize("NFC")
    .trim();
}

function parseLines(input: unknown, path: string, length: number): string {
  if (typeof input !== "string") {
    throw new ExperimentError(path, "wrong-type", `invalid ${path}: ${typeof input} (must be text)`, {
      value: typeof input,
    });
  }
  const text = input.replace(/\r\n?/g, "\n").normalize("NFC").trim();
  if (text.length > length) {
    throw new ExperimentError(
      path,
      "too-long",
      `invalid ${path}: ${text.length} characters (must be at most ${length})`,
      {
        value: text.length,
        max: length,
      },
    );
  }
  const found = unwanted.exec(text);
  if (found !== null) throw unfit(path, found[0]);
  return text;
}

function unfit(path: string, character: string): ExperimentError {
  const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return new ExperimentError(
    path,
    "unfit-character",
    `invalid ${path}: holds ${name} (must hold no control or direction characters)`,
    {
      value: name,
    },
  );
}
