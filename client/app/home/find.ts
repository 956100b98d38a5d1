import { families } from "../../i18n/families.ts";
import { ownKindWords } from "../../i18n/home.ts";
import { levels } from "../../i18n/levels.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { ownKinds } from "./own-kinds.ts";

/** The labs that have every word of the question, or its beginning or middle, in their titles, their summary, their presets, their family, the level of their lesson or the files that they take; in either language, ignoring case and accents. */
export function findLabs(labs: readonly LabIndex[], question: string): readonly LabIndex[] {
  const asked = plain(question).split(/\s+/).filter(Boolean);
  if (asked.length === 0) return labs;
  return labs.filter((lab) => {
    const said = plain(wordsOf(lab));
    return asked.every((word) => said.includes(word));
  });
}

function wordsOf({ id, family, title, summary, lesson, formats, presets }: LabIndex): string {
  const about = [levels[lesson.level], ...ownKinds(formats).map((kind) => ownKindWords[kind])];
  const texts = [families[family], title, summary, ...about, ...presets.map((preset) => preset.title)];
  return [id, ...formats, ...texts.flatMap(({ es, en }) => [es, en])].join("\n");
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
