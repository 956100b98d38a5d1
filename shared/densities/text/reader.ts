import { Fault } from "../error.ts";
import { LIMITS } from "../limits.ts";
import type { Expr, Sign } from "./syntax.ts";
import type { Token } from "./tokens.ts";

/** Reads tokens one after the other. */
export class Reader {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)];
  }
  take(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.#next++;
    return token;
  }
  /** Whether a sign among these is next. */
  sees(...signs: readonly string[]): boolean {
    return this.peek().kind === "sign" && signs.includes(this.peek().text);
  }
  /** Takes the sign if it is next. */
  takes(sign: string): boolean {
    const seen = this.sees(sign);
    if (seen) this.take();
    return seen;
  }
  ended(): boolean {
    return this.peek().kind === "end" || this.peek().kind === "line";
  }
  name(what: string): Token {
    const token = this.take();
    if (token.kind === "name" && token.text !== "") return token;
    throw new Fault("name-missing", token.at, `${told(token)} where the name of a ${what} should stand`, { what });
  }
  closes(opened: Token, sign: string): void {
    if (this.takes(sign)) return;
    const token = this.peek();
    if (token.kind === "end" || token.kind === "line")
      throw new Fault("not-closed", opened.at, `${opened.text} is not closed (write ${sign} after its last part)`, {
        value: opened.text,
        cure: sign,
      });
    throw unexpected(token);
  }
  deeper<T>(read: () => T): T {
    const { at } = this.peek();
    if (++this.#depth > LIMITS.depth)
      throw new Fault("too-deep", at, `parts within parts: more than ${LIMITS.depth} (name some of them first)`, {
        most: LIMITS.depth,
      });
    const found = read();
    this.#depth--;
    return found;
  }
}

export function told(token: Token): string {
  if (token.kind === "end") return "the text ends";
  return token.kind === "line" ? "the line ends" : `unexpected ${token.text}`;
}

/** After what is whole already. */
export function unexpected(token: Token): Fault {
  const { kind, text, at } = token;
  if (text === ")" || text === "]")
    return new Fault("not-opened", at, `${text} that was not opened (remove it)`, { value: text });
  if (kind === "number" || kind === "name" || text === "(")
    return new Fault("no-sign", at, `no sign before ${text} (write * to multiply)`, { value: text });
  return new Fault("misplaced", at, `${told(token)} (a number or a name should stand here)`, { value: text });
}

/**
 * Reads an expression:
 *
 *     comparison = sum (("<" | "<=" | ">" | ">=" | "==") sum)?
 *     sum     = product (("+" | "-") product)*            left to right
 *     product = signed (("*" | "/") signed)*
 *     signed  = ("+" | "-") signed | power                −x^2 is −(x^2)
 *     power   = part ("^" signed)?                        right to left: 2^3^2 = 2^9
 *     part    = atom ("[" index "]")*
 *     index   = sum | sum? ":" sum?
 *     atom    = number | name | name "(" comparison ("," comparison)* ")" | "(" comparison ")" | "[" sum ("," sum)* "]"
 */
export function readComparison(reader: Reader): Expr {
  const x = readSum(reader);
  if (!reader.sees("<", "<=", ">", ">=", "==")) return x;
  const { text, at } = reader.take();
  return { kind: "binary", at, sign: text as Sign, x, y: readSum(reader) };
}

export function readSum(reader: Reader): Expr {
  return row(reader, () => row(reader, () => signed(reader), "*", "/"), "+", "-");
}

function row(reader: Reader, read: () => Expr, ...signs: readonly string[]): Expr {
  let x = read();
  while (reader.sees(...signs)) {
    const { text, at } = reader.take();
    x = { kind: "binary", at, sign: text as Sign, x, y: read() };
  }
  return x;
}

function signed(reader: Reader): Expr {
  if (!reader.sees("+", "-")) return power(reader);
  const { text, at } = reader.take();
  const x = reader.deeper(() => signed(reader));
  return text === "-" ? { kind: "negate", at, x } : x;
}

function power(reader: Reader): Expr {
  const x = part(reader);
  if (!reader.sees("^")) return x;
  const { at } = reader.take();
  return { kind: "binary", at, sign: "^", x, y: reader.deeper(() => signed(reader)) };
}

function part(reader: Reader): Expr {
  let x = atom(reader);
  while (reader.sees("[")) {
    const opened = reader.take();
    x = reader.deeper(() => indexed(reader, x, opened.at));
    reader.closes(opened, "]");
  }
  return x;
}

function indexed(reader: Reader, x: Expr, at: number): Expr {
  const from = reader.sees(":") ? undefined : readSum(reader);
  if (!reader.takes(":")) return { kind: "index", at, x, index: from as Expr };
  const to = reader.sees("]") ? undefined : readSum(reader);
  return { kind: "slice", at, x, ...(from && { from }), ...(to && { to }) };
}

function atom(reader: Reader): Expr {
  const token = reader.take();
  const { at, text } = token;
  if (token.kind === "number") return numberOf(token);
  if (token.kind === "name") {
    if (!reader.sees("(")) return { kind: "name", at, name: text };
    return { kind: "call", at, name: text, inputs: readInputs(reader) };
  }
  if (text === "(") {
    const inner = reader.deeper(() => readComparison(reader));
    reader.closes(token, ")");
    return inner;
  }
  if (text === "[") {
    const items = [reader.deeper(() => readSum(reader))];
    while (reader.takes(",")) items.push(reader.deeper(() => readSum(reader)));
    reader.closes(token, "]");
    return { kind: "list", at, items };
  }
  if (token.kind === "end" || token.kind === "line")
    throw new Fault("ends-early", at, `${told(token)} where a number or a name should follow`);
  throw new Fault("misplaced", at, `${told(token)} (a number or a name should stand here)`, { value: text });
}

/** "(" inputs ")"; there may be none. */
export function readInputs(reader: Reader): readonly Expr[] {
  const opened = reader.take();
  if (reader.takes(")")) return [];
  const inputs = [reader.deeper(() => readComparison(reader))];
  while (reader.takes(",")) inputs.push(reader.deeper(() => readComparison(reader)));
  reader.closes(opened, ")");
  return inputs;
}

function numberOf({ text, at }: Token): Expr {
  const value = Number(text);
  if (Number.isFinite(value)) return { kind: "number", at, value };
  throw new Fault("number-too-large", at, `number beyond all doubles: ${text}`, { value: text });
}
