import { foldIn, permutation } from "../../random/index.ts";
import { defineGenerator } from "./generator.ts";
import { english } from "./tagged/english.ts";
import { spanish } from "./tagged/spanish.ts";

const languages = { es: spanish, en: english } as const;
const names = { es: "palabra", en: "word" } as const;

/** Tags, in the order of their classes. */
const TAGS = ["D", "N", "V", "A", "R", "P", "E", "C", "."] as const;

/**
 * 56 short sentences of our own in one language, in an order that the key shuffles, tagged by hand: a word per row, and its tag as class. A full stop ends every sentence.
 */
export const taggedSentences = defineGenerator({
  id: "tagged-sentences",
  title: { es: "Frases etiquetadas", en: "Tagged sentences" },
  params: {
    language: {
      kind: "choice",
      label: { es: "Idioma de las frases", en: "Language of the sentences" },
      help: {
        es: "Las palabras y su orden son otros en cada idioma; el método es el mismo.",
        en: "Words and their order differ by language; the method is the same.",
      },
      options: [
        { value: "es", label: { es: "Español", en: "Spanish" } },
        { value: "en", label: { es: "Inglés", en: "English" } },
      ],
      default: "es",
    },
    rows: {
      kind: "integer",
      label: { es: "Palabras", en: "Words" },
      help: {
        es: "Cuántas hay, contando los puntos finales. La última frase puede quedar cortada.",
        en: "How many there are, full stops among them. The last sentence may be cut.",
      },
      min: 60,
      max: 400,
      default: 400,
    },
  },
  classes: {
    D: { es: "determinante", en: "determiner" },
    N: { es: "sustantivo", en: "noun" },
    V: { es: "verbo", en: "verb" },
    A: { es: "adjetivo", en: "adjective" },
    R: { es: "adverbio", en: "adverb" },
    P: { es: "pronombre", en: "pronoun" },
    E: { es: "preposición", en: "preposition" },
    C: { es: "conjunción", en: "conjunction" },
    ".": { es: "final", en: "end" },
  },
  generate(key, { language, rows }) {
    const all = languages[language];
    const order = permutation(foldIn(key, 0), all.length);
    const pairs = Array.from(order).flatMap((place) => all[place].split(" "));
    const words = pairs.slice(0, rows).map((pair) => {
      const at = pair.lastIndexOf("/");
      return { word: pair.slice(0, at), tag: TAGS.indexOf(pair.slice(at + 1) as (typeof TAGS)[number]) };
    });
    const vocabulary = [...new Set(words.map(({ word }) => word))].sort();
    const places = new Map(vocabulary.map((word, place) => [word, place]));
    return {
      rows,
      columns: 1,
      values: Float64Array.from(words, ({ word }) => places.get(word) ?? 0),
      names: [names[language]],
      levels: [vocabulary],
      labels: Int32Array.from(words, ({ tag }) => tag),
      classes: TAGS,
    };
  },
  cost: ({ rows }) => ({ values: rows, bytes: 200 * rows, steps: rows }),
});
