import type { Group } from "./document.ts";

export const words = {
  title: { es: "API", en: "API" },
  description: { es: "Descripción completa (OpenAPI 3.1)", en: "Complete description (OpenAPI 3.1)" },
  contents: { es: "Direcciones", en: "Addresses" },
  lost: { es: "No se ha podido leer la descripción de la API.", en: "The description of the API could not be read." },
  again: { es: "Volver a intentarlo", en: "Try again" },
  linkLabel: { es: "Enlace con el que probar", en: "Link to try with" },
  linkHelp: {
    es: "Pega la dirección de un enlace publicado, o elige uno de los tuyos.",
    en: "Paste the address of a published link, or choose one of yours.",
  },
  mine: { es: "Mis enlaces", en: "My links" },
  choose: { es: "Elegir…", en: "Choose…" },
  look: { es: "Buscar", en: "Look up" },
  looking: { es: "Buscando…", en: "Looking up…" },
  noneYet: {
    es: "Aún no hay enlace. Ejecuta un autocodificador, publícalo con «Compartir» y vuelve aquí:",
    en: "No link yet. Run an autoencoder, publish it with “Share” and come back here:",
  },
  openLab: { es: "abrir el autocodificador", en: "open the autoencoder" },
  hasModel: {
    es: "Modelo de {parameters} parámetros, {multiplyAdds} multiplicaciones y sumas por fila: hasta {rows} filas por petición.",
    en: "A model of {parameters} parameters, {multiplyAdds} multiply-adds per row: up to {rows} rows per request.",
  },
  noModel: {
    es: "Se publicó sin un modelo al que preguntar.",
    en: "It was published without a model that can be asked.",
  },
  parameters: { es: "Parámetros", en: "Parameters" },
  meaning: { es: "Qué es", en: "What it is" },
  required: { es: "obligatorio", en: "required" },
  byDefault: { es: "por omisión {value}", en: "default {value}" },
  body: { es: "Cuerpo", en: "Body" },
  replies: { es: "Respuestas", en: "Answers" },
  refusals: { es: "Rechazos ({count})", en: "Refusals ({count})" },
  status: { es: "Estado", en: "Status" },
  code: { es: "Código", en: "Code" },
  limits: { es: "Límites", en: "Limits" },
  shapes: { es: "Formas", en: "Shapes" },
  shapesAbout: {
    es: "Los objetos que las direcciones toman y dan. Lo que lleva «?» puede faltar.",
    en: "The objects that the addresses take and give. What has a “?” may be absent.",
  },
  tryIt: { es: "Probar", en: "Try it" },
  notTried: {
    es: "Escribe en el servidor: aquí no se prueba. Se hace desde la página, con «Compartir» y en «Mis enlaces».",
    en: "It writes on the server, so it is not tried here. The page does it, with “Share” and in “My links”.",
  },
  example: { es: "Ejemplo:", en: "Example:" },
  send: { es: "Enviar", en: "Send" },
  sending: { es: "Enviando…", en: "Sending…" },
  unsent: {
    es: "No se puede llegar al servidor. Comprueba la conexión y vuelve a intentarlo.",
    en: "The server cannot be reached. Check the connection and try again.",
  },
  asCurl: { es: "En la terminal", en: "In a terminal" },
  answered: { es: "{status} · {time} · {bytes}", en: "{status} · {time} · {bytes}" },
  answerHeaders: { es: "Cabeceras", en: "Headers" },
  picture: { es: "La imagen de la respuesta", en: "The picture of the answer" },
  cut: { es: "… y {more} más", en: "… and {more} more" },
  likeliest: { es: "Fila {row}: clase {name} ({odds})", en: "Row {row}: class {name} ({odds})" },
  empty: { es: "Sin cuerpo.", en: "No body." },
} as const;

export const groupNames: Readonly<Record<Group, { readonly es: string; readonly en: string }>> = {
  models: { es: "Modelos publicados", en: "Published models" },
  links: { es: "Enlaces", en: "Links" },
  blobs: { es: "Blobs", en: "Blobs" },
  service: { es: "Servicio", en: "Service" },
};

export const places = {
  path: { es: "dirección", en: "address" },
  query: { es: "consulta", en: "query" },
  header: { es: "cabecera", en: "header" },
} as const;

/** Of limits, by their unit in the description; bytes are written as sizes. */
export const units = {
  rows: { es: "{value} filas", en: "{value} rows" },
  numbers: { es: "{value} números", en: "{value} numbers" },
  "multiply-adds": { es: "{value} multiplicaciones y sumas", en: "{value} multiply-adds" },
  links: { es: "{value} enlaces", en: "{value} links" },
  days: { es: "{value} días", en: "{value} days" },
  characters: { es: "{value} caracteres", en: "{value} characters" },
  pixels: { es: "{value} píxeles", en: "{value} pixels" },
} as const;
