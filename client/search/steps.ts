/** What is said in the steps of lessons: collected when the page is built, loaded with the first question. */

import type { Locale } from "../../shared/text.ts";
import { mentionFinder } from "../glossary/mentions.ts";
import type { Term } from "../glossary/term.ts";
import { type Lesson, type LessonNode, presetOf } from "../lessons/lesson.ts";

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
      if ("term" in node) return node.text;
      const inner = said(node.children);
      return node.tag === "math" && inner.length > longestFormula ? "…" : inner;
    })
    .join("");
}

/** Steps of one lab that a term is shown with. */
const mostSteps = 4;

/** The steps in the labs of each term that mention it, in either language. */
export function usesOf(
  terms: readonly Term[],
  texts: Readonly<Record<Locale, Readonly<Record<string, readonly StepText[]>>>>,
): Uses {
  const uses = new Map(terms.map(({ id }) => [id, {} as Record<string, StepPlace[]>]));
  for (const [lab, steps] of Object.entries(texts.es)) {
    const find = { es: mentionFinder(terms, lab, "es"), en: mentionFinder(terms, lab, "en") };
    for (const [at, [id, preset, text]] of steps.entries()) {
      const [, , inEnglish = ""] = texts.en[lab]?.[at] ?? [];
      const said = new Set([...find.es(text), ...find.en(inEnglish)].map(({ term }) => term));
      for (const { id: term, labs } of terms) {
        const own = uses.get(term);
        if (!own || !said.has(term) || !labs.includes(lab)) continue;
        own[lab] ??= [];
        if (own[lab].length < mostSteps) own[lab].push([at + 1, id, preset]);
      }
    }
  }
  return Object.fromEntries(uses);
}
