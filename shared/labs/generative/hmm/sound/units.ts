import { type Vowel, type VowelLanguage, vowels } from "../../../../data/generators/vowel-sounds.ts";

/** What is recognised: the vowels of a language, and last silence. */
export interface Units {
  readonly list: readonly Vowel[];
  readonly count: number;
  readonly silence: number;
  readonly names: readonly string[];
}

export function unitsOf(language: VowelLanguage): Units {
  const list = vowels[language];
  return { list, count: list.length + 1, silence: list.length, names: [...list.map(({ name }) => name), "–"] };
}

/** The task of a unit, by its number. */
export const unitTaskId = (unit: number) => `unit-${unit}`;
