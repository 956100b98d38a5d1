import type { Field, Fields, ParamsOf } from "../../../experiment/fields.ts";
import type { HmmParams } from "./fields.ts";

const inSound = { field: "application", is: ["sound"] } as const;
const inIslands = { field: "application", is: ["islands"] } as const;
const inTags = { field: "application", is: ["tags"] } as const;

/** What the data are: it decides which models are made of them. */
export const applicationField = {
  application: {
    kind: "choice",
    label: { es: "Los datos son", en: "The data are" },
    help: {
      es: "Una serie cualquiera; sonido con vocales, que se reconocen y se dicen; ADN con islas CpG; o palabras con su etiqueta.",
      en: "Any series; sound with vowels, to be recognised and said; DNA with CpG islands; or words with their tags.",
    },
    options: [
      { value: "series", label: { es: "Una serie", en: "A series" } },
      { value: "sound", label: { es: "Vocales habladas", en: "Spoken vowels" } },
      { value: "islands", label: { es: "ADN", en: "DNA" } },
      { value: "tags", label: { es: "Palabras", en: "Words" } },
    ],
    default: "series",
    omitDefault: true,
  },
} as const satisfies Fields;

export const applicationFields = {
  vowels: {
    kind: "choice",
    label: { es: "Vocales", en: "Vowels" },
    help: {
      es: "Las cinco del español, o siete del inglés. Deben ser las de la grabación.",
      en: "The five of Spanish, or seven of English. They must be those of the recording.",
    },
    options: [
      { value: "es", label: { es: "Del español", en: "Spanish" } },
      { value: "en", label: { es: "Del inglés", en: "English" } },
    ],
    default: "es",
    when: inSound,
  },
  voices: {
    kind: "integer",
    label: { es: "Voces de entrenamiento", en: "Training voices" },
    help: {
      es: "Voces sintéticas de las que se aprende; ninguna es de las que después se oyen.",
      en: "Synthetic voices to learn from; none is among those that are heard afterwards.",
    },
    min: 1,
    max: 40,
    default: 12,
    when: inSound,
  },
  noise: {
    kind: "number",
    label: { es: "Ruido al aprender", en: "Noise while learning" },
    help: {
      es: "Ruido de la sala en que hablan las voces de entrenamiento, comparado con ellas. Conviene que se parezca al de la grabación.",
      en: "Noise of the room in which the training voices speak, relative to them. It had better be like that of the recording.",
    },
    min: 0,
    max: 1,
    default: 0.02,
    step: 0.01,
    when: inSound,
  },
  rounds: {
    kind: "integer",
    label: { es: "Iteraciones", en: "Iterations" },
    help: {
      es: "De Baum–Welch, por vocal.",
      en: "Of Baum–Welch, per vowel.",
    },
    min: 1,
    max: 50,
    default: 8,
    when: inSound,
    advanced: true,
  },
  island: {
    kind: "integer",
    label: { es: "Longitud de una isla", en: "Length of an island" },
    help: {
      es: "La media que el modelo supone, en bases: cuanto más larga, menos se fía de islas cortas.",
      en: "The mean that the model assumes, in bases: the longer, the less it trusts short islands.",
    },
    min: 5,
    max: 5000,
    default: 300,
    scale: "log",
    when: inIslands,
  },
  sea: {
    kind: "integer",
    label: { es: "Longitud entre islas", en: "Length between islands" },
    help: {
      es: "La media que el modelo supone, en bases.",
      en: "The mean that the model assumes, in bases.",
    },
    min: 5,
    max: 50_000,
    default: 900,
    scale: "log",
    when: inIslands,
  },
  learn: {
    kind: "boolean",
    label: { es: "Aprender las tablas", en: "Learn the tables" },
    help: {
      es: "Baum–Welch desde las tablas publicadas, con la propia secuencia; sin marcar, se usan tal cual.",
      en: "Baum–Welch from the published tables on, with the sequence itself; when off, they are used as they are.",
    },
    default: false,
    when: inIslands,
  },
  passes: {
    kind: "integer",
    label: { es: "Iteraciones", en: "Iterations" },
    help: { es: "De Baum–Welch.", en: "Of Baum–Welch." },
    min: 1,
    max: 500,
    default: 30,
    scale: "log",
    when: { field: "learn", is: [true] },
  },
  smoothing: {
    kind: "number",
    label: { es: "Suavizado", en: "Smoothing" },
    help: {
      es: "Lo que se suma a cada recuento (Laplace): así, lo que no se ha visto no es imposible.",
      en: "What is added to every count (Laplace): so what was not seen is not impossible.",
    },
    min: 0.001,
    max: 10,
    default: 0.1,
    scale: "log",
    when: inTags,
  },
  held: {
    kind: "number",
    label: { es: "Parte apartada", en: "Share kept apart" },
    help: {
      es: "De las palabras: las frases finales no se aprenden, y con ellas se mide el acierto.",
      en: "Of the words: the last sentences are not learnt from, and accuracy is measured on them.",
    },
    min: 0.05,
    max: 0.9,
    default: 0.25,
    step: 0.05,
    when: inTags,
  },
  drawn: {
    kind: "integer",
    label: { es: "Muestras del modelo", en: "Samples of the model" },
    help: {
      es: "Frases que inventa, o líneas de 60 bases de un ADN nuevo.",
      en: "Sentences that it invents, or lines of 60 bases of a new DNA.",
    },
    min: 1,
    max: 100,
    default: 5,
    when: { field: "application", is: ["islands", "tags"] },
    advanced: true,
  },
} as const satisfies Fields;

type InSeries<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends { readonly when: object }
    ? F[K]
    : F[K] & { readonly when: NonNullable<Field["when"]> };
};

/** Fields of a series alone: those that depend on no other now depend on the data being one. */
export function inSeries<const F extends Fields>(fields: F): InSeries<F> {
  const when = { field: "application", is: ["series"] };
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.when ? field : { ...field, when }]),
  ) as InSeries<F>;
}

/** Then all fields of a series are there. */
export function isSeries(params: {
  readonly application: string;
}): params is { readonly application: "series" } & HmmParams {
  return params.application === "series";
}

export type ApplicationParams = ParamsOf<typeof applicationField & typeof applicationFields>;
