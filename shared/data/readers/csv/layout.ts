/** Where the table of a text lies: what separates its cells, its names and units, and where its first sample begins. */
import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import type { Reading } from "../../../experiment/reading.ts";
import { cleanText } from "../../../experiment/title.ts";
import { checkSize } from "../content.ts";
import { CellReader } from "./cells.ts";
import { hasUnits, isHeader } from "./header.ts";
import {
  commentMark,
  endOfLine,
  firstLines,
  isMarked,
  type Line,
  nextLine,
  type Separator,
  separatorLine,
  separators,
} from "./lines.ts";
import { numberIn } from "./numbers.ts";
import { ragged } from "./ragged.ts";
import type { Row } from "./row.ts";
import { chooseSeparator } from "./separator.ts";
import { isSheetError, missingKind } from "./words.ts";

export interface Layout {
  /** One character. */
  readonly separator: string;
  readonly separatorName: Separator;
  /** One per column, "" where it has none; absent without a header. */
  readonly names?: readonly string[];
  readonly units?: readonly string[];
  readonly columns: number;
  /** Where the first sample begins, and its row from 1 as the file counts them. */
  readonly at: number;
  readonly row: number;
  /** Of lines of comment, if the text begins with one. */
  readonly mark: string | null;
  /** Lines of comment and titles above the first sample, and rows without a cell. */
  readonly comments: number;
  readonly emptyRows: number;
  /** Names, units and the first samples, as they stand. */
  readonly first: readonly (readonly string[])[];
}

/** A row and where it ends in the text. */
interface Seen extends Row {
  readonly at: number;
  readonly next: number;
  /** Lines of comment and rows without a cell above it. */
  readonly comments: number;
  readonly emptyRows: number;
}

const LOOKED_AT = 100;
/** Of wide tables, names, units and two samples are enough. */
const FEWEST_ROWS = 4;
const MOST_CELLS = 30_000;
const MOST_TITLES = 10;
const SHOWN = 12;
export const shownColumns = 200;
const SHOWN_CHARACTERS = 100;

/** Throws an ExperimentError at `path`: nothing in it, too many columns, a quote that is not closed, two ways to read it. */
export function layoutOf(text: string, reading: Reading, path: string): Layout {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const named = separatorLine(start === 0 ? text : text.slice(1, 101));
  const firstRow = named.next > 0 ? 2 : 1;
  const lines = firstLines(text, start + named.next, firstRow);
  if (lines.length === 0) throw new ExperimentError(path, "empty", `${path} is empty (must have at least one row)`);
  const mark = markOf(lines);
  const plain = lines.filter((line) => mark === null || commentMark(line.text) !== mark || isSheetError(line.text));
  const isSequences = reading.separator === undefined && isFasta(plain);
  const chosen = isSequences
    ? null
    : (reading.separator ??
      nameOf(named.separator) ??
      chooseSeparator(plain, commentAbove(lines, plain), reading, path));
  const separator = isSequences ? NOTHING : chosen === null ? ";" : separators[chosen];
  const seen = firstRows(text, start + named.next, firstRow, separator, mark, path);
  if (seen.rows.length === 0) throw new ExperimentError(path, "empty", `${path} is empty (must have at least one row)`);
  // A column alone has no separator: the comma, unless it is in its cells.
  const separatorName = chosen ?? (lines.some((line) => line.text.includes(",")) ? "semicolon" : "comma");
  return { ...arrange(seen, separator, reading, path), separator, separatorName, mark };
}

/** No text holds it: headers of sequences may hold every sign that separates. */
const NOTHING = "\0";

/** Lines of sequences (FASTA; Pearson & Lipman 1988): headers that begin with ">", and letters alone. */
const isFasta = (lines: readonly Line[]) =>
  lines.length > 1 && lines[0].text.startsWith(">") && lines.every(({ text }) => /^(?:>|[A-Za-z*-]+\s*$)/.test(text));

/** A long one names nothing. */
const commentAbove = (lines: readonly Line[], plain: readonly Line[]) =>
  (lines[lines.indexOf(plain[0]) - 1]?.text ?? "").slice(0, 200);

function nameOf(sign: string | null): Separator | undefined {
  return (Object.keys(separators) as Separator[]).find((name) => separators[name] === sign);
}

/** The mark of comments: that of the first line, where not all lines have it. */
function markOf(lines: readonly Line[]): string | null {
  const mark = commentMark(lines[0].text);
  if (mark === null || isSheetError(lines[0].text.split(/[,;\t| ]/)[0])) return null;
  return lines.every((line) => commentMark(line.text) === mark) ? null : mark;
}

interface FirstRows {
  readonly rows: readonly Seen[];
  /** The line of comment right above the first row. */
  readonly comment: string | null;
}

/** The first rows as trimmed text; blank ones and comments are passed over. */
function firstRows(
  text: string,
  start: number,
  firstRow: number,
  separator: string,
  mark: string | null,
  path: string,
): FirstRows {
  const rows: Seen[] = [];
  let [at, row, comments, emptyRows, seenCells] = [start, firstRow, 0, 0, 0];
  let comment: string | null = null;
  for (; at < text.length && rows.length < (seenCells < MOST_CELLS ? LOOKED_AT : FEWEST_ROWS); row++) {
    if (mark !== null && isMarked(text, at, mark)) {
      const end = endOfLine(text, at);
      if (rows.length === 0) comment = text.slice(at, end);
      comments++;
      at = nextLine(text, end);
      continue;
    }
    const { cells, quoted, next } = rowAt(text, at, separator, row, path);
    if (cells.every((cell) => cell === "")) {
      emptyRows++;
      if (rows.length === 0) comment = null;
    } else rows.push({ row, cells, quoted, at, next, comments, emptyRows });
    seenCells += cells.length;
    at = next;
  }
  return { rows, comment };
}

function rowAt(text: string, at: number, separator: string, row: number, path: string) {
  // Without numbers: their text is asked for.
  const reader = new CellReader(text, separator, path, at, true);
  const cells: string[] = [];
  const quoted: boolean[] = [];
  do {
    reader.next(row);
    cells.push(reader.text ?? "");
    quoted.push(reader.isQuoted);
    if (cells.length > limits.file.columns) checkSize(row, cells.length + reader.passLine(row), path);
  } while (!reader.endsLine);
  return { cells, quoted, next: reader.at };
}

type Arranged = Omit<Layout, "separator" | "separatorName" | "mark">;

function arrange({ rows: all, comment }: FirstRows, separator: string, reading: Reading, path: string): Arranged {
  const width = widthOf(all);
  const isStray = ({ cells, quoted }: Seen) => cells.length !== width && !quoted[0] && commentMark(cells[0]) !== null;
  const table = all.length > 1 ? all.filter((row) => !isStray(row)) : all;
  const titles = titlesOf(table, width, reading);
  const [given, ...below] = table.slice(titles);
  const { isShort, ...head } = fitHead(given, below, width, reading);
  if (head.cells.length !== width && below.length > 1) throw ragged(path, head.row, head.cells.length, width);
  const rows = [head, ...below];
  const above = titles > 0 ? null : commentNames(comment, head.cells.length, separator, reading, path);
  const isNamed = isShort || ((!above || head.cells.every(isNoNumber)) && isHeader(rows, reading, path));
  const names = isNamed ? head.cells : above;
  const ruler = isNamed && isRuler(below[0]) ? below.shift() : undefined;
  const units = isNamed && hasUnits([head, ...below], reading) ? below.shift() : undefined;
  const last = units ?? ruler ?? head;
  const end = isNamed ? last : { ...head, next: head.at, row: head.row - 1 };
  return {
    columns: head.cells.length,
    ...(names && { names: names.map(cleanName) }),
    ...(units && { units: units.cells.map(cleanName) }),
    at: end.next,
    row: end.row + 1,
    comments:
      last.comments +
      all.filter((row) => row.row <= end.row && isStray(row)).length +
      titles +
      Number(ruler !== undefined) -
      Number(above !== null && names === above),
    emptyRows: last.emptyRows,
    first: [given, ...(units ? [units] : []), ...below].slice(0, SHOWN).map(({ cells }) => shownCells(cells)),
  };
}

/** A line of dashes below the names, as Markdown and terminals draw it; of psql, with crosses for bars. */
function isRuler(row: Seen | undefined): boolean {
  const cells = row?.cells.filter((cell) => cell !== "") ?? [];
  return cells.length > 0 && cells.every((cell) => /^(?::?-{2,}:?|-+(?:\+-+)+)$/.test(cell));
}

const isNoNumber = (cell: string) => numberIn(cell) === null;
const mayBeName = (cell: string) => cell === "" || (isNoNumber(cell) && missingKind(cell) !== "always");
const cleanName = (cell: string) => cleanText(cell).slice(0, limits.file.column);
const shownCells = (cells: readonly string[]) =>
  cells.slice(0, shownColumns).map((cell) => cell.slice(0, SHOWN_CHARACTERS));

/** As many cells as most rows below the first have. */
function widthOf([first, ...rest]: readonly Seen[]): number {
  const times = new Map<number, number>();
  for (const { cells } of rest) times.set(cells.length, (times.get(cells.length) ?? 0) + 1);
  const [most] = [...times].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? first.cells.length;
}

/**
 * How many rows above the table are titles: fewer cells than the table has, or all but one of them blank above names, and no numbers. A sample whose
 * numbers are missing looks so, too, where there are no names.
 */
function titlesOf(rows: readonly Seen[], width: number, { header }: Reading): number {
  const most = Math.min(MOST_TITLES, rows.length - 2);
  let titles = 0;
  for (; titles < most; titles++) {
    const { cells } = rows[titles];
    const filled = cells.filter((cell) => cell !== "");
    if (!filled.every(isNoNumber) || cells.length > width || (cells.length === width && header === "no")) break;
    const isAlone = filled.length === 1 && width > 1 && rows[titles + 1].cells.filter((cell) => cell !== "").length > 1;
    const isAboveNames = rows[titles + 1].cells.some((cell) => cell !== "" && isNoNumber(cell));
    const isShorter =
      cells.length < width &&
      (filled.length === 1 || rows[titles + 1].cells.length !== width || (cells.length < width - 1 && isAboveNames));
    if (!(isAlone && (cells.length < width || rows[titles + 1].cells.every(mayBeName))) && !isShorter) break;
    // One name less than cells, right above them, are R's names.
    if (cells.length === width - 1 && filled.length === cells.length && isNamesOfRows(rows.slice(titles + 1))) break;
  }
  return titles < most || most < MOST_TITLES ? titles : 0;
}

interface Head extends Seen {
  /** R's names: none stands above the names of rows. */
  readonly isShort: boolean;
}

/** The first row with as many cells as those below, where blank ones or the name of R's first column are all that it lacks or has too many. */
function fitHead(head: Seen, below: readonly Seen[], width: number, { header }: Reading): Head {
  const { cells } = head;
  if (cells.length > width && cells.slice(width).every((cell) => cell === ""))
    return { ...head, cells: cells.slice(0, width), isShort: false };
  if (cells.length !== width - 1 || below.length === 0) return { ...head, isShort: false };
  if (below.every((row) => row.cells[width - 1] === "")) return { ...head, cells: [...cells, ""], isShort: false };
  const isShort = header !== "no" && cells.every((cell) => cell !== "" && isNoNumber(cell)) && isNamesOfRows(below);
  return isShort ? { ...head, cells: ["", ...cells], quoted: [true, ...head.quoted], isShort } : { ...head, isShort };
}

/** As R writes them: in quotes, or texts, or counting; each once. */
function isNamesOfRows(rows: readonly Seen[]): boolean {
  const names = rows.map(({ cells }) => cells[0]);
  if (new Set(names).size < names.length) return false;
  const isCount = names.length > 1 && names.every((name, i) => name === String(i + 1));
  return isCount || rows.every(({ quoted }) => quoted[0]) || names.every((name) => name !== "" && isNoNumber(name));
}

/** The names in a comment right above the first row, as NumPy writes them: as many texts as there are columns. */
function commentNames(
  comment: string | null,
  columns: number,
  separator: string,
  { header }: Reading,
  path: string,
): readonly string[] | null {
  const mark = comment === null ? null : commentMark(comment);
  if (comment === null || mark === null || header === "no") return null;
  const own = comment.slice(mark.length);
  if (own.includes('"')) return null;
  const { cells } = rowAt(own, 0, separator, 1, path);
  const names = cells[0] === "" ? [mark, ...cells.slice(1)] : cells;
  return names.length === columns && names.every((name) => name !== "" && isNoNumber(name)) ? names : null;
}
