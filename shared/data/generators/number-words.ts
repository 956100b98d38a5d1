import { integer } from "../../random/index.ts";
import { defineGenerator } from "./generator.ts";
import { inEnglish } from "./numbers/english.ts";
import { inSpanish } from "./numbers/spanish.ts";
import { tableOfTexts } from "./texts.ts";

const languages = { es: inSpanish, en: inEnglish } as const;

/** Characters of a line: "cuatrocientos cincuenta y cuatro mil cuatrocientos cincuenta y cuatro=454454". */
const LONGEST = 80;

/** Different numbers below a bound, drawn alike: of each, in words, an equals sign, in digits. */
export const numberWords = defineGenerator({
  id: "number-words",
  title: { es: "Números en palabras y en cifras", en: "Numbers in words and in digits" },
  params: {
    count: {
      kind: "integer",
      label: { es: "Números", en: "Numbers" },
      help: {
        es: "Cuántos números distintos hay, uno por línea; como mucho, todos los que caben.",
        en: "How many different numbers there are, one per line; at most all that there are.",
      },
      min: 50,
      max: 20_000,
      default: 3000,
      scale: "log",
    },
    below: {
      kind: "integer",
      label: { es: "Menores que", en: "Below" },
      help: {
        es: "Todos los números son menores que este.",
        en: "All numbers are below this one.",
      },
      min: 50,
      max: 1_000_000,
      default: 10_000,
      scale: "log",
    },
    language: {
      kind: "choice",
      label: { es: "Idioma de los números", en: "Language of the numbers" },
      help: {
        es: "En español, «cuarenta y dos»; en inglés, «forty-two».",
        en: "In Spanish, “cuarenta y dos”; in English, “forty-two”.",
      },
      options: [
        { value: "es", label: { es: "Español", en: "Spanish" } },
        { value: "en", label: { es: "Inglés", en: "English" } },
      ],
      default: "es",
    },
  },
  generate(key, { count, below, language }) {
    const all = Math.min(count, below);
    // The first `all` places of a Fisher–Yates shuffle of which only what has been moved is kept.
    const moved = new Map<number, number>();
    return tableOfTexts(
      Array.from({ length: all }, (_, i) => {
        const j = i + integer(key, i, below - i);
        const n = moved.get(j) ?? j;
        moved.set(j, moved.get(i) ?? i);
        return `${languages[language](n)}=${n}`;
      }),
    );
  },
  cost: ({ count, below }) => {
    const all = Math.min(count, below);
    return { values: all, bytes: all * (8 + 2 * LONGEST + 100), steps: 10 * all };
  },
});
