/**
 * What is searched beside the list of labs: `virtual:latente/steps-es` and `-en` have the text of every step of every lesson, `virtual:latente/uses` the
 * steps that mention each term of the glossary. Made of the lessons as they are, so that no link leads to a step that is gone.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import type { Locale } from "../../shared/text.ts";
import { terms } from "../glossary/terms.ts";
import { compileLesson } from "../lessons/compile.ts";
import { type StepTexts, stepTexts, usesOf } from "../search/steps.ts";

const folder = join(import.meta.dirname, "../labs");

/** The text of the steps of all lessons in a language, by lab. */
export function allSteps(language: Locale): StepTexts {
  return Object.fromEntries(filesOf(language).map(({ lab, file }) => [lab, stepTexts(compiled(file))]));
}

/** Where the terms of the glossary are used. */
export const allUses = () => usesOf(terms, { es: allSteps("es"), en: allSteps("en") });

const compiled = (file: string) => compileLesson(readFileSync(join(folder, file), "utf8"), file);

function filesOf(language: Locale): readonly { readonly lab: string; readonly file: string }[] {
  const files = globSync(`*/*/lesson.${language}.md`, { cwd: folder }).sort();
  return files.map((file) => ({ lab: file.split(/[\\/]/)[1], file }));
}

const made: Readonly<Record<string, () => unknown>> = {
  "virtual:latente/steps-es": () => allSteps("es"),
  "virtual:latente/steps-en": () => allSteps("en"),
  "virtual:latente/uses": allUses,
};

export function search(): Plugin {
  return {
    name: "latente-search",
    resolveId: { filter: { id: /^virtual:latente\// }, handler: (id) => (id in made ? `\0${id}` : null) },
    load: {
      filter: { id: /^\0virtual:latente\// },
      handler(id) {
        const make = made[id.slice(1)];
        if (!make) return null;
        for (const language of ["es", "en"] as const)
          for (const { file } of filesOf(language)) this.addWatchFile(join(folder, file));
        return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(make()))});`, map: null };
      },
    },
  };
}
