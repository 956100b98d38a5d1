/** The samples that were recorded of each model: what its small picture shows. */

import { type Arrays, array } from "../../../../shared/arrays.ts";
import type { Samples } from "../../../../shared/gallery/samples.ts";
import { samplesIn } from "../../../../shared/labs/generative/sampler/arrays.ts";
import { decodeCompact } from "../../../../shared/publication/compact.ts";

const urls = import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true });

const PREFIX = "output/sample/";

/** Null where it cannot be had: a card is a card without its picture. */
export async function loadSmall(model: string): Promise<Samples | null> {
  const url = urls[`./recorded/${model}.safetensors`];
  if (!url) return null;
  try {
    const answer = await fetch(url);
    if (!answer.ok) return null;
    const { arrays } = decodeCompact(new Uint8Array(await answer.arrayBuffer()));
    const own = Object.entries(arrays).flatMap(([name, { values, shape }]) =>
      name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), array(values, shape)] as const] : [],
    );
    return samplesIn(Object.fromEntries(own) as Arrays) ?? null;
  } catch {
    return null;
  }
}
