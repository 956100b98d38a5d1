import {
  decode,
  encode,
  parseQuantNet,
  type QuantEngine,
  type QuantNet,
  type Rows,
  reconstruct,
  sample,
  wasmEngine,
} from "../../shared/quant/index.ts";
import { instantiate } from "../../shared/wasm/instantiate.ts";
import plain from "../../shared/wasm/quant.wasm";
import relaxed from "../../shared/wasm/quant-relaxed.wasm";
import { Refusal } from "../errors.ts";
import { living } from "../links.ts";
import { readBlob } from "../store/blobs.ts";
import { recentWeights } from "../store/link-status.ts";
import type { Model } from "./model.ts";
import type { Question } from "./question.ts";

/** The weights of a link that lives, by the index. */
export interface Found {
  readonly model: Model;
  /** SHA-256. */
  readonly weights: string;
  /** Name in the store. */
  readonly object: string | null;
}

/** What a published net of a link can be asked. Throws a Refusal: unknown, deleted, without a model. */
export async function findNet(env: Env, id: string, now: number): Promise<Found> {
  const { weights, object, model } = living(await recentWeights(env.DB, id, now));
  if (weights === null || model === null)
    throw new Refusal(404, "no-model", "id", "link without a model (its run has no weights to query)");
  return { model: JSON.parse(model) as Model, weights, object };
}

export interface Loaded {
  readonly net: QuantNet;
  readonly engine: QuantEngine;
}

/** Nets queried most recently, by the hash of their weights: a net of a million parameters takes some 3 MiB, an isolate has 128. */
const most = 8;
const loaded = new Map<string, Loaded>();

/** Whether this isolate has the net: then nothing answers sooner. */
export const isLoaded = ({ weights }: Found): boolean => loaded.has(weights);

/** Throws a Refusal where the store does not have the weights. */
export async function loadNet(env: Env, { weights, object }: Found): Promise<Loaded> {
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

/** Rows of codes as numbers, of pictures as bytes 0…255 (255 stands for the upper end of the net's output range). */
export function answer({ net, engine }: Loaded, { op, rows }: Question): Rows<Float64Array | Uint8Array> {
  switch (op) {
    case "encode":
      return encode(net, engine, rows);
    case "decode":
      return decode(net, engine, rows);
    case "reconstruct":
      return reconstruct(net, engine, rows);
    default:
      return op satisfies never;
  }
}

export function answerSample({ net, engine }: Loaded, seed: number, count: number) {
  return sample(net, engine, seed, count);
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
