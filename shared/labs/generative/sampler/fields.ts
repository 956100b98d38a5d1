import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { HOTTEST, MOST_SAMPLES } from "../../../gallery/asked.ts";
import { cards } from "../../../gallery/cards.ts";

const inSteps = cards.filter(({ steps }) => steps !== undefined);

export const samplerFields = {
  model: {
    kind: "choice",
    label: { es: "Modelo", en: "Model" },
    help: {
      es: "Cuál de los modelos entrenados dibuja o escribe.",
      en: "Which of the trained models draws or writes.",
    },
    options: cards.map(({ id, title }) => ({ value: id, label: title })),
    default: cards[0].id,
  },
  count: {
    kind: "integer",
    label: { es: "Muestras", en: "Samples" },
    help: {
      es: "Cuántas muestras se sacan. Cada una depende solo de la semilla y de su número de orden.",
      en: "How many samples are drawn. Each depends on the seed and on its own number alone.",
    },
    min: 1,
    max: MOST_SAMPLES,
    default: 16,
  },
  temperature: {
    kind: "number",
    label: { es: "Temperatura", en: "Temperature" },
    help: {
      es: "1 es lo aprendido; menos da muestras más típicas y parecidas entre sí, y más las hace raras.",
      en: "1 is what was learnt; less gives samples that are more typical and more alike, more makes them odd.",
    },
    min: 0,
    max: HOTTEST,
    default: 1,
    step: 0.05,
  },
  steps: {
    kind: "integer",
    label: { es: "Pasos", en: "Steps" },
    help: {
      es: "Pasadas de la máquina, pasos de la difusión o caracteres del texto; 0: los habituales del modelo.",
      en: "Sweeps of the machine, steps of the diffusion or characters of the text; 0: as many as the model usually takes.",
    },
    min: 0,
    max: Math.max(1, ...inSteps.map(({ steps }) => steps?.most ?? 1)),
    default: 0,
    offered: [{ field: "model", is: inSteps.map(({ id }) => id) }],
  },
  latent: {
    kind: "text",
    label: { es: "Números ocultos", en: "Hidden numbers" },
    help: {
      es: "Números del código, entre comas: 0.5,-1,,2. Valen para todas las muestras; los que faltan salen al azar.",
      en: "Numbers of the code between commas: 0.5,-1,,2. They hold for all samples; those left out are drawn.",
    },
    maxLength: 400,
    default: "",
    omitDefault: true,
    offered: [{ field: "model", is: cards.filter(({ latent }) => latent !== undefined).map(({ id }) => id) }],
  },
  prefix: {
    kind: "text",
    label: { es: "Empieza así", en: "Begins like this" },
    help: {
      es: "Con qué empieza el texto, antes de que escriba el modelo.",
      en: "What the text begins with, before the model writes.",
    },
    maxLength: 200,
    default: "",
    offered: [{ field: "model", is: cards.filter(({ kind }) => kind === "text").map(({ id }) => id) }],
  },
} as const satisfies Fields;

export type SamplerParams = ParamsOf<typeof samplerFields>;
