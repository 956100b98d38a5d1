import { parseQuantNet, type QuantEngine, type QuantNet, wasmEngine } from "../../shared/quant/index.ts";
import { instantiate } from "../../shared/wasm/instantiate.ts";
import plain from "../../shared/wasm/quant.wasm";
import relaxed from "../../shared/wasm/quant-relaxed.wasm";
import { Refusal } from "../errors.ts";
import { living } from "../links.ts";
import { readBlob } from "../store/blobs.ts";
import { recentWeights } from "../store/link-status.ts";

export interface Loaded {
  readonly net: QuantNet;
  readonly engine: QuantEngine;
}

/** Nets queried most recently, by the hash of their weights: a net of a million parameters takes some 3 MiB, an isolate has 128. */
const most = 8;
const loaded = new Map<string, Loaded>();

/** The published net of a link. Throws a Refusal: unknown, deleted, without a model. */
export async function loadNet(env: Env, id: string, now: number): Promise<Loaded> {
  const { weights, object } = living(await recentWeights(env.DB, id, now));
  if (weights === null)
    throw new Refusal(404, "no-model", "id", "link without a model (its run has no weights to query)");
  const kept = loaded.get(weights);
  if (kept) {
    // Last in the order of the map: the first is the least recently used.
    loaded.delete(weights);
    loaded.set(weights, kept);
    return kept;
  }
  const bytes = object === null ? undefined : await readBlob(env.BLOBS, object, weights);
  if (bytes === undefined)
    throw new Refusal(503, "store-unavailable", "store", "weights are missing from storage (try again in a moment)");
  const fresh = { net: parseQuantNet(bytes), engine: engineOf() };
  loaded.set(weights, fresh);
  const [oldest] = loaded.keys();
  if (loaded.size > most) loaded.delete(oldest);
  return fresh;
}

/** Both modules give the same bytes; the relaxed one is used where the runtime has relaxed SIMD. */
function engineOf(): QuantEngine {
  return wasmEngine(() => {
    try {
      return instantiate("quant", relaxed);
    } catch {
      return instantiate("quant", plain);
    }
  });
}
