import { type ComponentChildren, createElement } from "preact";
import { inDrawnSigns } from "../../i18n/drawn-signs.ts";
import type { LessonNode, TermMention } from "../../lessons/lesson.ts";

/** Compiled nodes as elements; words of the glossary as `draw` says, plain text without it. Only `style` needs care: MathML's spacing arrives as text. */
export function nodes(
  body: readonly LessonNode[],
  draw?: (mention: TermMention) => ComponentChildren,
): ComponentChildren {
  return body.map((node) => {
    if (typeof node === "string") return inDrawnSigns(node);
    if ("term" in node) return draw ? draw(node) : inDrawnSigns(node.text);
    return createElement(node.tag, node.attributes ?? null, nodes(node.children, draw));
  });
}
