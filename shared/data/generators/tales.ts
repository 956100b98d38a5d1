import { foldIn, integer } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";
import { english } from "./tales/english.ts";
import { spanish } from "./tales/spanish.ts";
import type { TaleGrammar } from "./tales/tale.ts";
import { tableOfTexts } from "./texts.ts";

const languages = { es: spanish, en: english } as const;
/** What stands for one that was named before, by gender. */
const pronouns = {
  es: { o: ["o", "a"], ello: ["él", "ella"] },
  en: { he: ["he", "she"], his: ["his", "her"] },
} as const;

/** Letters of a tale: no language's are longer. */
const LONGEST = 1_200;

/**
 * Tales of a small grammar of our own (CC0), one per row: two animals meet about a thing. Part after part one of its ways to be told is drawn, all equally likely;
 * who is told of stays the same from the first sentence to the last, and what goes with them agrees with their gender: what a model finds out only if it
 * remembers.
 */
export const tales = defineGenerator({
  id: "tales",
  title: { es: "Cuentos de una gramática propia", en: "Tales of a grammar of our own" },
  params: {
    count: {
      kind: "integer",
      label: { es: "Cuentos", en: "Tales" },
      help: {
        es: "Cuántos cuentos hay, de unas 600 letras.",
        en: "How many tales there are, of some 600 letters each.",
      },
      min: 10,
      max: 5000,
      default: 250,
      scale: "log",
    },
    language: {
      kind: "choice",
      label: { es: "Idioma de los cuentos", en: "Language of the tales" },
      help: {
        es: "La misma clase de cuentos en cualquiera de los dos.",
        en: "The same kind of tales in either of them.",
      },
      options: [
        { value: "es", label: { es: "Español", en: "Spanish" } },
        { value: "en", label: { es: "Inglés", en: "English" } },
      ],
      default: "es",
    },
  },
  generate: (key, { count, language }) =>
    tableOfTexts(Array.from({ length: count }, (_, i) => taleOf(foldIn(key, i), language))),
  cost: ({ count }) => ({ values: count, bytes: count * (8 + 2 * LONGEST), steps: 60 * count }),
});

type Named = TaleGrammar["animals"][number];

function taleOf(key: Key, language: keyof typeof languages): string {
  const grammar = languages[language];
  let draws = 0;
  const one = <T>(list: readonly T[]): T => list[integer(key, draws++, list.length)];
  const hero = one(grammar.animals);
  const friend = one(grammar.animals.filter((animal) => animal !== hero));
  const named: Readonly<Record<string, Named>> = { h: hero, f: friend, c: one(grammar.things) };
  const words: Readonly<Record<string, string>> = { p: one(grammar.places), q: one(grammar.qualities) };
  const told = grammar.parts.map(one).join("");
  // A quality has a mark of its own.
  const filled = told
    .replace(/\{[pq]\}/g, (mark) => words[mark[1]])
    .replace(/\{(?:(\p{L}+) )?([hfc])\}/gu, (_, form, who) => {
      const [name, gender] = named[who];
      return form === undefined ? name : inForm(form, name, gender, language);
    });
  const whole = grammar.contractions.reduce((text, [pattern, short]) => text.replace(pattern, short), filled);
  return whole.replace(/(?:^|\. )\p{Ll}/gu, (start) => start.toUpperCase());
}

/** "{un h}", "{El f}", "{o h}": a form with a capital begins with one. */
function inForm(form: string, name: string, gender: "m" | "f", language: keyof typeof languages): string {
  const low = form.toLowerCase();
  const place = gender === "m" ? 0 : 1;
  const [a, the] = languages[language].articles[gender];
  const own: Readonly<Record<string, readonly string[]>> = pronouns[language];
  const text = low === "un" ? `${a} ${name}` : low === "el" ? `${the} ${name}` : own[low][place];
  return form === low ? text : `${text[0].toUpperCase()}${text.slice(1)}`;
}
