/** The address that pages of courses ask to show a link: /api/oembed. */
import * as v from "valibot";
import { whole } from "../query.ts";
import type { Operation } from "./describe.ts";
import { said } from "./json-schema.ts";
import { linkRefusals } from "./links.ts";

export const oembedQuery = {
  url: said(v.string(), "Address of a link: /x/<id>.", "Dirección de un enlace: /x/<id>."),
  format: said(v.optional(v.picklist(["json", "xml"]), "json"), "JSON alone is there.", "Solo existe JSON."),
  maxwidth: said(v.optional(whole(100, 10_000)), "CSS pixels at most.", "Píxeles CSS como mucho."),
  maxheight: said(v.optional(whole(100, 10_000)), "CSS pixels at most.", "Píxeles CSS como mucho."),
};

const pixels = v.pipe(v.number(), v.integer());
const answer = v.strictObject({
  version: v.literal("1.0"),
  type: v.literal("rich"),
  provider_name: v.string(),
  provider_url: v.string(),
  title: v.string(),
  html: v.string(),
  width: pixels,
  height: pixels,
  /** Of links with a stored result: its picture. */
  thumbnail_url: v.optional(v.string()),
  thumbnail_width: v.optional(pixels),
  thumbnail_height: v.optional(pixels),
});

export const oembedOperation: Operation = {
  id: "oembed",
  group: "links",
  title: { en: "Show a link in a page (oEmbed)", es: "Mostrar un enlace en una página (oEmbed)" },
  about: {
    en: "What oEmbed 1.0 says of a link whose publisher let other pages show it: the frame to be put there.",
    es: "Lo que dice oEmbed 1.0 de un enlace cuyo autor dejó que otras páginas lo muestren: el marco que se pone allí.",
  },
  query: oembedQuery,
  replies: {
    200: { about: { en: "The frame.", es: "El marco." }, media: { "application/json": answer } },
  },
  errors: {
    ...linkRefusals,
    400: ["out-of-range", "not-an-option"],
    403: ["not-embeddable"],
    404: ["unknown-link"],
    501: ["no-xml"],
  },
  tryable: true,
};
