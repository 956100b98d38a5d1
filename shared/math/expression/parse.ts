/**
 * Reads an expression as people write it:
 *
 *     sum     = product (("+" | "-") product)*            left to right
 *     product = signed (("*" | "/") signed)*
 *     signed  = ("+" | "-") signed | power                −x^2 is −(x^2)
 *     power   = atom ("^" signed)?                        right to left: 2^3^2 = 2^9
 *     atom    = number | name | function "(" sum ("," sum)* ")" | "(" sum ")"
 *
 * "−", "×", "·", "÷" and "**" are taken too. There is no multiplication without a sign: "2 x" is an error that says so.
 */
import { apply, type Expression, number, variable } from "./expression.ts";
import { ALIASES, CONSTANTS, FUNCTIONS } from "./operations.ts";

/** What is wrong with a text, and where: `at` counts characters (UTF-16 units) from 0. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  readonly code: string;
  readonly at: number;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(code: string, at: number, message: string, values: Readonly<Record<string, string | number>> = {}) {
    super(`${message} (at character ${at + 1})`);
    this.code = code;
    this.at = at;
    this.values = { ...values, at: at + 1 };
  }
}

interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

/** How deep parentheses, signs and powers may lie within each other. */
const DEEPEST = 200;

const SAME: Readonly<Record<string, string>> = { "−": "-", "×": "*", "·": "*", "÷": "/", "**": "^" };
const PIECES: readonly (readonly [Token["kind"] | "space", RegExp])[] = [
  ["space", /\s+/y],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["name", /\p{L}[\p{L}\p{N}_]*/uy],
  ["sign", /\*\*|[-+*/^(),−×·÷]/y],
];

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const [kind, found] = pieceAt(text, at);
    if (kind !== "space") tokens.push({ kind, text: SAME[found] ?? found, at });
    at += found.length;
  }
  return [...tokens, { kind: "end", text: "", at: text.length }];
}

function pieceAt(text: string, at: number): readonly [Token["kind"] | "space", string] {
  for (const [kind, pattern] of PIECES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return [kind, found];
  }
  const value = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw new ExpressionError("unknown-character", at, `unexpected character: ${value}`, { value });
}

/** Throws an ExpressionError that names what is wrong and where. */
export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text);
  let next = 0;
  let depth = 0;
  const peek = () => tokens[next];
  const take = () => tokens[next++];
  const takes = (...signs: readonly string[]) => peek().kind === "sign" && signs.includes(peek().text);

  const deeper = <T>(read: () => T): T => {
    const { at } = peek();
    if (++depth > DEEPEST)
      throw new ExpressionError("expression-too-deep", at, `parts within parts: more than ${DEEPEST}`, {
        most: DEEPEST,
      });
    const found = read();
    depth--;
    return found;
  };
  const row = (read: () => Expression, ...signs: readonly string[]): Expression => {
    let left = read();
    while (takes(...signs)) left = apply(take().text, left, read());
    return left;
  };
  const sum = (): Expression => row(product, "+", "-");
  const product = (): Expression => row(signed, "*", "/");
  const signed = (): Expression => {
    if (!takes("+", "-")) return power();
    const { text: sign } = take();
    const inner = deeper(signed);
    return sign === "-" ? apply("neg", inner) : inner;
  };
  const power = (): Expression => {
    const base = atom();
    if (!takes("^")) return base;
    take();
    return apply("^", base, deeper(signed));
  };
  const atom = (): Expression => {
    const token = take();
    if (token.kind === "number") return numberOf(token);
    if (token.kind === "name") return takes("(") ? called(token) : named(token);
    if (token.text !== "(") throw missing(token);
    const inner = deeper(sum);
    close(token);
    return inner;
  };
  const close = (opened: Token): void => {
    const token = peek();
    if (!takes(")")) {
      if (token.kind === "end")
        throw new ExpressionError("not-closed", opened.at, "parenthesis is not closed: (", { value: "(" });
      throw unexpected(token);
    }
    take();
  };
  const called = (name: Token): Expression => {
    const operation = ALIASES[name.text] ?? name.text;
    if (!Object.hasOwn(FUNCTIONS, operation)) throw unknownFunction(name);
    const opened = take();
    const inputs = [deeper(sum)];
    while (takes(",")) {
      take();
      inputs.push(deeper(sum));
    }
    close(opened);
    const { arity } = FUNCTIONS[operation];
    if (arity !== "some" && inputs.length !== arity)
      throw new ExpressionError(
        "wrong-count",
        name.at,
        `arguments of ${name.text}: ${inputs.length} (must be ${arity})`,
        { value: inputs.length, name: name.text, fits: arity },
      );
    return apply(operation, ...inputs);
  };

  const whole = sum();
  const rest = peek();
  if (rest.kind !== "end") throw unexpected(rest);
  return whole;
}

function numberOf({ text, at }: Token): Expression {
  const value = Number(text);
  if (Number.isFinite(value)) return number(value);
  throw new ExpressionError("number-too-large", at, `number beyond all doubles: ${text}`, { value: text });
}

function named({ text, at }: Token): Expression {
  if (Object.hasOwn(CONSTANTS, text)) return number(CONSTANTS[text]);
  if (Object.hasOwn(FUNCTIONS, ALIASES[text] ?? text))
    throw new ExpressionError("not-called", at, `function without arguments: ${text} (write ${text}(x))`, {
      value: text,
    });
  return variable(text);
}

function unknownFunction({ text, at }: Token): ExpressionError {
  const allowed = Object.keys(FUNCTIONS).join(", ");
  return new ExpressionError("unknown-function", at, `no function: ${text} (must be one of ${allowed})`, {
    value: text,
    allowed,
  });
}

/** In the place of a number, a name or a parenthesis. */
function missing({ kind, text, at }: Token): ExpressionError {
  return kind === "end"
    ? new ExpressionError("ends-early", at, "expression ends where a number or a name should follow")
    : new ExpressionError("misplaced", at, `unexpected ${text} (a number or a name should stand here)`, {
        value: text,
      });
}

/** After what is whole already. */
function unexpected({ kind, text, at }: Token): ExpressionError {
  if (text === ")") return new ExpressionError("not-opened", at, "parenthesis that was not opened: )", { value: text });
  if (kind === "sign" && text !== "(")
    return new ExpressionError("misplaced", at, `unexpected ${text} (a number or a name should stand here)`, {
      value: text,
    });
  return new ExpressionError("no-sign", at, `no sign before ${text} (write * to multiply)`, { value: text });
}
