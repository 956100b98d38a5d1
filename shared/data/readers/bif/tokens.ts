/**
 * Words and signs of a BIF file (Interchange Format for Bayesian Networks, 0.15), with the line and column of each. Looser than its grammar, as real files are:
 * a word is whatever stands between blanks and signs, so that states such as `<5`, `12+` and `Asy/Patch` are words.
 */
import { ExperimentError } from "../../../experiment/errors.ts";

export interface Token {
  readonly kind: "word" | "text" | "sign" | "end";
  /** Of a text without its quotes. */
  readonly value: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Where it begins and ends in the file. */
  readonly from: number;
  readonly to: number;
}

const SIGNS = "{}()[],;|";

export class Tokens {
  readonly #text: string;
  readonly #file: string;
  #at = 0;
  #next: Token | undefined;
  /** Where lines begin. */
  readonly #lines: number[] = [0];

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
    for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) this.#lines.push(i + 1);
  }

  peek(): Token {
    this.#next ??= this.#read();
    return this.#next;
  }

  take(): Token {
    const token = this.peek();
    this.#next = undefined;
    return token;
  }

  /** Takes a sign or a word that must stand here. */
  expect(...values: readonly string[]): Token {
    const token = this.take();
    if (token.kind !== "text" && values.includes(token.value)) return token;
    throw this.wrong(token, values.map((value) => `“${value}”`).join(" or "));
  }

  /** Whether this sign or word stands here: in quotes it is a name. */
  is(value: string): boolean {
    const token = this.peek();
    return token.kind !== "text" && token.value === value;
  }

  /** Takes it if it stands here. */
  accept(value: string): boolean {
    const isHere = this.is(value);
    if (isHere) this.take();
    return isHere;
  }

  /** A word or a text in quotes. */
  name(what: string): Token {
    const token = this.take();
    if (token.kind === "word" || (token.kind === "text" && token.value !== "")) return token;
    throw this.wrong(token, what);
  }

  number(): { readonly value: number; readonly token: Token } {
    const token = this.take();
    const value =
      token.kind === "word" && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(token.value)
        ? Number(token.value)
        : Number.NaN;
    if (Number.isFinite(value)) return { value, token };
    throw this.wrong(token, "a number");
  }

  /** All up to the next semicolon outside quotes, word for word, blanks evened. */
  rest(): string {
    const from = this.peek().from;
    let to = from;
    while (!this.is(";")) {
      const token = this.take();
      if (token.kind === "end") throw this.wrong(token, "“;”");
      to = token.to;
    }
    this.take();
    return this.#text.slice(from, to).replace(/\s+/g, " ").trim();
  }

  wrong(token: Token, allowed: string): ExperimentError {
    const found = token.kind === "end" ? "the end of the file" : `“${token.value.slice(0, 40)}”`;
    return this.error(token, "unexpected", `${found} (must be ${allowed})`, { found, allowed });
  }

  error(
    token: Token,
    code: string,
    message: string,
    values: Readonly<Record<string, string | number>> = {},
  ): ExperimentError {
    const { line, column } = token;
    return new ExperimentError(
      this.#file,
      `graph-${code}`,
      `${this.#file}, line ${line}, column ${column}: ${message}`,
      {
        name: this.#file,
        line,
        column,
        ...values,
      },
    );
  }

  #read(): Token {
    this.#skip();
    const text = this.#text;
    const from = this.#at;
    const first = text[from];
    if (first === undefined) return this.#token("end", "", from);
    if (SIGNS.includes(first)) {
      this.#at++;
      return this.#token("sign", first, from);
    }
    if (first === '"') {
      const end = text.indexOf('"', from + 1);
      if (end < 0)
        throw this.error(
          this.#token("text", text.slice(from, from + 20), from),
          "open-quote",
          'a quote that is never closed (must end with “"”)',
        );
      this.#at = end + 1;
      return this.#token("text", text.slice(from + 1, end), from);
    }
    while (this.#at < text.length && !this.#endsWord()) this.#at++;
    return this.#token("word", text.slice(from, this.#at), from);
  }

  #endsWord(): boolean {
    const c = this.#text[this.#at];
    return /\s/.test(c) || c === '"' || SIGNS.includes(c) || this.#isComment();
  }

  #isComment(): boolean {
    return this.#text[this.#at] === "/" && "/*".includes(this.#text[this.#at + 1] ?? " ");
  }

  /** Blanks and comments. */
  #skip(): void {
    const text = this.#text;
    for (;;) {
      while (this.#at < text.length && /\s/.test(text[this.#at])) this.#at++;
      if (!this.#isComment()) return;
      const close = text[this.#at + 1] === "/" ? "\n" : "*/";
      const end = text.indexOf(close, this.#at + 2);
      this.#at = end < 0 ? text.length : end + close.length;
    }
  }

  #token(kind: Token["kind"], value: string, from: number): Token {
    let [low, high] = [0, this.#lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lines[middle] <= from) low = middle;
      else high = middle - 1;
    }
    return { kind, value, line: low + 1, column: from - this.#lines[low] + 1, from, to: this.#at };
  }
}
