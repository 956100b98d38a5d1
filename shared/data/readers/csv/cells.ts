import { ExperimentError } from "../../../experiment/errors.ts";
import { endOfLine, nextLine } from "./lines.ts";
import { decimalBits, numberIn, signs } from "./numbers.ts";

const [TAB, LF, CR, SPACE, QUOTE, PLUS, COMMA, MINUS, DOT, ZERO] = [9, 10, 13, 32, 34, 43, 44, 45, 46, 48];
/** Powers of ten that float64 holds exactly: a whole number below 2^53 times or over one of them is rounded once, as it should be. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** This many digits always make a whole number below 2^53. */
const EXACT_DIGITS = 15;

/**
 * Reads the cells of a separated text one after the other. A number is built from the character codes as they pass, without a string of its own: most
 * cells of a large file are numbers. After `next`, `text` is null and `number`, `signs` and `unit` those of a number (see `numbers.ts`), or `text`
 * the trimmed text of any other cell. With a space as separator, any run of spaces and tabs is one.
 */
export class CellReader {
  text: string | null = null;
  number = 0;
  signs = 0;
  unit = "";
  /** The cell stood in quotes. */
  isQuoted = false;
  /** The cell was the last of its line. */
  endsLine = false;
  /** The cell was the last of the text. */
  endsText = false;
  readonly #source: string;
  readonly #separator: number;
  /** Code of a decimal comma: none where the comma separates. */
  readonly #comma: number;
  readonly #spaced: boolean;
  readonly #asText: boolean;
  readonly #path: string;
  /** Where the cell just read lies, and where the next begins. */
  #start = 0;
  #end = 0;
  #at: number;

  /** Reads from `at`; with `asText` every cell is text. */
  constructor(source: string, separator: string, path: string, at = 0, asText = false) {
    this.#source = source;
    this.#separator = separator.charCodeAt(0);
    this.#comma = separator === "," ? -1 : COMMA;
    this.#spaced = separator === " ";
    this.#asText = asText;
    this.#path = path;
    this.#at = at;
  }

  /** Reads the next cell; `row` is what an error calls its row. */
  next(row: number): void {
    const source = this.#source;
    let start = this.#at;
    for (let code = source.charCodeAt(start); code === SPACE || (code === TAB && this.#spaced); )
      code = source.charCodeAt(++start);
    this.#start = start;
    this.isQuoted = false;
    let end = this.#asText ? -1 : this.#readNumber(start);
    if (end < 0) end = source.charCodeAt(start) === QUOTE ? this.#readQuoted(start, row) : this.#readText(start);
    this.#end = end;
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

  /** Passes over the rest of the line as it stands, quotes or not. */
  skipLine(): void {
    const end = endOfLine(this.#source, this.#at);
    this.endsLine = true;
    this.endsText = end >= this.#source.length;
    this.#at = nextLine(this.#source, end);
  }

  /** The text of the cell just read, as it stands between separators. */
  source(): string {
    return this.#source.slice(this.#start, this.#end).trim();
  }

  /** Where the next cell begins. */
  get at(): number {
    return this.#at;
  }

  #finish(end: number): void {
    const source = this.#source;
    let last = end;
    let code = source.charCodeAt(last);
    if (this.#spaced) while (code === SPACE || code === TAB) code = source.charCodeAt(++last);
    this.endsText = last >= source.length;
    this.endsLine = this.#spaced ? code === LF || code === CR || this.endsText : code !== this.#separator;
    this.#at = this.#spaced && !this.endsLine ? last : last + 1;
    if (code === CR && source.charCodeAt(last + 1) === LF) this.#at++;
  }

  #isEnd(code: number): boolean {
    return (
      code === this.#separator || code === LF || code === CR || Number.isNaN(code) || (code === TAB && this.#spaced)
    );
  }

  /** Sets the number that fills the cell and returns where the cell ends; -1 where it holds anything else. */
  #readNumber(start: number): number {
    const source = this.#source;
    let at = start;
    let code = source.charCodeAt(at);
    const isNegative = code === MINUS;
    if (isNegative || code === PLUS) code = source.charCodeAt(++at);
    const first = code;
    let mantissa = 0;
    let digits = 0;
    let decimals = 0;
    let point = -1;
    let pointCode = 0;
    for (; ; code = source.charCodeAt(++at)) {
      if (code >= 48 && code <= 57) {
        mantissa = mantissa * 10 + (code - 48);
        digits++;
        if (point >= 0) decimals++;
      } else if (point < 0 && (code === DOT || code === this.#comma)) {
        point = at;
        pointCode = code;
      } else break;
    }
    if (digits === 0) return -1;
    let power = -decimals;
    const endsInZero = source.charCodeAt(at - 1) === ZERO;
    const isOpen = decimals === 3 && digits >= 4 && digits <= 6 && first !== ZERO && code !== 101 && code !== 69;
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
    if (!this.#spaced)
      while (code === SPACE || (code === TAB && this.#separator !== TAB)) code = source.charCodeAt(++at);
    if (!this.#isEnd(code)) return -1;
    this.text = null;
    this.unit = "";
    this.signs = point < 0 ? signs.whole : decimalBits(pointCode === DOT, isOpen, endsInZero);
    if (digits <= EXACT_DIGITS && power >= -22 && power <= 22) {
      const size = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
      this.number = isNegative ? -size : size;
    } else this.number = Number(withPoint(source, start, last, point));
    return at;
  }

  /** A cell without quotes, and where it ends. A number may still hide in it: between spaces of other kinds, with groups of digits. */
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
    this.isQuoted = true;
    let hasQuotes = false;
    for (let i = start + 1; ; ) {
      const close = source.indexOf('"', i);
      if (close < 0)
        throw new ExperimentError(
          this.#path,
          "open-quote",
          `${this.#path} has a quote in row ${row} that is not closed (add ")`,
          { row },
        );
      if (source.charCodeAt(close + 1) === QUOTE) {
        hasQuotes = true;
        i = close + 2;
        continue;
      }
      const inside = source.slice(start + 1, close);
      const end = this.#plainEnd(close + 1);
      this.#take(((hasQuotes ? unescaped(inside) : inside) + source.slice(close + 1, end).trim()).trim());
      return end;
    }
  }

  #take(cell: string): void {
    const found = this.#asText ? null : numberIn(cell);
    this.text = found === null ? cell : null;
    if (found === null) return;
    this.number = found.value;
    this.signs = found.signs;
    this.unit = found.unit;
  }
}

const PIECE = 8192;

/** Each doubled quote as one. By codes, for a cell of nothing else may be as long as the file. */
function unescaped(text: string): string {
  const codes = new Uint16Array(PIECE);
  let result = "";
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    codes[count++] = code;
    if (code === QUOTE) at++;
    if (count < PIECE && at < text.length - 1) continue;
    result += String.fromCharCode(...codes.subarray(0, count));
    count = 0;
  }
  return result;
}

/** Number("1,5") is not a number: the comma becomes a point. */
function withPoint(source: string, start: number, end: number, point: number): string {
  if (point < 0) return source.slice(start, end);
  return `${source.slice(start, point)}.${source.slice(point + 1, end)}`;
}
