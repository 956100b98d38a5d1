/** Addresses of the gallery of trained models: /api/models and /api/sample. */
import * as v from "valibot";
import { limits } from "../../shared/experiment/limits.ts";
import { cards, HOTTEST, MOST_SAMPLES } from "../../shared/gallery/index.ts";
import { formatSchema } from "../inference/format.ts";
import { decimal, whole } from "../query.ts";
import type { Operation } from "./describe.ts";
import { named, said } from "./json-schema.ts";

const ids = cards.map(({ id }) => id);
const most = Math.max(...cards.map(({ steps }) => steps?.most ?? 1));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const localized = v.strictObject({ es: v.string(), en: v.string() });
const gives = v.union([
  v.strictObject({
    kind: v.literal("pictures"),
    height: count,
    width: count,
    channels: v.picklist([1, 3]),
  }),
  v.strictObject({
    kind: v.literal("points"),
    reach: said(v.number(), "They lie within ± this.", "Quedan dentro de ± esto."),
  }),
  v.strictObject({ kind: v.literal("text"), of: v.picklist(["letters", "melody", "molecules"]) }),
]);

const card = named(
  "GalleryCard",
  v.strictObject({
    id: v.picklist(ids),
    kind: said(
      v.picklist(["decoder", "rbm", "diffusion", "text"]),
      "decoder: normal numbers through a net; rbm: Gibbs sampling; diffusion: noise, cleaned step by step; text: character by character.",
      "decoder: números normales por una red; rbm: muestreo de Gibbs; diffusion: ruido que se limpia paso a paso; text: carácter a carácter.",
    ),
    title: localized,
    about: localized,
    data: said(localized, "What it has learnt from.", "De qué ha aprendido."),
    licence: v.string(),
    cannot: localized,
    gives,
    temperature: said(v.number(), "Where nothing else is said.", "Si no se dice otra."),
    latent: v.exactOptional(said(count, "Numbers of a code.", "Números de un código.")),
    steps: v.exactOptional(v.strictObject({ usual: count, most: count })),
    experiment: said(
      v.looseObject({ lab: v.string(), seed: v.number() }),
      "The run that trains it.",
      "La ejecución que lo entrena.",
    ),
    bytes: count,
    sha256: v.string(),
    digest: said(v.string(), "Of that run.", "De esa ejecución."),
    parameters: count,
    multiplyAdds: said(
      count,
      "Of one pass: a picture, a sweep, a step, a character.",
      "De una pasada: una imagen, un barrido, un paso, un carácter.",
    ),
    begin: v.exactOptional(
      said(
        count,
        "Characters that a text model reads before any text; 1 where it is left out.",
        "Caracteres que un modelo de textos lee antes de cualquier texto; 1 si no se dice.",
      ),
    ),
    seconds: said(
      count,
      "Of processors, as training was measured when the file was made.",
      "De procesador, según se midió el entrenamiento al hacer el archivo.",
    ),
  }),
);

export const modelsOperation: Operation = {
  id: "models",
  group: "models",
  title: { en: "List the gallery", es: "Ver la galería" },
  about: {
    en: "The trained models that come with the site: what each has learnt, from what, and what it cannot do.",
    es: "Los modelos entrenados que trae el sitio: qué ha aprendido cada uno, de qué, y qué no sabe hacer.",
  },
  replies: {
    200: {
      about: { en: "One card for each.", es: "Una ficha de cada uno." },
      media: { "application/json": v.strictObject({ models: v.array(card) }) },
    },
  },
  errors: {},
  tryable: true,
};

export const gallerySampleQuery = {
  model: said(v.optional(v.picklist(ids), ids[0]), "Which of the models.", "Cuál de los modelos."),
  seed: said(
    v.optional(whole(0, Number.MAX_SAFE_INTEGER), "0"),
    "The same seed gives the same bytes, here, on the page and in the terminal.",
    "La misma semilla da los mismos bytes, aquí, en la página y en la terminal.",
  ),
  n: said(
    v.optional(whole(1, MOST_SAMPLES), "1"),
    "How many samples. The first ones do not depend on it.",
    "Cuántas muestras. Las primeras no dependen de ello.",
  ),
  temperature: said(
    v.optional(decimal(0, HOTTEST)),
    "1 is what was learnt; less keeps to what is typical, more is odder. The card's where it is left out.",
    "Con 1, lo aprendido; menos se queda en lo típico y más da cosas más raras. Si falta, la de la ficha.",
  ),
  steps: said(
    v.optional(whole(1, most)),
    "Sweeps of a machine, steps of diffusion, characters of a text. The card's where it is left out.",
    "Barridos de una máquina, pasos de difusión, caracteres de un texto. Si falta, los de la ficha.",
  ),
  latent: said(
    v.optional(v.string(), ""),
    "Of decoders: numbers of the code between commas, such as 0.5,-1,,2; those left out are drawn.",
    "De los decodificadores: números del código entre comas, como 0.5,-1,,2; los que faltan salen al azar.",
  ),
  prefix: said(v.optional(v.string(), ""), "Of texts: what they begin with.", "De los textos: con qué empiezan."),
  format: said(
    v.optional(formatSchema),
    "Form of the answer; it goes before the header Accept.",
    "Forma de la respuesta; prevalece sobre la cabecera Accept.",
  ),
};

const common = {
  model: v.string(),
  seed: v.pipe(v.number(), v.integer()),
  n: v.pipe(v.number(), v.integer()),
  temperature: v.number(),
  steps: v.exactOptional(count),
};
const rows = v.array(v.array(v.number()));
const sampleSchema = named(
  "GallerySample",
  v.union([
    v.strictObject({
      ...common,
      kind: v.picklist(["pictures", "points"]),
      rows: said(
        rows,
        "Of pictures bytes from 0 to 255, row by row from the top; of points two numbers.",
        "De las imágenes, bytes de 0 a 255, fila a fila desde arriba; de los puntos, dos números.",
      ),
      shape: v.array(count),
    }),
    v.strictObject({ ...common, kind: v.literal("text"), texts: v.array(v.string()) }),
  ]),
);

export const gallerySampleOperation: Operation = {
  id: "gallerySample",
  group: "models",
  title: { en: "Draw from the gallery", es: "Sacar muestras de la galería" },
  about: {
    en: "Samples of a trained model, computed in integers: the bytes are those of the page. An <img> may have this address.",
    es: "Muestras de un modelo entrenado, calculadas con enteros: los bytes son los de la página. Un <img> puede tener esta dirección.",
  },
  query: gallerySampleQuery,
  replies: {
    200: {
      about: { en: "Samples.", es: "Muestras." },
      media: {
        "application/json": sampleSchema,
        "image/png": {
          en: "The pictures, in a grid where there are several; points as dots.",
          es: "Las imágenes, en una cuadrícula si son varias; los puntos, dibujados.",
        },
        "application/octet-stream": {
          en: "Pictures in bytes from 0 to 255, points in little-endian float64, texts in UTF-8 with a line feed behind each.",
          es: "Imágenes en bytes de 0 a 255, puntos en float64 little-endian, textos en UTF-8 con un salto de línea tras cada uno.",
        },
      },
      headers: {
        ETag: {
          en: "Name of these bytes: with If-None-Match the answer is a 304 without them.",
          es: "Nombre de estos bytes: con If-None-Match la respuesta es un 304 sin ellos.",
        },
      },
    },
    304: { about: { en: "The reader has these bytes.", es: "Quien pregunta ya tiene estos bytes." } },
  },
  errors: {
    400: [
      "out-of-range",
      "not-an-option",
      "too-many-rows",
      "too-many-items",
      "not-numbers",
      "not-a-picture",
      "text-too-long",
      "unknown-sign",
    ],
  },
  limits: [
    {
      about: {
        en: "Multiply-adds of a request: those of a pass (multiplyAdds of the card) times passes and samples. Known before anything runs.",
        es: "Multiplicaciones y sumas por petición: las de una pasada (multiplyAdds de la ficha) por pasadas y muestras. Se sabe antes de calcular nada.",
      },
      value: limits.inference.multiplyAdds,
      unit: "multiply-adds",
    },
    { about: { en: "Samples of a request.", es: "Muestras por petición." }, value: MOST_SAMPLES, unit: "rows" },
  ],
  tryable: true,
};
