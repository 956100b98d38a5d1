/** Where a text names terms of the glossary. */
import type { Locale } from "../../shared/text.ts";
import { areOne, formsOf, plain } from "../search/plain.ts";
import type { Term } from "./term.ts";
import { namesOf } from "./terms.ts";

/** From `start` to before `end`, in characters of the text. */
export interface Mention {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

interface Name {
  readonly term: string;
  readonly words: readonly string[];
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const wordsIn = (text: string): readonly Word[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }));

/** Between two words of one name. */
const joint = /^(?:\s+|[-–])$/;
/** A word goes on before or behind these: what is named is then something else, as in "pseudo-likelihood". */
const goesOnBefore = /[\p{L}\p{N}][-_.@]$/u;
const goesOnBehind = /^[-_.@][\p{L}\p{N}]/u;

/**
 * Finds terms in texts of the lesson of a lab: the longest name at each place, in singular or plural. Acronyms are found in capitals alone: "EM" is not
 * "em". Words that are near a term lead to it where its definition says them and the lab is one of its own.
 */
export function mentionFinder(
  terms: readonly Term[],
  lab: string,
  language: Locale,
): (text: string) => readonly Mention[] {
  const names = terms.flatMap((term) => leadingTo(term, lab, language));
  // By any form of their first word.
  const begun = new Map<string, Name[]>();
  for (const name of names)
    for (const form of formsOf(plain(name.words[0]))) begun.set(form, [...(begun.get(form) ?? []), name]);
  return (text) => {
    const words = wordsIn(text);
    const found: Mention[] = [];
    for (let at = 0; at < words.length; at++) {
      const known = new Set(formsOf(plain(words[at].text)).flatMap((form) => begun.get(form) ?? []));
      const [longest] = [...known]
        .filter((name) => isAt(name, text, words, at))
        .sort((a, b) => b.words.length - a.words.length);
      if (!longest) continue;
      const last = at + longest.words.length - 1;
      found.push({ term: longest.term, start: words[at].start, end: words[last].end });
      at = last;
    }
    return found;
  };
}

function leadingTo(term: Term, lab: string, language: Locale): readonly Name[] {
  const isOwn = term.labs.includes(lab);
  const names = term.isEveryday && !isOwn ? [] : [...namesOf(term, language), ...(term.forms?.[language] ?? [])];
  const near = isOwn ? (term.near?.[language] ?? []) : [];
  const said = wordsIn(term.about[language]);
  const explained = near.filter((word) => {
    const name = nameOf(term, word);
    return said.some((_, at) => isAt(name, term.about[language], said, at));
  });
  return [...names, ...explained].map((word) => nameOf(term, word));
}

const nameOf = ({ id }: Term, name: string): Name => ({ term: id, words: wordsIn(name).map(({ text }) => text) });

function isAt({ words: name }: Name, text: string, words: readonly Word[], at: number): boolean {
  if (at + name.length > words.length || !name.every((word, i) => isWord(word, words[at + i].text))) return false;
  for (let i = at + 1; i < at + name.length; i++)
    if (!joint.test(text.slice(words[i - 1].end, words[i].start))) return false;
  const [{ start }, { end }] = [words[at], words[at + name.length - 1]];
  return !goesOnBefore.test(text.slice(0, start)) && !goesOnBehind.test(text.slice(end));
}

/** Letters in capitals alone stand for themselves; other words in either number, however they are accented. */
function isWord(name: string, word: string): boolean {
  const isAcronym = name.length > 1 && name === name.toUpperCase() && /\p{L}/u.test(name);
  if (!isAcronym) return areOne(plain(name), plain(word));
  const [own, said] = [name.normalize("NFC"), word.normalize("NFC")];
  return said === own || said === `${own}s`;
}
