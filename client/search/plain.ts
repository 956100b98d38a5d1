/** Words as they are compared: without case, accents and plurals, in Spanish and in English. */

/** Small letters without marks. */
export const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a text, as they are compared. */
export const wordsOf = (text: string): readonly string[] => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * What a word may be the plural of, itself first: "redes" is "red" or "rede". Two words are the same but for number if these meet: no dictionary is
 * needed, and a form that is no word meets none.
 */
export function formsOf(word: string): readonly string[] {
  const forms = [word];
  if (word.length > 3 && /[^s]s$/.test(word)) forms.push(word.slice(0, -1));
  if (word.length > 4 && word.endsWith("es")) forms.push(word.slice(0, -2));
  if (word.length > 4 && word.endsWith("ces")) forms.push(`${word.slice(0, -3)}z`);
  if (word.length > 4 && word.endsWith("ies")) forms.push(`${word.slice(0, -3)}y`);
  return forms;
}

export const areOne = (a: string, b: string): boolean => {
  if (a === b) return true;
  const others = formsOf(b);
  return formsOf(a).some((form) => others.includes(form));
};
