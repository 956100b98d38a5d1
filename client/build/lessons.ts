import { join } from "node:path";
import type { Plugin } from "vite";
import type { Locale } from "../../shared/text.ts";
import { mentionFinder } from "../glossary/mentions.ts";
import { terms } from "../glossary/terms.ts";
import { compileLesson } from "../lessons/compile.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { withTerms } from "../lessons/terms.ts";

const file = /([\w-]+)[\\/]lesson\.(es|en)\.md$/;

/** Turns `client/labs/<family>/<lab>/lesson.<language>.md` into a module whose default export is the compiled lesson, with its words of the glossary. */
export function lessons(): Plugin {
  return {
    name: "latente-lessons",
    transform: {
      filter: { id: /\/labs\/[\w-]+\/[\w-]+\/lesson\.(?:es|en)\.md$/ },
      handler(source, id) {
        const lesson = lessonAt(source, id);
        return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(lesson))});`, map: null };
      },
    },
  };
}

/** The lesson that lies in a file, as the page gets it. */
export function lessonAt(source: string, path: string): Lesson {
  const [name, lab, language] = file.exec(path) ?? [];
  if (name === undefined) throw new Error(`no place of a lesson: ${path} (must end like fa/lesson.en.md)`);
  return withTerms(
    compileLesson(source, join(lab, `lesson.${language}.md`)),
    mentionFinder(terms, lab, language as Locale),
  );
}
