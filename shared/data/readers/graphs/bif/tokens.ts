/**
 * Words and signs of a BIF file (Interchange Format for Bayesian Networks, 0.15). Looser than its grammar, as real files are: a word is whatever stands
 * between blanks, signs and comments, so that states such as `<5`, `12+` and `Asy/Patch` are words.
 */
import { nameFrom, onOneLine } from "../names.ts";
import { isBlank, notNumber, weightAt } from "../numbers.ts";
import { endsEarly, graphError, type Named, type Place, type Source, unexpected } from "../source.ts";
import type { Numbers } from "./entries.ts";

export interface Token extends Place {
  readonly kind: "word" | "text" | "sign" | "end";
  /** Of a text without its quotes. */
  readonly value: string;
}

const SIGNS = "{}()[],;|";
const [SLASH, STAR, QUOTE, COMMA, SEMICOLON] = [...'/*",;'].map((sign) => sign.charCodeAt(0));

/** By code, of ASCII: what ends a word. */
const ENDS = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(isBlank(code) || code === QUOTE || SIGNS.includes(String.fromCharCode(code))),
);
const isSpace = (code: number) => (code < 128 ? isBlank(code) : /\s/.test(String.fromCharCode(code)));
const endsWord = (code: number) => (code < 128 ? ENDS[code] === 1 : isSpace(code));
/** A comment may follow a number at once. */
const endsNumber = (code: number) => endsWord(code) || code === SLASH;

export class Tokens {
  readonly source: Source;
  readonly #text: string;
  #at = 0;
  #next: Token | undefined;

  constructor(source: Source) {
    this.source = source;
    this.#text = source.text;
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
    if (token.kind === "end") throw endsEarly(token);
    if (token.kind !== "text" && values.includes(token.value)) return token;
    throw unexpected(token, token.value, values);
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
  name(): Named {
    const token = this.take();
    if (token.kind === "end") throw endsEarly(token);
    if (token.kind === "word" || token.kind === "text") return nameFrom(token, token.value);
    throw graphError(token, "graph-needs-name", `“${token.value}” (must be a name)`, { value: token.value });
  }

  /** A whole number. */
  count(): Token {
    const token = this.take();
    if (token.kind === "end") throw endsEarly(token);
    if (token.kind === "word" && /^\d+$/.test(token.value)) return token;
    throw notNumber(token, token.value.slice(0, 40));
  }

  /** Up to the next semicolon, with or without commas between them. No token must have been looked at. */
  numbers(): Numbers {
    const values: number[] = [];
    const place = { source: this.source, from: this.#skip() };
    for (let from = place.from; ; from = this.#skip()) {
      if (from >= this.#text.length) throw endsEarly({ source: this.source, from });
      const code = this.#text.charCodeAt(from);
      this.#at = from + 1;
      if (code === SEMICOLON) return { values, place };
      if (code === COMMA) continue;
      const { value, to } = weightAt(this.source, from, endsNumber);
      values.push(value);
      this.#at = to;
    }
  }

  /** A property, word for word, up to its semicolon; blanks at line ends evened. No token must have been looked at. */
  property(): string {
    const from = this.#at;
    const to = propertyEnd(this.#text, from);
    if (to < 0) throw endsEarly({ source: this.source, from: this.#text.length });
    const written = this.#text.slice(from, to);
    // Without its semicolon a property would take in the blocks that follow.
    const brace = written.includes("\n") ? unquoted(written).search(/[{}]/) : -1;
    if (brace >= 0) throw unexpected({ source: this.source, from: from + brace }, written[brace], [";"]);
    this.#at = to + 1;
    return onOneLine(written);
  }

  #read(): Token {
    const from = this.#skip();
    const text = this.#text;
    const first = text[from];
    if (first === undefined) return this.#token("end", "", from);
    if (SIGNS.includes(first)) {
      this.#at++;
      return this.#token("sign", first, from);
    }
    if (first === '"') {
      const end = text.indexOf('"', from + 1);
      if (end < 0)
        throw graphError(
          { source: this.source, from },
          "graph-open-quote",
          'a quote that is never closed (must end with “"”)',
        );
      this.#at = end + 1;
      return this.#token("text", text.slice(from + 1, end), from);
    }
    while (this.#at < text.length && !endsWord(text.charCodeAt(this.#at)) && !this.#isComment()) this.#at++;
    return this.#token("word", text.slice(from, this.#at), from);
  }

  #isComment(): boolean {
    if (this.#text.charCodeAt(this.#at) !== SLASH) return false;
    const next = this.#text.charCodeAt(this.#at + 1);
    return next === SLASH || next === STAR;
  }

  /** Passes blanks and comments. */
  #skip(): number {
    const text = this.#text;
    for (;;) {
      while (this.#at < text.length && isSpace(text.charCodeAt(this.#at))) this.#at++;
      if (!this.#isComment()) return this.#at;
      const close = text[this.#at + 1] === "/" ? "\n" : "*/";
      const end = text.indexOf(close, this.#at + 2);
      this.#at = end < 0 ? text.length : end + close.length;
    }
  }

  #token(kind: Token["kind"], value: string, from: number): Token {
    return { kind, value, source: this.source, from };
  }
}

/** With blanks in the place of what stands in quotes. */
const unquoted = (text: string) => text.replace(/"[^"\n]*"/g, (quoted) => " ".repeat(quoted.length));

/**
 * Where the semicolon of a property stands; −1 if there is none. One within quotes that are closed on their line is part of it; so are `//` and `/*`, as in
 * addresses.
 */
export function propertyEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const end = text.indexOf(";", at);
    if (quote < 0 || end < quote) return end;
    const line = text.indexOf("\n", quote);
    const close = text.indexOf('"', quote + 1);
    at = (close > 0 && (line < 0 || close < line) ? close : quote) + 1;
  }
  return -1;
}
