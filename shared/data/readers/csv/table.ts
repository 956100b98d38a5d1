/** All rows of a table, read once: numbers, codes of texts, and what each column shows. */
import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import type { Reading } from "../../../experiment/reading.ts";
import { checkSize } from "../content.ts";
import { CellReader } from "./cells.ts";
import type { Place } from "./convention.ts";
import type { Layout } from "./layout.ts";
import { cellsOfLine, commentMark, isMarked } from "./lines.ts";
import { signs } from "./numbers.ts";
import { ragged } from "./ragged.ts";
import { isDate, missingKind } from "./words.ts";

/** A column of text has levels if it has at most this many different ones. */
export const MAX_LEVELS = 100;

/** So many different texts are kept of all columns together; one that would need more has no levels. */
const MOST_TEXTS = 200_000;

/** So many more are kept of columns of free text, all of them together; one that would need more keeps none. */
const MOST_FREE_TEXTS = 20_000;

/** What a mask holds besides 0 (missing) and 1: a word that is missing among numbers, and a text among texts. */
export const WORD = 2;

/** What is kept of the texts of a column. */
export interface Texts {
  /** The different ones in order of appearance; null once there are too many. */
  codes: Map<string, number> | null;
  /** Cells of text, and of words that are missing among numbers. */
  texts: number;
  words: number;
  /** How many of the texts are dates. */
  dates: number;
  /** The first text, and the first "None". */
  first?: Place;
  none?: Place;
}

/** The signs whose first cell an error may name. */
const ASKED_FOR = ~(signs.whole | signs.zeroEnd);
const placeKey = (c: number, bit: number) => c * 1024 + bit;
const OPEN = signs.pointOpen | signs.commaOpen;

/** Reads the rows below the header, and holds what was read. */
export class TableScan {
  rows = 0;
  comments = 0;
  emptyRows = 0;
  /** Rows × columns: numbers, open ones as decimals, and codes of texts in order of appearance. */
  values: Float64Array;
  mask: Uint8Array | undefined;
  /** Per column: how many numbers, the first of them, whether another differs, the bits of their signs, "%" or currency. */
  readonly numbers: Int32Array;
  readonly firsts: Float64Array;
  readonly varies: Uint8Array;
  readonly signs: Uint16Array;
  readonly units: string[];
  readonly texts: (Texts | undefined)[];
  /** Per column: the first cell with another unit than the cells above it. */
  readonly otherUnits: (Place | undefined)[];
  /** By column and bit: see `placeKey`. */
  readonly #places = new Map<number, Place>();
  /** How many texts all columns keep. */
  #kept = 0;
  #keptFree = 0;
  readonly #cells: CellReader;
  readonly #text: string;
  readonly #layout: Layout;
  readonly #reading: Reading;
  readonly #path: string;

  constructor(text: string, layout: Layout, reading: Reading, path: string) {
    const { columns } = layout;
    const rows = Math.min(rowsFrom(text, layout), limits.file.rows);
    this.values = new Float64Array(Math.min(rows * columns, text.length + 1));
    this.numbers = new Int32Array(columns);
    this.firsts = new Float64Array(columns);
    this.varies = new Uint8Array(columns);
    this.signs = new Uint16Array(columns);
    this.units = new Array<string>(columns).fill("");
    this.texts = new Array<undefined>(columns);
    this.otherUnits = new Array<undefined>(columns);
    this.#cells = new CellReader(text, layout.separator, path, layout.at);
    this.#text = text;
    this.#layout = layout;
    this.#reading = reading;
    this.#path = path;
  }

  /**
   * Reads all rows; `groups` says, per column, which open signs are between groups of digits. Throws an ExperimentError: a row with more or fewer cells
   * than the first, no rows, too many.
   */
  read(groups: Uint8Array | null): this {
    const cells = this.#cells;
    const { columns } = this.#layout;
    let [rows, c, row, isFilled] = [0, 0, this.#layout.row, false];
    while (!cells.endsText) {
      if (c === 0 && this.#passComment()) {
        row++;
        continue;
      }
      cells.next(row);
      if (cells.text !== "") {
        isFilled = true;
        if (c < columns && rows < limits.file.rows) {
          if (cells.text === null) this.#takeNumber(rows * columns + c, c, row, groups);
          else this.#takeText(rows * columns + c, c, row, cells.text);
        }
      } else if (c < columns && rows < limits.file.rows) this.#miss(rows * columns + c);
      c++;
      if (!cells.endsLine) continue;
      if (isFilled && c !== columns) throw ragged(this.#path, row, c, columns);
      if (isFilled) rows++;
      else if (c > 1 || !cells.endsText) this.#passEmpty(rows * columns);
      [c, isFilled] = [0, false];
      row++;
    }
    this.#close(rows, columns);
    return this;
  }

  /** The first cell of a column with one of these signs. */
  place(c: number, bit: number): Place {
    return this.#places.get(placeKey(c, bit)) ?? { row: 0, cell: "" };
  }

  #close(rows: number, columns: number): void {
    const path = this.#path;
    if (rows < 1) throw new ExperimentError(path, "no-rows", `${path} has a header but no rows (add at least one)`);
    checkSize(rows, columns, path);
    this.rows = rows;
    if (this.values.length !== rows * columns) this.values = this.values.slice(0, rows * columns);
    if (this.mask && this.mask.length !== rows * columns) this.mask = this.mask.slice(0, rows * columns);
  }

  #takeNumber(at: number, c: number, row: number, groups: Uint8Array | null): void {
    const cells = this.#cells;
    let value = cells.number;
    if (!Number.isFinite(value)) {
      this.#takeText(at, c, row, cells.source());
      return;
    }
    const bits = cells.signs;
    if (bits !== 0) {
      if ((bits & ~this.signs[c]) !== 0) this.#notePlaces(c, bits, row);
      // Six digits at most: their product with 1000 rounds to the whole number they spell.
      if (groups !== null && (bits & OPEN & groups[c]) !== 0) value = Math.round(value * 1000);
    }
    this.values[at] = value;
    if (this.numbers[c]++ === 0) {
      this.firsts[c] = value;
      this.units[c] = cells.unit;
    } else {
      if (value !== this.firsts[c]) this.varies[c] = 1;
      if (cells.unit !== this.units[c]) this.otherUnits[c] ??= { row, cell: cells.source() };
    }
  }

  #notePlaces(c: number, bits: number, row: number): void {
    const named = bits & ~this.signs[c] & ASKED_FOR;
    this.signs[c] |= bits;
    if (named === 0) return;
    const place = { row, cell: this.#cells.source().replace(/^"(.*)"$/, "$1") };
    for (let bit = 1; bit <= named; bit <<= 1) if ((named & bit) !== 0) this.#places.set(placeKey(c, bit), place);
  }

  #takeText(at: number, c: number, row: number, cell: string): void {
    const isNone = cell === "None";
    const kind = isNone && this.#reading.none === "missing" ? "always" : missingKind(cell);
    if (kind === "always") {
      this.#miss(at);
      return;
    }
    this.texts[c] ??= { codes: new Map(), texts: 0, words: 0, dates: 0 };
    const own = this.texts[c];
    own.texts++;
    if (kind === "among-numbers") {
      own.words++;
      this.#miss(at, WORD);
      if (isNone) own.none ??= { row, cell };
    } else own.first ??= { row, cell };
    // Only as long as all are: most texts are none.
    if (own.dates === own.texts - own.words - Number(kind === "no") && isDate(cell)) own.dates++;
    this.values[at] = this.#codeOf(own, cell);
  }

  /** A text as its number in order of first appearance. */
  #codeOf(own: Texts, cell: string): number {
    if (own.codes === null) return 0;
    const known = own.codes.get(cell);
    if (known !== undefined) return known;
    const code = own.codes.size;
    // Beyond the levels it is free text, which has a limit of its own: it takes no column its levels.
    if (code === MAX_LEVELS + 1) {
      this.#kept -= code;
      this.#keptFree += code;
    }
    const isFree = code > MAX_LEVELS;
    if (isFree ? this.#keptFree >= MOST_FREE_TEXTS : this.#kept >= MOST_TEXTS) {
      if (isFree) this.#keptFree -= code;
      else this.#kept -= code;
      own.codes = null;
      return 0;
    }
    if (isFree) this.#keptFree++;
    else this.#kept++;
    own.codes.set(cell, code);
    return code;
  }

  #miss(at: number, as = 0): void {
    this.mask ??= new Uint8Array(this.values.length).fill(1);
    this.mask[at] = as;
  }

  /** A row without any cell is no sample. */
  #passEmpty(at: number): void {
    this.emptyRows++;
    this.mask?.fill(1, at, at + this.#layout.columns);
  }

  #passComment(): boolean {
    const at = this.#cells.at;
    const code = this.#text.charCodeAt(at);
    if (code !== 35 && code !== 37 && code !== 47) return false;
    const mark = commentMark(this.#text.slice(at, at + 2));
    const { mark: usual, separatorName, columns } = this.#layout;
    if (mark === null || !isMarked(this.#text, at, mark)) return false;
    // Where comments are not usual, a row that has all its cells is none.
    if (mark !== usual && cellsOfLine(this.#text, at, separatorName) === columns) return false;
    this.#cells.skipLine();
    this.comments++;
    return true;
  }
}

/** At least as many rows as there are: lines that hold more than separators, spaces and quotes. */
function rowsFrom(text: string, { at: start, separator }: Layout): number {
  const blanks = [32, 34, separator.charCodeAt(0)];
  let rows = 0;
  let [feed, carriage] = [text.indexOf("\n", start), text.indexOf("\r", start)];
  for (let at = start; at < text.length; ) {
    const end = Math.min(feed < 0 ? text.length : feed, carriage < 0 ? text.length : carriage);
    // Most lines show it by their first character.
    while (at < end && blanks.includes(text.charCodeAt(at))) at++;
    if (at < end) rows++;
    at = end + 1;
    if (feed >= 0 && feed < at) feed = text.indexOf("\n", at);
    if (carriage >= 0 && carriage < at) carriage = text.indexOf("\r", at);
  }
  return rows;
}
