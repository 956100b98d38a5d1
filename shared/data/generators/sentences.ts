import { foldIn, permutation } from "../../random/index.ts";
import { defineGenerator } from "./generator.ts";
import { english } from "./sentences/english.ts";
import { spanish } from "./sentences/spanish.ts";

const languages = { es: spanish, en: english } as const;
const TOPICS = ["weather", "kitchen", "music"] as const;
/** The column and its states are in the language of the sentences. */
const names = {
  es: { column: "tema", topics: ["tiempo", "cocina", "música"] },
  en: { column: "topic", topics: ["weather", "cooking", "music"] },
} as const;

/**
 * Up to 90 short sentences of our own about the weather, cooking and music, in one language, in an order that the key shuffles. `texts` are the sentences; the one
 * column is the topic, as a state.
 */
export const sentences = defineGenerator({
  id: "sentences",
  title: { es: "Frases de tres temas", en: "Sentences about three things" },
  params: {
    count: {
      kind: "integer",
      label: { es: "Frases", en: "Sentences" },
      help: {
        es: "Cuántas de las 90 frases hay, elegidas al azar.",
        en: "How many of the 90 sentences there are, chosen at random.",
      },
      min: 12,
      max: 90,
      default: 90,
      step: 1,
    },
    language: {
      kind: "choice",
      label: { es: "Idioma de las frases", en: "Language of the sentences" },
      help: {
        es: "Las palabras que delatan el tema son otras en cada idioma; el método es el mismo.",
        en: "The words that give a topic away differ by language; the method is the same.",
      },
      options: [
        { value: "es", label: { es: "Español", en: "Spanish" } },
        { value: "en", label: { es: "Inglés", en: "English" } },
      ],
      default: "es",
    },
  },
  generate(key, { count, language }) {
    const all = TOPICS.flatMap((topic, t) => languages[language][topic].map((text) => ({ text, topic: t })));
    const order = permutation(foldIn(key, 0), all.length).subarray(0, count);
    return {
      rows: count,
      columns: 1,
      values: Float64Array.from(order, (place) => all[place].topic),
      names: [names[language].column],
      levels: [names[language].topics],
      texts: Array.from(order, (place) => all[place].text),
    };
  },
  cost: ({ count }) => ({ values: count, bytes: 64 * 90, steps: 90 }),
});
