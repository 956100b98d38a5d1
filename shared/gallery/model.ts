/** A model with its weights. */

import { bytesOfBase64 } from "../base64.ts";
import { ExperimentError } from "../experiment/errors.ts";
import { parseGraph, type QuantGraph } from "../quant/graph/index.ts";
import { type TextModel, textModel } from "../quant/text/index.ts";
import type { GalleryCard } from "./card.ts";
import { cards } from "./cards.ts";
import { type DiffusionModel, parseDiffusion } from "./diffusion/model.ts";
import { files } from "./models/index.ts";
import { parseMachine, type RbmMachine } from "./rbm/machine.ts";

export type GalleryModel =
  | { readonly kind: "decoder"; readonly card: GalleryCard; readonly graph: QuantGraph }
  | { readonly kind: "rbm"; readonly card: GalleryCard; readonly machine: RbmMachine }
  | { readonly kind: "diffusion"; readonly card: GalleryCard; readonly diffusion: DiffusionModel }
  | { readonly kind: "text"; readonly card: GalleryCard; readonly text: TextModel };

/** The card of a model. Throws an ExperimentError at `path` for an unknown name, which names those there are. */
export function cardNamed(id: string, path = "model"): GalleryCard {
  const found = cards.find((card) => card.id === id);
  if (found) return found;
  const allowed = cards.map((card) => card.id).join(", ");
  const message = `unknown model: ${id.slice(0, 80)} (must be one of ${allowed})`;
  throw new ExperimentError(path, "not-an-option", message, { value: id.slice(0, 80), allowed });
}

/** Its file, as it is committed: brought when it is asked for. */
export async function fileOf({ id }: Pick<GalleryCard, "id">): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOfBase64(await files[id]());
}

const opened = new Map<string, Promise<GalleryModel>>();

/** Kept once it is open. */
export function openModel(id: string): Promise<GalleryModel> {
  const card = cardNamed(id);
  let model = opened.get(id);
  if (!model) {
    model = fileOf(card).then((bytes) => modelOf(card, bytes));
    opened.set(id, model);
    // What did not come over the wire may come the next time.
    model.catch(() => opened.delete(id));
  }
  return model;
}

/** Throws an ExperimentError for a file that is not such a model. */
export function modelOf(card: GalleryCard, bytes: Uint8Array): GalleryModel {
  const path = `models.${card.id}`;
  switch (card.kind) {
    case "decoder":
      return { kind: "decoder", card, graph: parseGraph(bytes, path) };
    case "rbm":
      return { kind: "rbm", card, machine: parseMachine(bytes, path) };
    case "diffusion":
      return { kind: "diffusion", card, diffusion: parseDiffusion(bytes, path) };
    case "text":
      return { kind: "text", card, text: textModel(parseGraph(bytes, path)) };
    default:
      return card.kind satisfies never;
  }
}
