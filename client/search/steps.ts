/** What is said in the steps of lessons: collected when the page is built, loaded with the first question. */

import type { Locale } from "../../shared/text.ts";
import { namesOf, type PlacedTerm } from "../glossary/terms.ts";
import { type Lesson, type LessonNode, presetOf } from "../lessons/lesson.ts";
import { mentions, wordsOf } from "./plain.ts";

/** A step of a lesson: its id, the preset that it is about (""), and what it says. */
export type StepText = readonly [id: string, preset: string, text: string];
/** By the ids of labs, in the order of the lesson. */
export type StepTexts = Readonly<Record<string, readonly StepText[]>>;

/** Where a term is used: by lab, the steps as [number from 1, id, preset]. */
export type Uses = Readonly<Record<string, Readonly<Record<string, readonly StepPlace[]>>>>;
export type StepPlace = readonly [number: number, id: string, preset: string];

/** Characters of a step that are searched and shown. */
const longest = 220;

export function stepTexts(lesson: Lesson): readonly StepText[] {
  const steps = lesson.blocks.filter((block) => block.kind === "step");
  return steps.map((step) => [step.id, presetOf(step) ?? "", shortened(textOf(step.body))]);
}

function shortened(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, text.lastIndexOf(" ", longest))}…`;
}

/** Characters of a formula that can be read in a line of text. */
const longestFormula = 12;

/** Of long formulas no words are left. */
export function textOf(nodes: readonly LessonNode[]): string {
  return said(nodes)
    .replace(/\s+/g, " ")
    .replace(/ ([.,:;)])/g, "$1")
    .trim();
}

function said(nodes: readonly LessonNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      const inner = said(node.children);
      return node.tag === "math" && inner.length > longestFormula ? "…" : inner;
    })
    .join("");
}

/** Steps of one lab that a term is shown with. */
const mostSteps = 4;

/** The steps in the labs of each term that mention it, in either language. */
export function usesOf(
  terms: readonly PlacedTerm[],
  texts: Readonly<Record<Locale, Readonly<Record<string, readonly StepText[]>>>>,
): Uses {
  const said = (language: Locale, lab: string) => (texts[language][lab] ?? []).map(([, , text]) => wordsOf(text));
  const languages: readonly Locale[] = ["es", "en"];
  const words = new Map<string, readonly (readonly string[])[]>();
  const wordsIn = (language: Locale, lab: string) => {
    const key = `${language} ${lab}`;
    const found = words.get(key) ?? said(language, lab);
    words.set(key, found);
    return found;
  };
  const placesIn = (term: PlacedTerm, lab: string): readonly StepPlace[] =>
    (texts.es[lab] ?? [])
      .map(([id, preset], i): StepPlace => [i + 1, id, preset])
      .filter((_, i) =>
        languages.some((language) =>
          namesOf(term, language).some((name) => mentions(wordsIn(language, lab)[i], wordsOf(name))),
        ),
      )
      .slice(0, mostSteps);
  return Object.fromEntries(
    terms.map((term) => [
      term.id,
      Object.fromEntries(
        term.labs.map((lab) => [lab, placesIn(term, lab)] as const).filter(([, places]) => places.length > 0),
      ),
    ]),
  );
}
