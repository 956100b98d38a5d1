/** The search itself: loaded when the box is first used. */
import type { Locale } from "../../../shared/text.ts";
import { terms } from "../../glossary/terms.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { entriesOf } from "../../search/entries.ts";
import { type Entry, prepare, rank } from "../../search/rank.ts";
import type { StepTexts } from "../../search/steps.ts";

/** Results of each kind at most. */
const most = { lab: 6, term: 4, preset: 6, step: 6 } as const;

export interface Searcher {
  readonly language: Locale;
  /** Whether steps of lessons are among what is searched. */
  readonly isWhole: boolean;
  find(question: string): readonly Entry[];
}

export async function openSearcher(labs: readonly LabIndex[], language: Locale): Promise<Searcher> {
  const steps = await stepsIn(language);
  const prepared = prepare(entriesOf({ labs, terms, steps: steps ?? {} }, language));
  return { language, isWhole: steps !== null, find: (question) => rank(prepared, question, most) };
}

/** Null where they do not come. */
async function stepsIn(language: Locale): Promise<StepTexts | null> {
  try {
    const all = language === "es" ? import("virtual:latente/steps-es") : import("virtual:latente/steps-en");
    return (await all).default;
  } catch {
    return null;
  }
}
