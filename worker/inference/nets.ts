import {
  type Code,
  costOf,
  dequantised,
  type GraphEngine,
  parseGraph,
  type QuantGraph,
  valueNamed,
  valuesOf,
  wasmGraphs,
} from "../../shared/quant/graph/index.ts";
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
import { type TextModel, textModel } from "../../shared/quant/text/index.ts";
import { instantiate } from "../../shared/wasm/instantiate.ts";
import type { WasmModules } from "../../shared/wasm/modules.ts";
import plain from "../../shared/wasm/quant.wasm";
import relaxed from "../../shared/wasm/quant-relaxed.wasm";
import type { Afterwards } from "../afterwards.ts";
import { Refusal } from "../errors.ts";
import { living } from "../links.ts";
import { readBlob } from "../store/blobs.ts";
import { recentWeights } from "../store/link-status.ts";
import type { Few } from "./json-rows.ts";
import type { Model, OperationName } from "./model.ts";
import type { Question } from "./question.ts";
import { isGraphFile } from "./weights.ts";

/** The weights of a link that lives, by the index. */
export interface Found {
  readonly model: Model;
  /** SHA-256. */
  readonly weights: string;
  /** Name in the store. */
  readonly object: string | null;
}

/** What a published net of a link can be asked. Throws a Refusal: unknown, deleted, without a model. */
export async function findNet(env: Env, id: string, now: number, afterwards: Afterwards): Promise<Found> {
  const { weights, object, model } = living(await recentWeights(env.DB, id, now, afterwards));
  if (weights === null || model === null)
    throw new Refusal(404, "no-model", "id", "link without a model (its run has no weights to query)");
  return { model: JSON.parse(model) as Model, weights, object };
}

export type Loaded =
  | { readonly kind: "dense"; readonly bytes: number; readonly net: QuantNet; readonly engine: QuantEngine }
  | {
      readonly kind: "graph";
      /** That it takes in memory, as far as can be told beforehand. */
      readonly bytes: number;
      readonly graph: QuantGraph;
      readonly engine: GraphEngine;
      /** Where it goes on with texts. */
      readonly text: TextModel | undefined;
      readonly code: Code;
      readonly numbers: Float64Array;
      /** The same in JSON. */
      readonly texts: readonly Uint8Array[];
    };

/** Nets queried most recently, by the hash of their weights: an isolate has 128 MiB, answers included. */
const most = { nets: 8, bytes: 64 * 2 ** 20 };
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
  const fresh = isGraphFile(bytes) ? openGraph(bytes) : openNet(bytes);
  loaded.set(weights, fresh);
  makeRoom();
  return fresh;
}

/** The same of one that goes on with texts. */
export async function loadText(env: Env, found: Found): Promise<Writer> {
  const loaded = await loadNet(env, found);
  if (loaded.kind !== "graph" || !loaded.text) throw new Error("weights of another kind than the index says");
  return { model: loaded.text, engine: loaded.engine };
}

export interface Writer {
  readonly model: TextModel;
  readonly engine: GraphEngine;
}

/** The net that was asked last stays, however large. */
function makeRoom(): void {
  let taken = [...loaded.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  for (const [oldest, { bytes }] of loaded) {
    if (loaded.size === 1 || (loaded.size <= most.nets && taken <= most.bytes)) return;
    loaded.delete(oldest);
    taken -= bytes;
  }
}

/** Weights as they were read, and as the module has them: of 16 bits, in whole vectors. */
const COPIES = 4;

function openNet(file: Uint8Array): Loaded {
  return { kind: "dense", bytes: COPIES * file.length, net: parseQuantNet(file), engine: wasmEngine(integers) };
}

const encoder = new TextEncoder();

function openGraph(file: Uint8Array): Loaded {
  const graph = parseGraph(file);
  const { code } = valueNamed(valuesOf(graph), graph.outputs[0]);
  const bytes = COPIES * file.length + costOf(graph).memory;
  const numbers = numbersOf(code);
  const texts = Array.from(numbers, (number) => encoder.encode(JSON.stringify(number)));
  const text = graph.text && textModel(graph);
  return { kind: "graph", bytes, graph, engine: wasmGraphs(integers), text, code, numbers, texts };
}

/** Both modules give the same bytes; the relaxed one is used where the runtime has relaxed SIMD. */
export function integers(): WasmModules["quant"] {
  try {
    return instantiate("quant", relaxed);
  } catch {
    return instantiate("quant", plain);
  }
}

/** Rows of an answer: numbers, or the levels of pictures, 0…255. */
export interface Answered {
  readonly rows: Rows<Float64Array | Uint8Array>;
  /** Levels of the same, where they can be drawn. */
  readonly levels: Uint8Array | null;
  /** What the levels 0 and 255 stand for. */
  readonly range: { readonly low: number; readonly high: number };
  /** Of numbers of which there are but a few: which each is, and these in JSON. */
  readonly few?: Few;
}

/** Bytes that a number takes at most in JSON, with its comma. */
export function lengthOfNumber(loaded: Loaded, op: OperationName): number {
  if (loaded.kind === "graph") return 1 + Math.max(...loaded.texts.map(({ length }) => length));
  // "-1.2345678901234567e-300", or a byte.
  return op === "encode" ? 25 : 4;
}

/** Of dense nets codes come as numbers, pictures in bytes 0…255; of graphs all comes as numbers. */
export function answer(loaded: Loaded, { op, rows }: Question): Answered {
  if (loaded.kind === "graph") return answerGraph(loaded, rows);
  const { net, engine } = loaded;
  const range = net.output;
  if (op === "encode") return { rows: encode(net, engine, rows), levels: null, range };
  const pictures = op === "decode" ? decode(net, engine, rows) : reconstruct(net, engine, rows);
  return { rows: pictures, levels: pictures.values, range };
}

/** The shortest decimals of the float32 that codes stand for: half as long in JSON as the same numbers in float64, and soon written. */
function numbersOf(code: Code): Float64Array {
  const all = dequantised(
    code,
    Uint8Array.from({ length: code.top + 1 }, (_, at) => at),
  );
  return Float64Array.from(all, (value) => {
    for (let digits = 6; digits < 9; digits++) {
      const short = Number(value.toPrecision(digits));
      if (Math.fround(short) === value) return short;
    }
    return Number(value.toPrecision(9));
  });
}

function answerGraph(
  { graph, engine, code, numbers, texts }: Loaded & { readonly kind: "graph" },
  { count, values }: Rows,
): Answered {
  const [output] = graph.outputs;
  const codes = engine.run(graph, Float32Array.from(values), [output])[output];
  const own = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i++) own[i] = numbers[codes[i]];
  const { scale, zero, top } = code;
  return {
    rows: { count, width: codes.length / count, values: own },
    levels: top === 255 ? codes : codes.map((level) => Math.round((255 * level) / top)),
    range: { low: -scale * zero, high: scale * (top - zero) },
    few: { codes, texts },
  };
}

/** Samples of a dense net. */
export function answerSample(loaded: Loaded, seed: number, count: number) {
  if (loaded.kind === "graph") throw noSamples();
  const { codes, pictures } = sample(loaded.net, loaded.engine, seed, count);
  return { codes, answered: { rows: pictures, levels: pictures.values, range: loaded.net.output } satisfies Answered };
}

/** The refusal of a model without codes that could be drawn. */
export const noSamples = () =>
  new Refusal(
    404,
    "no-samples",
    "id",
    "model that draws no samples (ask an autoencoder of the labs autoencoder or vae)",
  );
