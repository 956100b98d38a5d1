import { Fault } from "../error.ts";
import { LIMITS } from "../limits.ts";

export interface Token {
  /** `line`: a statement ends here. */
  readonly kind: "number" | "name" | "sign" | "line" | "end";
  readonly text: string;
  readonly at: number;
}

/** Signs that people write otherwise. */
const SAME: Readonly<Record<string, string>> = {
  "−": "-",
  "×": "*",
  "·": "*",
  "÷": "/",
  "**": "^",
  "≤": "<=",
  "≥": ">=",
  "∼": "~",
};
const PIECES: readonly (readonly [Token["kind"] | "space" | "quoted", RegExp])[] = [
  ["space", /(?:[^\S\n]|#[^\n]*)+/y],
  ["line", /[\n;]/y],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["name", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["quoted", /"[^"\n]*"/y],
  ["sign", /\*\*|<=|>=|==|\+=|[-+*/^(),[\]:~=<>−×·÷≤≥∼]/y],
];

/** Tokens of a text. Within parentheses, and after a sign that wants something to follow, a line goes on. Throws a Fault. */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > LIMITS.characters)
    throw new Fault(
      "text-too-long",
      LIMITS.characters,
      `text of ${text.length} characters (must be at most ${LIMITS.characters})`,
      { value: text.length, most: LIMITS.characters },
    );
  const tokens: Token[] = [];
  let open = 0;
  for (let at = 0; at < text.length; ) {
    const [kind, found] = pieceAt(text, at);
    if (kind === "quoted") tokens.push({ kind: "name", text: found.slice(1, -1), at });
    else if (kind === "line") {
      if (open === 0 && !goesOn(tokens.at(-1))) tokens.push({ kind, text: found, at });
    } else if (kind !== "space") {
      if (found === "(" || found === "[") open++;
      if (found === ")" || found === "]") open = Math.max(0, open - 1);
      tokens.push({ kind, text: Object.hasOwn(SAME, found) ? SAME[found] : found, at });
    }
    at += found.length;
  }
  return [...tokens, { kind: "end", text: "", at: text.length }];
}

function goesOn(last: Token | undefined): boolean {
  return last === undefined || last.kind === "line" || (last.kind === "sign" && !")]".includes(last.text));
}

function pieceAt(text: string, at: number): readonly [Token["kind"] | "space" | "quoted", string] {
  for (const [kind, pattern] of PIECES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return [kind, found];
  }
  const value = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (value === '"')
    throw new Fault("quote-not-closed", at, 'name that is not closed: " (close it on the same line)', { value });
  throw new Fault("unknown-character", at, `unexpected character: ${value} (remove it)`, { value });
}
