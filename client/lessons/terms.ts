/** Words of the glossary in a lesson, found when the page is built: the page itself need not know the glossary. */
import type { Mention } from "../glossary/mentions.ts";
import type { Lesson, LessonNode } from "./lesson.ts";

/** In these nothing leads elsewhere: what is pressed already, what is not prose, and what names a part or a column. */
const left = new Set(["a", "code", "pre", "math", "h1", "h2", "h3", "h4", "th"]);

/** The lesson with the first mention of each term marked, in prose and in steps. */
export function withTerms(lesson: Lesson, find: (text: string) => readonly Mention[]): Lesson {
  const seen = new Set<string>();
  const marked = (node: LessonNode): LessonNode[] => {
    if (typeof node !== "string")
      return "term" in node || left.has(node.tag) ? [node] : [{ ...node, children: node.children.flatMap(marked) }];
    const parts: LessonNode[] = [];
    let from = 0;
    for (const { term, start, end } of find(node)) {
      if (seen.has(term)) continue;
      seen.add(term);
      if (start > from) parts.push(node.slice(from, start));
      parts.push({ term, text: node.slice(start, end) });
      from = end;
    }
    if (from < node.length) parts.push(node.slice(from));
    return parts;
  };
  // A button leads to its preset.
  const blocks = lesson.blocks.map((block) =>
    block.kind === "preset" ? block : { ...block, body: block.body.flatMap(marked) },
  );
  return { ...lesson, blocks };
}
