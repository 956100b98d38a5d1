/** Models of the gallery within an isolate: each with an engine of its own, since an engine keeps the graph that it ran last. */
import { cardNamed, type GalleryCard, type GalleryModel, openModel } from "../../shared/gallery/index.ts";
import { type GraphEngine, wasmGraphs } from "../../shared/quant/graph/index.ts";
import { integers } from "../inference/nets.ts";

interface Opened {
  readonly model: GalleryModel;
  readonly engine: GraphEngine;
}

/** All of them together are some megabytes: none is given up. */
const opened = new Map<string, Opened>();

export const isOpen = ({ id }: GalleryCard): boolean => opened.has(id);

export async function openedModel({ id }: GalleryCard): Promise<Opened> {
  const known = opened.get(id);
  if (known) return known;
  const fresh = { model: await openModel(id), engine: wasmGraphs(integers) };
  opened.set(id, fresh);
  return fresh;
}

export { cardNamed };
