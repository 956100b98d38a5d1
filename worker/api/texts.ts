/** Addresses that go on with texts: /api/x/:id/text, and /api/sample with a body. */
import * as v from "valibot";
import { limits } from "../../shared/experiment/limits.ts";
import { cards } from "../../shared/gallery/index.ts";
import { LONGEST_PIECE } from "../../shared/quant/text/index.ts";
import { textAnswerSchema, textQuestionSchema } from "../inference/text.ts";
import type { Limit, Operation, Reply } from "./describe.ts";
import { said } from "./json-schema.ts";
import { linkPath, linkRefusals } from "./links.ts";

const textsWork: readonly Limit[] = [
  {
    about: {
      en: "Characters of an answer. The next request goes on where it ended.",
      es: "Caracteres por respuesta. La siguiente petición continúa donde acabó.",
    },
    value: LONGEST_PIECE,
    unit: "characters",
  },
  {
    about: {
      en: "Multiply-adds of a request: those of a character (model.multiplyAdds) times what is read and written. Where so many would cost more, fewer characters are written.",
      es: "Multiplicaciones y sumas por petición: las de un carácter (model.multiplyAdds) por lo que se lee y se escribe. Si costaran más, se escriben menos caracteres.",
    },
    value: limits.inference.multiplyAdds,
    unit: "multiply-adds",
  },
  { about: { en: "Body.", es: "Cuerpo." }, value: limits.inference.bytes, unit: "bytes" },
];

const bodyRefusals = {
  400: ["not-json", "truncated", "wrong-type", "unknown-key", "out-of-range", "unknown-sign", "unfit-written"],
  413: ["too-large"],
  415: ["unsupported-type", "encoded-body"],
} as const;

const textWritten: Reply = {
  about: {
    en: "What it wrote, with the probability of each character.",
    es: "Lo que ha escrito, con la probabilidad de cada carácter.",
  },
  media: {
    "application/json": textAnswerSchema,
    "text/event-stream": {
      en: 'Server-sent events: "piece" with the members of TextAnswer, again and again; at last "end" with {"next"}. A stream that was cut goes on by asking again with what came behind written.',
      es: "Eventos del servidor: «piece» con los miembros de TextAnswer, una y otra vez; al final, «end» con {«next»}. Si el flujo se corta, se pregunta otra vez con lo recibido detrás de written.",
    },
  },
};

export const textOperation: Operation = {
  id: "text",
  group: "models",
  title: { en: "Go on with a text", es: "Continuar un texto" },
  about: {
    en: "The published net writes behind your text, character by character, in integers: the same seed gives the same characters here and in the page, wherever the text is cut. Nothing is kept: each request brings the text.",
    es: "La red publicada escribe detrás de tu texto, carácter a carácter, en enteros: la misma semilla da los mismos caracteres aquí y en la página, se corte donde se corte. No se guarda nada: cada petición trae el texto.",
  },
  path: linkPath,
  body: { "application/json": textQuestionSchema },
  example: { prefix: "", written: "", seed: 1, temperature: 0.8, length: 64 },
  replies: { 200: textWritten },
  errors: {
    ...linkRefusals,
    ...bodyRefusals,
    404: ["unknown-link", "no-model", "writes-no-texts"],
  },
  limits: textsWork,
  tryable: true,
};

const writers = cards.filter(({ kind }) => kind === "text").map(({ id }) => id);

export const galleryTextQuery = {
  model: said(
    v.optional(v.picklist(cards.map(({ id }) => id)), writers[0]),
    `Which of the models that write: ${writers.join(", ")}.`,
    `Cuál de los modelos que escriben: ${writers.join(", ")}.`,
  ),
};

export const galleryTextOperation: Operation = {
  id: "galleryText",
  group: "models",
  title: { en: "Go on with a text from the gallery", es: "Continuar un texto con la galería" },
  about: {
    en: "A model of the gallery writes behind your text, as a published one does: the same characters as GET gives for its first text of this seed.",
    es: "Un modelo de la galería escribe detrás de tu texto, como uno publicado: los mismos caracteres que da GET en su primer texto con esa semilla.",
  },
  query: galleryTextQuery,
  body: { "application/json": textQuestionSchema },
  example: { prefix: "", written: "", seed: 1, temperature: 0.8, length: 64 },
  replies: { 200: textWritten },
  errors: { ...bodyRefusals, 400: [...bodyRefusals[400], "not-an-option"], 404: ["writes-no-texts"] },
  limits: textsWork,
  tryable: true,
};
