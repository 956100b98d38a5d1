/** Models that write texts. */
import type { Localized } from "../text.ts";
import type { Description } from "./card.ts";
import { OWN_LICENCE } from "./licence.ts";

const steps = { usual: 160, most: 600 } as const;

function tales(id: string, language: "es" | "en", words: Pick<Description, "title" | "data">): Description {
  return {
    id,
    kind: "text",
    ...words,
    about: {
      es: "Una red recurrente de 128 unidades escribe un cuento letra a letra, sin saber qué es una palabra.",
      en: "A recurrent net of 128 units writes a tale letter by letter, without knowing what a word is.",
    },
    licence: OWN_LICENCE,
    cannot: {
      es: "No entiende lo que escribe: frase a frase suena bien, pero el cuento no va a ninguna parte. Solo conoce los cuentos con los que aprendió, y no responde preguntas.",
      en: "It does not understand what it writes: each sentence sounds right, but the tale leads nowhere. It knows nothing but the tales that it learnt from, and answers no questions.",
    },
    gives: { kind: "text", of: "letters" },
    temperature: 0.6,
    steps,
    experiment: {
      v: 1,
      lab: "char-rnn",
      seed: 1,
      data: { generator: "tales", seed: 1, params: { count: 400, language } },
      params: { layers: [128], batch: 32, epochs: 12 },
    },
  };
}

const learnt = (what: Localized): Localized => ({
  es: `${what.es} compuestas por el propio código del proyecto.`,
  en: `${what.en} made by the project's own code.`,
});

export const texts: readonly Description[] = [
  tales("text-es", "es", {
    title: { es: "Cuentos en español", en: "Tales in Spanish" },
    data: {
      es: "400 cuentos breves en español, compuestos por el propio código del proyecto.",
      en: "400 short tales in Spanish, put together by the project's own code.",
    },
  }),
  tales("text-en", "en", {
    title: { es: "Cuentos en inglés", en: "Tales in English" },
    data: {
      es: "400 cuentos breves en inglés, compuestos por el propio código del proyecto.",
      en: "400 short tales in English, put together by the project's own code.",
    },
  }),
  {
    id: "melodies",
    kind: "text",
    title: { es: "Melodías", en: "Melodies" },
    about: {
      es: "La misma red aprende notación ABC: cada línea es una melodía que se puede tocar.",
      en: "The same net learns ABC notation: each line is a tune that can be played.",
    },
    data: learnt({ es: "1200 melodías en notación ABC,", en: "1,200 tunes in ABC notation," }),
    licence: OWN_LICENCE,
    cannot: {
      es: "Una sola voz, sin acordes. Recuerda pocos compases: no vuelve a un tema. Algún compás queda corto o largo.",
      en: "One voice alone, no chords. It remembers few bars: it never comes back to a theme. Some bars come out too short or too long.",
    },
    gives: { kind: "text", of: "melody" },
    temperature: 0.7,
    steps,
    experiment: {
      v: 1,
      lab: "char-rnn",
      seed: 1,
      data: { generator: "melodies", seed: 1, params: { count: 1200 } },
      params: { content: "melodies", context: 64, batch: 16, epochs: 12 },
    },
  },
  {
    id: "molecules",
    kind: "text",
    title: { es: "Moléculas", en: "Molecules" },
    about: {
      es: "La misma red aprende SMILES: cada línea es una molécula escrita átomo a átomo.",
      en: "The same net learns SMILES: each line is a molecule written atom by atom.",
    },
    data: learnt({ es: "5000 moléculas en notación SMILES,", en: "5,000 molecules in SMILES notation," }),
    licence: OWN_LICENCE,
    cannot: {
      es: "No sabe química: imita la notación. Algunas no son válidas, y nada dice que las demás existan, sean estables o sirvan de algo.",
      en: "It knows no chemistry: it imitates the notation. Some are not valid, and nothing says that the others exist, are stable or are good for anything.",
    },
    gives: { kind: "text", of: "molecules" },
    temperature: 0.7,
    steps,
    experiment: {
      v: 1,
      lab: "char-rnn",
      seed: 1,
      data: { generator: "molecules", seed: 1, params: { count: 5000 } },
      params: { layers: [96], epochs: 8 },
    },
  },
];
