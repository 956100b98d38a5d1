import { readFileSync } from "node:fs";
import { compileLesson } from "../../../client/lessons/compile.ts";
import type { Lesson, Step } from "../../../client/lessons/lesson.ts";
import type { Locale } from "../../../shared/text.ts";

export const folder = new URL("../../../client/labs/", import.meta.url);

/** The lesson of a lab, from its source. */
export function lessonOf({ family, id }: { readonly family: string; readonly id: string }, language: Locale): Lesson {
  const file = `${family}/${id}/lesson.${language}.md`;
  return compileLesson(readFileSync(new URL(file, folder), "utf8"), file);
}

export function stepsOf({ blocks }: Lesson): readonly Step[] {
  return blocks.filter((block) => block.kind === "step");
}
