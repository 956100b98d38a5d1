/** Samples in the form that was asked for. */

import { encodePng } from "../../shared/data/readers/png/write.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { bytesOf, type GalleryCard, pictureOf, type Samples, type Whole } from "../../shared/gallery/index.ts";
import { type Format, mediaOf } from "../inference/format.ts";
import { jsonOf } from "../inference/json-rows.ts";

/** Throws an ExperimentError for texts that are to be drawn: before anything is computed. */
export function checkFormat({ gives }: GalleryCard, format: Format): void {
  if (format !== "png" || gives.kind !== "text") return;
  const message = "not a picture: the answer is text (must be asked as json or bytes)";
  throw new ExperimentError("format", "not-a-picture", message, { value: format });
}

export function galleryReply(card: GalleryCard, whole: Whole, samples: Samples, format: Format): Response {
  const headers = { "Content-Type": mediaOf[format], Vary: "Accept" };
  switch (format) {
    case "json":
      return new Response(jsonBody(card, whole, samples), { headers });
    case "png":
      return new Response(encodePng(pictureOf(card, samples)), { headers });
    case "bytes":
      return new Response(bytesOf(samples), { headers });
    default:
      return format satisfies never;
  }
}

function jsonBody({ id, gives, steps }: GalleryCard, whole: Whole, samples: Samples) {
  const { seed, n, temperature } = whole;
  const head = { model: id, seed, n, temperature, ...(steps && { steps: whole.steps }) };
  switch (samples.kind) {
    case "pictures": {
      const { height, width, channels, count, levels } = samples;
      const rows = { count, width: height * width * channels, values: levels };
      return jsonOf({ ...head, kind: gives.kind }, rows, { shape: [height, width, channels] });
    }
    case "points":
      return jsonOf(
        { ...head, kind: gives.kind },
        { count: samples.count, width: 2, values: samples.values },
        { shape: [2] },
      );
    case "texts":
      return new TextEncoder().encode(JSON.stringify({ ...head, kind: gives.kind, texts: samples.texts }));
    default:
      return samples satisfies never;
  }
}
