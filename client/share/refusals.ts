/** Why a trained net is not published as a model. */
export const unfit = {
  layers: {
    es: "la red tiene una capa sin versión en enteros",
    en: "the net has a layer without a form in integers",
  },
  "not-finite": { es: "tiene pesos que no son finitos", en: "it has weights that are not finite" },
  size: { es: "es demasiado grande para el servidor", en: "it is too large for the server" },
  sums: {
    es: "una capa tiene tantas entradas que sus sumas no caben en los enteros",
    en: "a layer has so many inputs that their sums do not fit in the integers",
  },
  inputs: {
    es: "sus entradas no son las columnas de los datos",
    en: "its inputs are not the columns of the data",
  },
  signs: {
    es: "su alfabeto tiene caracteres de control o de dirección: quítalos del texto",
    en: "its alphabet has control or direction characters: remove them from the text",
  },
} as const;

/** What the edge refuses, by code. */
export const edgeMessages: Readonly<Record<string, { readonly es: string; readonly en: string }>> = {
  offline: {
    es: "No se puede llegar al servidor. Comprueba la conexión y vuelve a intentarlo.",
    en: "The server cannot be reached. Check the connection and try again.",
  },
  "index-unavailable": {
    es: "El servidor no responde ahora. Vuelve a intentarlo dentro de un momento; no se ha publicado nada a medias.",
    en: "The server is not answering. Try again in a moment; nothing was left half published.",
  },
  "store-unavailable": {
    es: "El servidor no puede guardar ahora. Vuelve a intentarlo dentro de un momento; no se ha publicado nada a medias.",
    en: "The server cannot store anything right now. Try again in a moment; nothing was left half published.",
  },
  "corrupt-blob": {
    es: "El servidor tiene dañado este resultado, así que no se muestra.",
    en: "The server's copy of this result is damaged, so it is not shown.",
  },
  "too-large": {
    es: "Es demasiado grande para publicarlo. Sin los datos, o con un experimento más corto, ocupará menos.",
    en: "It is too large to publish. Leave out the data, or shorten the experiment.",
  },
  banned: {
    es: "Este contenido se retiró y no se puede volver a publicar.",
    en: "This content was taken down and cannot be published again.",
  },
  "quota-reached": {
    es: "Se ha publicado demasiado en poco tiempo. Vuelve a intentarlo dentro de {minutes} {minutes:minuto|minutos}, o guarda el resultado en un archivo.",
    en: "Too much was published in a short time. Try again in {minutes} {minutes:minute|minutes}, or save the result as a file.",
  },
  "same-too-often": {
    es: "Se han sumado demasiadas confirmaciones en poco tiempo. Vuelve a intentarlo dentro de {minutes} {minutes:minuto|minutos}.",
    en: "Too many confirmations were counted in a short time. Try again in {minutes} {minutes:minute|minutes}.",
  },
  "storage-full": {
    es: "El servidor no tiene sitio para más publicaciones. Guarda el resultado en un archivo.",
    en: "The server has no room for more publications. Save the result as a file.",
  },
  "wrong-token": {
    es: "La clave para borrar no es la de este enlace.",
    en: "The delete key does not belong to this link.",
  },
  "unknown-link": { es: "El enlace no existe.", en: "The link does not exist." },
  deleted: { es: "El enlace se ha borrado.", en: "The link was deleted." },
  expired: {
    es: "El enlace ha caducado: nadie lo abrió durante un año.",
    en: "The link has expired: no one opened it for a year.",
  },
  "cross-site": {
    es: "El servidor solo acepta publicaciones desde su propia página.",
    en: "The server accepts publications only from its own page.",
  },
  empty: { es: "Falta el título: no hay nada que se vea.", en: "The title is missing: nothing in it can be seen." },
  "too-long": {
    es: "El texto es demasiado largo: como mucho {max} caracteres.",
    en: "The text is too long: at most {max} characters.",
  },
  "unfit-character": {
    es: "El texto contiene un carácter que no se ve ({value}). Bórralo y escríbelo de nuevo.",
    en: "The text contains an invisible character ({value}). Delete it and type it again.",
  },
  "not-a-container": { es: "No es un archivo de Latente.", en: "This is not a Latente file." },
  truncated: { es: "Al archivo le falta una parte.", en: "Part of the file is missing." },
};
