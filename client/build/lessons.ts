import type { Plugin } from "vite";
import { compileLesson } from "../lessons/compile.ts";

/** Turns `lessons/<lab>.<language>.md` into a module whose default export is the compiled lesson. */
export function lessons(): Plugin {
  return {
    name: "latente-lessons",
    transform: {
      filter: { id: /\/lessons\/[\w-]+\.(?:es|en)\.md$/ },
      handler(source, id) {
        const lesson = compileLesson(source, id.slice(id.lastIndexOf("/") + 1));
        return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(lesson))});`, map: null };
      },
    },
  };
}
