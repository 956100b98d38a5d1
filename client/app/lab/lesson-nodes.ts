import { type ComponentChildren, createElement } from "preact";
import { inDrawnSigns } from "../../i18n/drawn-signs.ts";
import type { LessonNode } from "../../lessons/lesson.ts";

/** Compiled nodes as elements. Only `style` needs care: MathML's spacing arrives as text. */
export function nodes(body: readonly LessonNode[]): ComponentChildren {
  return body.map((node) =>
    typeof node === "string"
      ? inDrawnSigns(node)
      : createElement(node.tag, node.attributes ?? null, nodes(node.children)),
  );
}
