/** What is published, and what a link shows: as the description of the API has them. */
import * as v from "valibot";
import { limits } from "../../shared/experiment/limits.ts";
import { roles } from "../../shared/publication/container.ts";
import { modelSchema } from "../inference/model.ts";
import { named, said } from "./json-schema.ts";

export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const date = v.pipe(v.string(), v.metadata({ format: "date-time" }));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

const experiment = named(
  "Experiment",
  v.pipe(
    v.looseObject({
      v: v.picklist([1, 2]),
      lab: v.string(),
      seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
      data: v.optional(v.any()),
      params: v.optional(v.record(v.string(), v.any())),
    }),
    v.description("All that is needed to repeat a run. Its params are the lab's fields (`npm run lab -- list`)."),
    v.metadata({
      "x-es":
        "Todo lo que hace falta para repetir una ejecución. Sus params son los campos del laboratorio (`npm run lab -- list`).",
    }),
  ),
);

const claim = named(
  "Claim",
  v.pipe(
    v.strictObject({
      engine: v.looseObject({ wasm: v.record(v.string(), sha256), random: v.string() }),
      device: v.picklist(["scalar", "wasm", "webgpu"]),
      digest: sha256,
      metrics: v.record(v.string(), v.number()),
      seconds: v.pipe(v.number(), v.minValue(0)),
    }),
    v.description("What the publisher says that the run gave. Nobody has checked it."),
    v.metadata({ "x-es": "Lo que dice quien publica que dio la ejecución. Nadie lo ha comprobado." }),
  ),
);

const envelope = named(
  "Envelope",
  v.looseObject({
    title: v.exactOptional(text(limits.title.length)),
    text: v.exactOptional(text(limits.notes.length)),
    hide: v.exactOptional(v.pipe(v.array(v.string()), v.maxLength(limits.envelope.names))),
  }),
);

const embed = said(
  v.pipe(v.array(text(limits.embed.origin)), v.minLength(1), v.maxLength(limits.embed.origins)),
  'Origins whose pages may show the link in a frame ("https://example.org"), or "*" alone.',
  "Orígenes cuyas páginas pueden mostrar el enlace en un marco («https://example.org»), o solo «*».",
);

export const publication = named(
  "Publication",
  v.strictObject({
    experiment,
    result: claim,
    title: v.pipe(v.string(), v.minLength(1), v.maxLength(limits.title.length)),
    notes: v.exactOptional(text(limits.notes.length)),
    parent: v.exactOptional(
      said(v.nullable(id), "The link that this one is a fork of.", "El enlace del que este es una variante."),
    ),
    envelope: v.exactOptional(envelope),
    embed: v.exactOptional(embed),
  }),
);

export const published = named(
  "Published",
  v.strictObject({
    id,
    url: said(v.string(), "Path of the link's page.", "Ruta de la página del enlace."),
    deleteToken: said(
      v.string(),
      "The only thing that deletes the link; it is shown once.",
      "Lo único que borra el enlace; se muestra una sola vez.",
    ),
    expires: said(date, "When it goes unless somebody opens it before.", "Cuándo caduca si nadie lo abre antes."),
  }),
);

export const linkView = named(
  "Link",
  v.strictObject({
    id,
    title: v.string(),
    notes: v.string(),
    envelope: v.exactOptional(envelope),
    embed: v.exactOptional(embed),
    experiment,
    result: claim,
    parent: v.nullable(id),
    created: date,
    expires: date,
    blobs: v.array(
      v.strictObject({
        role: v.picklist(roles),
        sha256,
        bytes: v.pipe(v.number(), v.integer()),
        url: v.string(),
      }),
    ),
    model: said(
      v.nullable(modelSchema),
      "What the weights can be asked; null without weights.",
      "Lo que se puede preguntar a los pesos; null si no hay.",
    ),
    confirmed: said(
      v.pipe(v.number(), v.integer()),
      "How often somebody who ran it again said that it was the same. Nobody has checked that.",
      "Cuántas veces alguien que lo repitió dijo que era igual. Nadie lo ha comprobado.",
    ),
  }),
);

/** What whoever found the same sends. */
export const saying = named(
  "Same",
  v.strictObject({ digest: said(sha256, "Of the run that was made there.", "El de la ejecución que se hizo allí.") }),
);
