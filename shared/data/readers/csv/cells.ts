import { ExperimentError } from "../../../experiment/errors.ts";

const [TAB, LF, CR, SPACE, QUOTE, PLUS, COMMA, MINUS, DOT] = [9, 10, 13, 32, 34, 43, 44, 45, 46];
/** Powers of ten that float64 holds exactly: a whole number below 2^53 times or over one of them is rounded once, as it should be. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** This many digits always make a whole number below 2^53. */
const EXACT_DIGITS = 15;

/**
 * Reads the cells of a separated text one after the other. A number is built from the character codes as they pass, without a string of its own: most
 * cells of a large file are numbers. After `next`, `text` is null and `number` the value of a number, or `text` the trimmed text of any other cell.
 * With null instead of whether a decimal comma is understood, every cell is text.
 */
export class CellReader {
  text: string | null = null;
  number = 0;
  /** The cell was the last of its line. */
  endsLine = false;
  /** The cell was the last of the text. */
  endsText = false;
  readonly #source: string;
  readonly #separator: number;
  readonly #decimalComma: boolean | null;
  readonly #path: string;
  #at = 0;

  constructor(source: string, separator: string, decimalComma: boolean | null, path: string) {
    this.#source = source;
    this.#separator = separator.charCodeAt(0);
    this.#decimalComma = decimalComma;
    this.#path = path;
  }

  /** Reads the next cell; `row` is what an error calls its row. */
  next(row: number): void {
    const source = this.#source;
    let start = this.#at;
    while (source.charCodeAt(start) === SPACE) start++;
    let end = this.#decimalComma === null ? -1 : this.#readNumber(start);
    if (end < 0) end = source.charCodeAt(start) === QUOTE ? this.#readQuoted(start, row) : this.#readText(start);
    this.#finish(end);
  }

  /** Skips the rest of the line and returns how many cells it had. */
  passLine(row: number): number {
    let passed = 0;
    while (!this.endsLine) {
      this.next(row);
      passed++;
    }
    return passed;
  }

  #finish(end: number): void {
    const source = this.#source;
    const code = source.charCodeAt(end);
    this.#at = end + 1;
    this.endsText = end >= source.length;
    this.endsLine = code !== this.#separator;
    if (code === CR && source.charCodeAt(end + 1) === LF) this.#at++;
  }

  #isEnd(code: number): boolean {
    return code === this.#separator || code === LF || code === CR || Number.isNaN(code);
  }

  /** Sets the number that fills the cell and returns where the cell ends; -1 where it holds anything else. */
  #readNumber(start: number): number {
    const source = this.#source;
    let at = start;
    let code = source.charCodeAt(at);
    const isNegative = code === MINUS;
    if (isNegative || code === PLUS) code = source.charCodeAt(++at);
    let mantissa = 0;
    let digits = 0;
    let decimals = 0;
    let point = -1;
    for (; ; code = source.charCodeAt(++at)) {
      if (code >= 48 && code <= 57) {
        mantissa = mantissa * 10 + (code - 48);
        digits++;
        if (point >= 0) decimals++;
      } else if (point < 0 && (code === DOT || (code === COMMA && this.#decimalComma))) point = at;
      else break;
    }
    if (digits === 0) return -1;
    let power = -decimals;
    if (code === 101 || code === 69) {
      code = source.charCodeAt(++at);
      const isSmall = code === MINUS;
      if (isSmall || code === PLUS) code = source.charCodeAt(++at);
      const from = at;
      let exponent = 0;
      for (; code >= 48 && code <= 57; code = source.charCodeAt(++at)) exponent = exponent * 10 + (code - 48);
      if (at === from) return -1;
      power += isSmall ? -exponent : exponent;
    }
    const last = at;
    while (code === SPACE || (code === TAB && this.#separator !== TAB)) code = source.charCodeAt(++at);
    if (!this.#isEnd(code)) return -1;
    this.text = null;
    if (digits <= EXACT_DIGITS && power >= -22 && power <= 22) {
      const size = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
      this.number = isNegative ? -size : size;
    } else this.number = Number(withPoint(source, start, last, point));
    return at;
  }

  /** A cell without quotes, and where it ends. A number may still hide in it, between spaces of other kinds. */
  #readText(start: number): number {
    const end = this.#plainEnd(start);
    this.#take(this.#source.slice(start, end).trim());
    return end;
  }

  #plainEnd(start: number): number {
    let end = start;
    while (!this.#isEnd(this.#source.charCodeAt(end))) end++;
    return end;
  }

  /** A cell in quotes, in which a doubled quote stands for one. Text after the closing quote belongs to the cell. */
  #readQuoted(start: number, row: number): number {
    const source = this.#source;
    let cell = "";
    for (let i = start + 1; ; ) {
      const close = source.indexOf('"', i);
      if (close < 0)
        throw new ExperimentError(
          this.#path,
          "open-quote",
          `${this.#path} has a quote in row ${row} that is not closed (add ")`,
          { row },
        );
      cell += source.slice(i, close);
      if (source.charCodeAt(close + 1) !== QUOTE) {
        const end = this.#plainEnd(close + 1);
        this.#take((cell + source.slice(close + 1, end).trim()).trim());
        return end;
      }
      cell += '"';
      i = close + 2;
    }
  }

  #take(cell: string): void {
    const number = this.#decimalComma === null ? null : numberOf(cell, this.#decimalComma);
    this.text = number === null ? cell : null;
    this.number = number ?? 0;
  }
}

/** Number("1,5") is not a number: the comma becomes a point. */
function withPoint(source: string, start: number, end: number, point: number): string {
  if (point < 0) return source.slice(start, end);
  return `${source.slice(start, point)}.${source.slice(point + 1, end)}`;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA_NUMBER = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;

/** The value of a trimmed cell that is a number; null for any other text. */
export function numberOf(cell: string, decimalComma: boolean): number | null {
  if (NUMBER.test(cell)) return Number(cell);
  return decimalComma && COMMA_NUMBER.test(cell) ? Number(cell.replace(",", ".")) : null;
}
