import type { LessonNode } from "./lesson.ts";

const token = /<(\/?)([a-z]+)((?:\s+[a-zA-Z:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/gy;

/** The tree of a MathML string as Temml writes it. Classes are dropped: the page styles formulas itself. */
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
    if (text !== undefined) parent.children.push(decode(text));
    else if (closing) {
      if (stack.pop()?.tag !== tag || stack.length === 0)
        throw new Error(`formula markup closes ${tag} without opening it`);
    } else {
      const element: Open = { tag, attributes: attributesOf(attributes), children: [] };
      parent.children.push(element);
      if (!empty) stack.push(element);
    }
  }
  if (stack.length !== 1 || root.children.length !== 1) throw new Error("formula markup is not one element");
  return root.children[0];
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
