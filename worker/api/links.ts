/** Addresses of published links: /api/x, /api/expiry. */
import * as v from "valibot";
import { limits } from "../../shared/experiment/limits.ts";
import { headerBytes, roleBytes } from "../../shared/publication/container.ts";
import type { Code } from "./codes.ts";
import type { Operation } from "./describe.ts";
import { said } from "./json-schema.ts";
import { date, id, linkView, publication, published, saying } from "./link-schemas.ts";

export const linkPath = { id: said(id, "Id of the link: 22 characters.", "Id del enlace: 22 caracteres.") };

/** Of whatever asks for a link. */
export const linkRefusals = {
  410: ["deleted", "expired", "taken-down"],
  502: ["corrupt-blob"],
  503: ["index-unavailable", "store-unavailable"],
} as const satisfies Readonly<Record<number, readonly Code[]>>;

const experimentCodes: readonly Code[] = [
  "unknown-version",
  "newer-version",
  "unknown-lab",
  "unknown-param",
  "inapplicable",
  "not-a-number",
  "not-whole",
  "not-whole-numbers",
  "not-numbers",
  "not-a-name",
  "not-a-weight",
  "text-too-long",
  "too-many-items",
  "unknown-generator",
  "needs-data",
  "needs-no-data",
  "unfit-format",
  "takes-no-reading",
  "unknown-choice",
  "two-roles",
  "takes-no-sweep",
  "not-swept",
  "sweep-axes",
  "sweep-values",
  "sweep-runs",
  "unknown-path",
  "takes-no-document",
  "unfit-document",
  "missing-document",
  "other-document",
  "not-canonical",
  "cycle",
  "unknown-node",
  "table-size",
  "too-many-cells",
  "unfit-function",
];

export const publishOperation: Operation = {
  id: "publish",
  group: "links",
  title: { en: "Publish a link", es: "Publicar un enlace" },
  about: {
    en: "Stores a finished run under a short link. With the same key and body it may be repeated: the answer is the same. Other sites cannot ask it.",
    es: "Guarda una ejecución terminada con un enlace corto. Con la misma clave y el mismo cuerpo se puede repetir: la respuesta es la misma. Otros sitios no pueden pedirlo.",
  },
  headers: {
    "Idempotency-Key": said(
      v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,128}$/)),
      "A secret of the publisher, new for each publication, the same for each retry.",
      "Un secreto de quien publica: nuevo en cada publicación, el mismo en cada reintento.",
    ),
  },
  body: {
    "application/json": publication,
    "application/vnd.latente": {
      en: 'The same with parts (arrays, weights, data, document): "latente1", uint32 length of the header, the header in JSON with "parts": [{"role", "bytes"}], then the parts.',
      es: "Lo mismo con partes (arrays, weights, data, document): «latente1», uint32 con la longitud de la cabecera, la cabecera en JSON con «parts»: [{«role», «bytes»}], y después las partes.",
    },
  },
  replies: {
    201: { about: { en: "Published.", es: "Publicado." }, media: { "application/json": published } },
    200: {
      about: { en: "Published before, with this key.", es: "Ya publicado, con esta clave." },
      media: { "application/json": published },
    },
  },
  errors: {
    400: [
      "missing-key",
      "truncated",
      "not-json",
      "not-a-container",
      "too-deep",
      "too-many-keys",
      "string-too-long",
      "wrong-type",
      "wrong-length",
      "unknown-key",
      "out-of-range",
      "not-an-option",
      "repeated",
      "empty",
      "too-long",
      "unfit-character",
      "not-a-model",
      "not-safetensors",
      "other-data",
      "unknown-link",
      "not-an-origin",
      ...experimentCodes,
    ],
    403: ["cross-site", "banned"],
    409: ["key-reused"],
    410: ["deleted"],
    413: ["too-large"],
    415: ["unsupported-type", "encoded-body"],
    429: ["quota-reached"],
    503: ["index-unavailable", "store-unavailable"],
    507: ["storage-full"],
  },
  limits: [
    {
      about: {
        en: "Header: experiment, result, title and notes.",
        es: "Cabecera: experimento, resultado, título y notas.",
      },
      value: headerBytes,
      unit: "bytes",
    },
    { about: { en: "Arrays.", es: "Arrays." }, value: roleBytes.arrays, unit: "bytes" },
    { about: { en: "Weights.", es: "Pesos." }, value: roleBytes.weights, unit: "bytes" },
    { about: { en: "Data.", es: "Datos." }, value: roleBytes.data, unit: "bytes" },
    { about: { en: "Graph.", es: "Grafo." }, value: roleBytes.document, unit: "bytes" },
    {
      about: { en: "From one network within an hour.", es: "Desde una red en una hora." },
      value: limits.quota.source.links,
      unit: "links",
    },
  ],
  tryable: false,
};

export const viewOperation: Operation = {
  id: "view",
  group: "links",
  title: { en: "Read a link", es: "Leer un enlace" },
  about: {
    en: "A link as it was published, with the addresses of its blobs and what its model can be asked. Looking at it keeps it.",
    es: "Un enlace tal como se publicó, con las direcciones de sus blobs y lo que se puede preguntar a su modelo. Mirarlo lo conserva.",
  },
  path: linkPath,
  replies: { 200: { about: { en: "The link.", es: "El enlace." }, media: { "application/json": linkView } } },
  errors: { 404: ["unknown-link"], 410: linkRefusals[410], 503: ["index-unavailable"] },
  limits: [
    {
      about: {
        en: "Kept while somebody opens it within these days.",
        es: "Se conserva si alguien lo abre en este plazo.",
      },
      value: limits.keep.unopened,
      unit: "days",
    },
  ],
  tryable: true,
};

export const deleteOperation: Operation = {
  id: "delete",
  group: "links",
  title: { en: "Delete a link", es: "Borrar un enlace" },
  about: {
    en: "From then on it answers 410, and so do blobs that no other link has. Other sites cannot ask it.",
    es: "Desde entonces responde 410, y también los blobs que no tenga otro enlace. Otros sitios no pueden pedirlo.",
  },
  path: linkPath,
  headers: {
    "X-Delete-Token": said(v.string(), "The token that publishing gave.", "La clave que se dio al publicar."),
  },
  replies: {
    200: {
      about: { en: "Deleted.", es: "Borrado." },
      media: { "application/json": v.strictObject({ deleted: v.literal(true) }) },
    },
  },
  errors: {
    401: ["missing-token"],
    403: ["cross-site", "wrong-token"],
    404: ["unknown-link"],
    410: ["deleted"],
    503: ["index-unavailable"],
  },
  tryable: false,
};

export const sameOperation: Operation = {
  id: "same",
  group: "links",
  title: { en: "Say that a link gave the same", es: "Decir que un enlace dio lo mismo" },
  about: {
    en: "For whoever ran it again: counts one more, and keeps nothing else. The digest is that of the run made there; another than the link's is not counted. Other sites cannot ask it.",
    es: "Para quien lo repitió: suma uno, y no guarda nada más. El resumen es el de la ejecución hecha allí; si no es el del enlace, no cuenta. Otros sitios no pueden pedirlo.",
  },
  path: linkPath,
  body: { "application/json": saying },
  replies: {
    200: {
      about: { en: "Counted.", es: "Contado." },
      media: { "application/json": v.strictObject({ confirmed: v.pipe(v.number(), v.integer()) }) },
    },
  },
  errors: {
    400: ["wrong-type", "truncated"],
    403: ["cross-site"],
    404: ["unknown-link"],
    409: ["other-result"],
    410: linkRefusals[410],
    413: ["too-large"],
    415: ["unsupported-type", "encoded-body"],
    429: ["same-too-often"],
    503: ["index-unavailable"],
  },
  limits: [
    {
      about: { en: "From one network within an hour.", es: "Desde una red en una hora." },
      value: limits.confirmations.source,
      unit: "links",
    },
  ],
  tryable: false,
};

export const expiryQuery = {
  ids: said(v.optional(v.string(), ""), "Ids of links, separated by commas.", "Ids de enlaces, separados por comas."),
};

export const expiryOperation: Operation = {
  id: "expiry",
  group: "links",
  title: { en: "When links go", es: "Cuándo caducan los enlaces" },
  about: {
    en: "Asking is not opening. Ids that never were are left out.",
    es: "Preguntar no es abrir. Los ids que nunca existieron no aparecen.",
  },
  query: expiryQuery,
  replies: {
    200: {
      about: {
        en: "Of each when it goes; null for one that is gone.",
        es: "De cada uno, cuándo caduca; null si ya no está.",
      },
      media: {
        "application/json": v.strictObject({ links: v.array(v.strictObject({ id, expires: v.nullable(date) })) }),
      },
    },
  },
  errors: { 400: ["wrong-length"], 503: ["index-unavailable"] },
  limits: [{ about: { en: "Ids of a request.", es: "Ids por petición." }, value: 90, unit: "links" }],
  tryable: true,
};
