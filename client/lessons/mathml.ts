import type { LessonNode } from "./lesson.ts";

const token = /<(\/?)([a-z]+)((?:\s+[a-zA-Z:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/gy;

/**
 * The tree of a MathML string as Temml writes it. Its classes are dropped: the page styles formulas itself. Names of one letter are
 * marked as variables, which the page slants.
 */
export function parseMathml(markup: string): LessonNode {
  interface Open {
    readonly tag: string;
    readonly attributes: Record<string, string>;
    readonly children: LessonNode[];
  }
  const root: Open = { tag: "", attributes: {}, children: [] };
  const stack: Open[] = [root];
  token.lastIndex = 0;
  while (token.lastIndex < markup.length) {
    const at = token.lastIndex;
    const found = token.exec(markup);
    if (!found) throw new Error(`formula markup is not well formed at ${at}: ${markup.slice(at, at + 40)}`);
    const [, closing, tag, attributes, empty, text] = found;
    const parent = stack[stack.length - 1];
    if (text !== undefined) parent.children.push(inCommonSigns(decode(text)));
    else if (closing) {
      if (stack.pop()?.tag !== tag || stack.length === 0)
        throw new Error(`formula markup closes ${tag} without opening it`);
      if (tag === "mi") plainLetters(parent);
    } else {
      const element: Open = { tag, attributes: attributesOf(attributes), children: [] };
      parent.children.push(element);
      if (!empty) stack.push(element);
    }
  }
  if (stack.length !== 1 || root.children.length !== 1) throw new Error("formula markup is not one element");
  return root.children[0];
}

/** Ranges of styled letters of Unicode's mathematical alphabet, and the classes that style the plain letter alike. */
const styles: readonly (readonly [from: number, to: number, classes: string])[] = [
  // Those that Unicode had before it had the alphabet: ℬ ℰ ℱ ℋ ℐ ℒ ℳ ℛ, and ℂ ℍ ℕ ℙ ℚ ℝ ℤ.
  ...[0x210b, 0x2110, 0x2112, 0x211b, 0x212c, 0x2130, 0x2131, 0x2133].map((at) => [at, at, "variable script"] as const),
  ...[0x2102, 0x210d, 0x2115, 0x2119, 0x211a, 0x211d, 0x2124].map((at) => [at, at, "bold double"] as const),
  [0x1d400, 0x1d433, "bold"],
  [0x1d434, 0x1d467, "variable"],
  [0x1d468, 0x1d49b, "bold variable"],
  [0x1d49c, 0x1d4cf, "variable script"],
  [0x1d4d0, 0x1d503, "bold variable script"],
  [0x1d538, 0x1d56b, "bold double"],
  [0x1d6a8, 0x1d6e1, "bold"],
  [0x1d6e2, 0x1d71b, "variable"],
  [0x1d71c, 0x1d755, "bold variable"],
];

/** Names in letters that every font has: many lack the mathematical alphabet. One plain letter is a variable, unless it is said to be upright. */
function plainLetters({ attributes, children }: { attributes: Record<string, string>; children: LessonNode[] }): void {
  const [text] = children;
  if (typeof text !== "string" || children.length !== 1) return;
  const code = text.codePointAt(0) ?? 0;
  const style = styles.find(([from, to]) => code >= from && code <= to);
  if (style) {
    children[0] = text.normalize("NFKD");
    attributes.class = style[2];
  } else if (attributes.mathvariant === undefined && /^\p{L}$/u.test(text)) attributes.class = "variable";
}

/** Signs that few fonts of text hold, in ones that all have: ⊤ as T, ∼ as ~, ‖ as two bars. */
const signs: Readonly<Record<string, string>> = { "\u22a4": "T", "\u223c": "~", "\u2016": "||" };

function inCommonSigns(text: string): string {
  return text.replace(/[\u22a4\u223c\u2016]/g, (sign) => signs[sign]);
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(/([a-zA-Z:-]+)="([^"]*)"/g))
    if (name !== "class") found[name] = decode(value);
  return found;
}

function decode(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, decimal: string) => String.fromCodePoint(Number(decimal)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&nbsp;", "\u00a0")
    .replaceAll("&amp;", "&");
}
