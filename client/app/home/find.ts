import { families } from "../../i18n/families.ts";
import type { LabIndex } from "../../labs/recorded.ts";

/** The labs that have every word of the question, or its beginning or middle, in their titles, their summary, their presets or their family; in either language, ignoring case and accents. */
export function findLabs(labs: readonly LabIndex[], question: string): readonly LabIndex[] {
  const asked = plain(question).split(/\s+/).filter(Boolean);
  if (asked.length === 0) return labs;
  return labs.filter((lab) => {
    const said = plain(wordsOf(lab));
    return asked.every((word) => said.includes(word));
  });
}

function wordsOf({ id, family, title, summary, presets }: LabIndex): string {
  const texts = [families[family], title, summary, ...presets.map((preset) => preset.title)];
  return [id, ...texts.flatMap(({ es, en }) => [es, en])].join("\n");
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
