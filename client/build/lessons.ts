import type { Plugin } from "vite";
import { compileLesson } from "../lessons/compile.ts";

/** Turns `client/labs/<family>/<lab>/lesson.<language>.md` into a module whose default export is the compiled lesson. */
export function lessons(): Plugin {
  return {
    name: "latente-lessons",
    transform: {
      filter: { id: /\/labs\/[\w-]+\/[\w-]+\/lesson\.(?:es|en)\.md$/ },
      handler(source, id) {
        const lesson = compileLesson(source, id.split("/").slice(-2).join("/"));
        return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(lesson))});`, map: null };
      },
    },
  };
}
