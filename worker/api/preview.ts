/** The picture of a published result: /api/x/:id/preview.png. */
import { previewSize } from "../preview/size.ts";
import type { Operation } from "./describe.ts";
import { linkPath, linkRefusals } from "./links.ts";

export const previewOperation: Operation = {
  id: "preview",
  group: "links",
  title: { en: "Picture of a link", es: "Imagen de un enlace" },
  about: {
    en: "The stored result, drawn: for programs that show where an address leads. Only links that were published with their arrays have one.",
    es: "El resultado guardado, dibujado: para los programas que muestran adónde lleva una dirección. Solo la tienen los enlaces publicados con sus arrays.",
  },
  path: linkPath,
  replies: {
    200: {
      about: { en: "The picture.", es: "La imagen." },
      media: { "image/png": { en: "A PNG file.", es: "Un archivo PNG." } },
    },
    304: { about: { en: "As it was (If-None-Match).", es: "Como estaba (If-None-Match)." } },
  },
  errors: { ...linkRefusals, 404: ["unknown-link", "no-picture"] },
  limits: [
    { about: { en: "Width.", es: "Anchura." }, value: previewSize.width, unit: "pixels" },
    { about: { en: "Height.", es: "Altura." }, value: previewSize.height, unit: "pixels" },
  ],
  tryable: true,
};
