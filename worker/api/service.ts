/** Addresses of blobs and of the edge itself: /b, /api/health, /api/openapi.json. */
import * as v from "valibot";
import type { Operation } from "./describe.ts";
import { said } from "./json-schema.ts";

const octets = { en: "The bytes, whatever they are.", es: "Los bytes, sean lo que sean." };

export const blobOperation: Operation = {
  id: "blob",
  group: "blobs",
  title: { en: "Read a blob", es: "Leer un blob" },
  about: {
    en: "Arrays, weights, data or graph of a link, by the SHA-256 of the bytes. They never change, but they may go: a reader keeps them and asks before each use (ETag).",
    es: "Arrays, pesos, datos o grafo de un enlace, por el SHA-256 de los bytes. Nunca cambian, pero pueden desaparecer: quien los guarda pregunta antes de cada uso (ETag).",
  },
  path: {
    sha256: said(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), "SHA-256 in hexadecimal.", "SHA-256 en hexadecimal."),
  },
  headers: {
    Range: said(v.exactOptional(v.string()), "A part of the bytes: bytes=0-99.", "Una parte de los bytes: bytes=0-99."),
  },
  replies: {
    200: { about: { en: "All of it.", es: "Todo." }, media: { "application/octet-stream": octets } },
    206: {
      about: { en: "The part that was asked for.", es: "La parte pedida." },
      media: { "application/octet-stream": octets },
    },
    304: { about: { en: "The reader has these bytes.", es: "Quien pregunta ya tiene estos bytes." } },
  },
  errors: {
    404: ["unknown-blob"],
    410: ["deleted"],
    416: ["unfit-range"],
    502: ["corrupt-blob"],
    503: ["index-unavailable", "store-unavailable"],
  },
  tryable: true,
};

const health = v.strictObject({ ok: v.boolean(), index: v.boolean(), store: v.boolean() });

export const healthOperation: Operation = {
  id: "health",
  group: "service",
  title: { en: "Whether all answers", es: "Si todo responde" },
  about: { en: "Asks the index and the store.", es: "Pregunta al índice y al almacén." },
  replies: {
    200: { about: { en: "Both answer.", es: "Responden los dos." }, media: { "application/json": health } },
    503: {
      about: { en: "One of them does not.", es: "Uno de ellos no responde." },
      media: { "application/json": health },
    },
  },
  errors: {},
  tryable: true,
};

export const documentOperation: Operation = {
  id: "openapi",
  group: "service",
  title: { en: "This description", es: "Esta descripción" },
  about: {
    en: "All of this as OpenAPI 3.1, made from the schemas by which the addresses read and answer.",
    es: "Todo esto como OpenAPI 3.1, hecho a partir de los esquemas con los que las direcciones leen y responden.",
  },
  replies: {
    200: {
      about: { en: "OpenAPI 3.1.", es: "OpenAPI 3.1." },
      media: { "application/json": v.looseObject({ openapi: v.string(), paths: v.record(v.string(), v.any()) }) },
    },
  },
  errors: {},
  tryable: true,
};
