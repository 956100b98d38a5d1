/** The first lines of a text, whatever separates their cells: enough to tell the separator, comments and titles by. */

import { isSheetError } from "./words.ts";

const [TAB, LF, CR, SPACE, QUOTE] = [9, 10, 13, 32, 34];
/** This many lines, and this many characters, are looked at. */
const MOST_LINES = 200;
const MOST_CHARACTERS = 1_000_000;

export const separators = { semicolon: ";", tab: "\t", pipe: "|", comma: ",", space: " " } as const;
export type Separator = keyof typeof separators;
const codes = [59, TAB, 124, 44];
export const order = ["semicolon", "tab", "pipe", "comma", "space"] as const satisfies readonly Separator[];

export interface Line {
  /** From 1 as the file counts them. */
  readonly row: number;
  /** As it stands, without its end. */
  readonly text: string;
  /** How often each separator occurs outside quotes, in the order of `order`; runs of space count once, and not beside another separator. */
  readonly counts: readonly number[];
}

/** The mark of a line of comment: at its beginning, outside quotes. */
export function commentMark(text: string): "#" | "%" | "//" | null {
  if (text.startsWith("#")) return "#";
  if (text.startsWith("%")) return "%";
  return text.startsWith("//") ? "//" : null;
}

/** Whether a line of comment begins there: with the mark, but with none of the words of a spreadsheet for an error. */
export function isMarked(text: string, at: number, mark: string): boolean {
  return text.startsWith(mark, at) && !isSheetError(text.slice(at, at + 12).split(/[,;\t| \r\n]/)[0]);
}

export function endOfLine(text: string, at: number): number {
  let end = at;
  for (let code = text.charCodeAt(end); end < text.length && code !== 10 && code !== 13; )
    code = text.charCodeAt(++end);
  return end;
}

export function nextLine(text: string, end: number): number {
  return text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
}

/** How many cells the line that begins there has. */
export function cellsOfLine(text: string, at: number, separator: Separator): number {
  return lineAt(text, at, text.length).counts[order.indexOf(separator)] + 1;
}

/** The separator that a first line `sep=;` names, and where the next line begins. */
export function separatorLine(text: string): { readonly separator: string | null; readonly next: number } {
  const found = /^"?sep=(.)"?[ \t]*(?:\r\n?|\n|$)/i.exec(text.slice(0, 100));
  return found ? { separator: found[1], next: found[0].length } : { separator: null, next: 0 };
}

/** The first lines from `start` on, but for blank ones; quoted cells may hold ends of lines. */
export function firstLines(text: string, start: number, firstRow: number): readonly Line[] {
  const lines: Line[] = [];
  const end = Math.min(text.length, start + MOST_CHARACTERS);
  for (let [at, row] = [start, firstRow]; at < end && lines.length < MOST_LINES; row++) {
    const { next, ...line } = { ...lineAt(text, at, end), row };
    // A line that the end of what is looked at cuts says nothing, unless there is no other.
    if (line.text.trim() !== "" && (next <= end || lines.length === 0)) lines.push(line);
    at = next;
  }
  return lines;
}

function lineAt(text: string, start: number, end: number): Omit<Line, "row"> & { readonly next: number } {
  const counts = [0, 0, 0, 0, 0];
  // A quote opens, and a space separates nothing, behind a separator and at the beginning.
  let isBehind = true;
  let isBlank = false;
  let at = start;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) break;
    const which = codes.indexOf(code);
    if (which >= 0) counts[which]++;
    if (code === SPACE || code === TAB) isBlank = true;
    else if (which >= 0) {
      isBehind = true;
      isBlank = false;
    } else {
      if (isBlank && !isBehind) counts[4]++;
      if (code === QUOTE && (isBehind || isBlank)) at = closingQuote(text, at, end);
      isBehind = false;
      isBlank = false;
    }
  }
  const next = text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
  return { text: text.slice(start, Math.min(at, end)), counts, next };
}

/** Where the quote that opens at `at` closes; `end` if it does not. */
function closingQuote(text: string, at: number, end: number): number {
  for (let i = at + 1; ; i += 2) {
    i = text.indexOf('"', i);
    if (i < 0 || i >= end) return end;
    if (text.charCodeAt(i + 1) !== QUOTE) return i;
  }
}
