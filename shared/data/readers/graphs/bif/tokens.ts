/**
 * Words and signs of a BIF file (Interchange Format for Bayesian Networks, 0.15), with the line and column of each. Looser than its grammar, as real files are:
 * a word is whatever stands between blanks and signs, so that states such as `<5`, `12+` and `Asy/Patch` are words.
 */
import type { ExperimentError } from "../../../../experiment/errors.ts";
import { graphError, type Place, type Source } from "../source.ts";

export interface Token extends Place {
  readonly kind: "word" | "text" | "sign" | "end";
  /** Of a text without its quotes. */
  readonly value: string;
  /** Where it ends in the file. */
  readonly to: number;
}

const SIGNS = "{}()[],;|";

export class Tokens {
  readonly #source: Source;
  readonly #text: string;
  #at = 0;
  #next: Token | undefined;

  constructor(source: Source) {
    this.#source = source;
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
    if (token.kind !== "text" && values.includes(token.value)) return token;
    throw unexpected(token, values);
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
  name(): Token {
    const token = this.take();
    if (token.kind === "word" || (token.kind === "text" && token.value !== "")) return token;
    const { value } = token;
    if (token.kind === "end") throw endsEarly(token, "a name");
    throw graphError(token, "graph-needs-name", `“${value}” (must be a name)`, { value });
  }

  number(): { readonly value: number; readonly token: Token } {
    const token = this.take();
    const value =
      token.kind === "word" && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(token.value)
        ? Number(token.value)
        : Number.NaN;
    if (Number.isFinite(value)) return { value, token };
    if (token.kind === "end") throw endsEarly(token, "a number");
    throw graphError(token, "graph-not-a-number", `“${token.value}” (must be a number)`, { value: token.value });
  }

  /** All up to the next semicolon outside quotes, word for word, blanks evened. */
  rest(): string {
    const from = this.peek().from;
    let to = from;
    while (!this.is(";")) {
      const token = this.take();
      if (token.kind === "end") throw endsEarly(token, "“;”");
      to = token.to;
    }
    this.take();
    return this.#text.slice(from, to).replace(/\s+/g, " ").trim();
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
        throw graphError(
          this.#token("text", text.slice(from, from + 20), from),
          "graph-open-quote",
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
    return { kind, value, source: this.#source, from, to: this.#at };
  }
}

function unexpected(token: Token, values: readonly string[]): ExperimentError {
  const allowed = values.map((value) => `“${value}”`).join(" or ");
  if (token.kind === "end") return endsEarly(token, allowed);
  const { value } = token;
  return graphError(token, "graph-unexpected", `“${value}” (must be ${allowed})`, {
    value,
    allowed: values.join("  "),
  });
}

function endsEarly(token: Token, allowed: string): ExperimentError {
  return graphError(token, "graph-ends-early", `the end of the file (must be ${allowed}: copy or download it again)`);
}
