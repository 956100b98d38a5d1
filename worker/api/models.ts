/** Addresses that ask published models: /api/x/:id/infer and /api/x/:id/sample. */
import * as v from "valibot";
import { limits } from "../../shared/experiment/limits.ts";
import { formatSchema } from "../inference/format.ts";
import { classNames, operations } from "../inference/model.ts";
import { questionSchema } from "../inference/question.ts";
import { whole } from "../query.ts";
import type { Limit, Operation, Reply } from "./describe.ts";
import { named, said } from "./json-schema.ts";
import { linkPath, linkRefusals } from "./links.ts";

const format = said(
  v.optional(formatSchema),
  "Form of the answer; it goes before the header Accept.",
  "Forma de la respuesta; prevalece sobre la cabecera Accept.",
);
const width = said(
  v.optional(whole(1, 8192)),
  "Pixels of a picture's line; without it a picture is square.",
  "Píxeles de una línea de la imagen; sin ella, la imagen es cuadrada.",
);

export const inferQuery = {
  op: said(
    v.optional(v.string(), ""),
    "The operation, where the body is bytes.",
    "La operación, cuando el cuerpo son bytes.",
  ),
  format,
  width,
};

export const sampleQuery = {
  seed: said(
    v.optional(whole(0, Number.MAX_SAFE_INTEGER), "0"),
    "The same seed gives the same bytes, for ever.",
    "La misma semilla da siempre los mismos bytes.",
  ),
  n: said(
    v.optional(whole(1, limits.inference.batch), "1"),
    "How many samples. The first ones do not depend on it.",
    "Cuántas muestras. Las primeras no dependen de ello.",
  ),
  format,
  width,
};

const rows = v.array(v.array(v.number()));
const range = said(
  v.strictObject({ low: v.number(), high: v.number() }),
  "What the bytes 0 and 255 of a picture stand for.",
  "Lo que representan los bytes 0 y 255 de una imagen.",
);
const pictures = said(rows, "Pictures, in bytes from 0 to 255.", "Imágenes, en bytes de 0 a 255.");

const answerSchema = named(
  "Answer",
  v.strictObject({
    op: v.picklist(operations),
    width: said(v.pipe(v.number(), v.integer()), "Numbers per row.", "Números por fila."),
    rows: said(
      rows,
      "Of an autoencoder codes as numbers, pictures in bytes from 0 to 255; of other nets numbers.",
      "De un autocodificador, códigos como números e imágenes en bytes de 0 a 255; de otras redes, números.",
    ),
    classes: v.exactOptional(classNames),
    range,
  }),
);

const sampleSchema = named(
  "Sample",
  v.strictObject({
    seed: v.pipe(v.number(), v.integer()),
    n: v.pipe(v.number(), v.integer()),
    codes: said(rows, "The codes that were drawn.", "Los códigos que se sacaron al azar."),
    rows: pictures,
    range,
  }),
);

const png = {
  en: "The pictures, in a grid where there are several.",
  es: "Las imágenes, en una cuadrícula si son varias.",
};
const bytes = {
  en: "Row after row: pictures of autoencoders in bytes from 0 to 255, all else in little-endian float64.",
  es: "Fila tras fila: imágenes de autocodificadores en bytes de 0 a 255; lo demás, en float64 little-endian.",
};

const work: readonly Limit[] = [
  {
    about: {
      en: "Multiply-adds of a request: those of a row (model.multiplyAdds) times the rows. Known before anything runs.",
      es: "Multiplicaciones y sumas por petición: las de una fila (model.multiplyAdds) por las filas. Se sabe antes de calcular nada.",
    },
    value: limits.inference.multiplyAdds,
    unit: "multiply-adds",
  },
  { about: { en: "Rows of a request.", es: "Filas por petición." }, value: limits.inference.batch, unit: "rows" },
  {
    about: { en: "Numbers of an answer.", es: "Números por respuesta." },
    value: limits.inference.numbers,
    unit: "numbers",
  },
];

export const inferOperation: Operation = {
  id: "infer",
  group: "models",
  title: { en: "Ask a published model", es: "Preguntar a un modelo publicado" },
  about: {
    en: "Runs rows of yours through the published net in integers: the bytes are those that the page computes.",
    es: "Pasa tus filas por la red publicada, en enteros: los bytes son los mismos que calcula la página.",
  },
  path: linkPath,
  query: inferQuery,
  body: {
    "application/json": questionSchema,
    "application/octet-stream": {
      en: "Rows of little-endian float32, one after another; the address says op.",
      es: "Filas de float32 little-endian, una tras otra; la dirección dice op.",
    },
  },
  example: { op: "decode", rows: [[0, 0, 0, 0]] },
  replies: {
    200: {
      about: { en: "The answer's rows.", es: "Las filas de la respuesta." },
      media: { "application/json": answerSchema, "image/png": png, "application/octet-stream": bytes },
    },
  },
  errors: {
    ...linkRefusals,
    400: [
      "invalid-body",
      "not-json",
      "truncated",
      "ragged-row",
      "wrong-width",
      "wrong-length",
      "too-many-rows",
      "answer-too-large",
      "not-finite-input",
      "not-a-picture",
      "not-an-option",
      "out-of-range",
    ],
    404: ["unknown-link", "no-model", "writes-texts"],
    413: ["too-large"],
    415: ["unsupported-type", "encoded-body"],
  },
  limits: [
    ...work,
    {
      about: { en: "Rows of an answer as JSON.", es: "Filas de una respuesta en JSON." },
      value: limits.inference.json,
      unit: "bytes",
    },
    { about: { en: "Body.", es: "Cuerpo." }, value: limits.inference.bytes, unit: "bytes" },
  ],
  tryable: true,
};

const sampled: Reply = {
  about: { en: "Samples.", es: "Muestras." },
  media: { "application/json": sampleSchema, "image/png": png, "application/octet-stream": bytes },
  headers: {
    ETag: {
      en: "Name of these bytes: with If-None-Match the answer is a 304 without them.",
      es: "Nombre de estos bytes: con If-None-Match la respuesta es un 304 sin ellos.",
    },
  },
};

export const sampleOperation: Operation = {
  id: "sample",
  group: "models",
  title: { en: "Draw samples", es: "Sacar muestras" },
  about: {
    en: "Draws codes from the Gaussian fitted to the training codes and decodes them. An <img> may have this address.",
    es: "Saca códigos de la gaussiana ajustada a los códigos de entrenamiento y los decodifica. Un <img> puede tener esta dirección.",
  },
  path: linkPath,
  query: sampleQuery,
  replies: {
    200: sampled,
    304: { about: { en: "The reader has these bytes.", es: "Quien pregunta ya tiene estos bytes." } },
  },
  errors: {
    ...linkRefusals,
    400: ["out-of-range", "not-an-option", "too-many-rows", "not-a-picture"],
    404: ["unknown-link", "no-model", "no-samples", "writes-texts"],
  },
  limits: work,
  tryable: true,
};
