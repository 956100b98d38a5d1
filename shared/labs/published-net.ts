/** What a trained net is quantised from: plain data, so that a thread can be given it. */
import type { Arrays } from "../arrays.ts";
import type { Table } from "../data/table.ts";
import type { Params } from "../experiment/fields.ts";
import { limits } from "../experiment/limits.ts";
import { cleanText, isShown } from "../experiment/title.ts";
import type { ChainLayer } from "../nets/chain.ts";
import { sizeOf } from "../nets/tensor.ts";
import { MOST_CLASSES } from "../quant/graph/classes.ts";
import type { Fold } from "./fold.ts";
import type { Lab } from "./lab.ts";
import { countOf } from "./nets/weights.ts";
import type { PublishedText, TextToPublish } from "./text-to-publish.ts";
import type { TrainedChain } from "./trained-chain.ts";

/** A finished run of a net lab. */
export interface TrainedRun {
  readonly fold: Fold;
  readonly params: Params;
  readonly data: Table | null;
}

/** Why a net has no quantised graph: a layer has no form in integers; a weight is not finite; beyond what the edge takes; sums beyond what integers hold; inputs that are not columns of the data; signs that strangers should not be shown. */
export type Unfit = "layers" | "not-finite" | "size" | "sums" | "inputs" | "signs";

/** A chain of layers, or a net that goes on with texts. */
export type PublishedNet = PublishedChain | PublishedText;

export interface PublishedChain {
  readonly chain: Omit<TrainedChain, "weights" | "rows">;
  /** Of its layers alone. */
  readonly weights: Arrays;
  /** Calibration rows as the data have them, pixels as shares of 255: rows × numbers. */
  readonly rows: Float32Array;
  /** Names of classes, where the net gives their odds. */
  readonly classes?: readonly string[];
}

export type NetToPublish =
  | { readonly kind: "net"; readonly net: PublishedChain }
  | TextToPublish
  | { readonly kind: "unfit"; readonly why: Unfit };

/** Characters that are kept of the name of a class: each has two letters of UTF-16 at most, and a number may come before. */
const CHARACTERS = 32;

/** Rows that calibrate, at most: this is done while somebody waits. */
const ROWS = 256;

/** Undefined where the lab has no such net, its run is not finished, or the rows that it was made on are not at hand. */
export function netToPublish(lab: Lab, { fold, params, data }: TrainedRun): NetToPublish | undefined {
  const text = lab.text?.(fold, params, data);
  if (text) return text;
  const { weights: own, rows, ...chain } = lab.chain?.(fold, params, data) ?? { layers: undefined };
  const all = own ?? lab.weights?.(fold);
  if (!chain.layers || !all) return undefined;
  const weights = weightsOfLayers(all, chain.layers);
  if (!rows && !data) return undefined;
  const given = rows ?? (data && rowsOf(data, chain.derived?.length ? 2 : sizeOf(chain.input)));
  if (!given) return { kind: "unfit", why: "inputs" };
  // Before so much is copied: of normalisations some weights go into others.
  if (countOf(weights) > 2 * limits.inference.parameters) return { kind: "unfit", why: "size" };
  const classes = data?.classes && givesOdds(chain.layers) ? namesOf(data.classes) : undefined;
  return { kind: "net", net: { chain, weights, rows: given, ...(classes && { classes }) } };
}

function weightsOfLayers(weights: Arrays, layers: readonly ChainLayer[]): Arrays {
  const prefixes = layers.map(({ name }) => `${name}.`);
  return Object.fromEntries(
    Object.entries(weights).filter(([name]) => prefixes.some((prefix) => name.startsWith(prefix))),
  );
}

const givesOdds = (layers: readonly ChainLayer[]) => {
  const last = layers[layers.length - 1];
  return last.kind === "activation" && last.activation === "softmax";
};

/** As a graph may say them: on one line, cut to their length, all different; undefined for more than it may say. */
export function namesOf(classes: readonly string[]): readonly string[] | undefined {
  if (classes.length > MOST_CLASSES) return undefined;
  const cut = classes.map((name) => cleanText(Array.from(cleanText(name)).slice(0, CHARACTERS).join("")));
  const shown = cut.map((name, k) => (isShown(name) ? name : String(k + 1)));
  return new Set(shown).size === shown.length ? shown : shown.map((name, k) => `${k + 1}: ${name}`);
}

/** The columns that a net of this width is given: all, or all but that which it predicts. Null for any other width. */
function inputColumns({ labels, image, columns, target }: Table, width: number): readonly number[] | null {
  const all = Array.from({ length: columns }, (_, c) => c);
  if (width === columns) return all;
  const others = labels || image ? all : all.filter((c) => c !== (target ?? columns - 1));
  return others.length === width ? others : null;
}

/** At even distances. Bytes are shares of 255. */
function rowsOf(table: Table, width: number): Float32Array | null {
  const { values, columns: all, rows } = table;
  const columns = inputColumns(table, width);
  if (!columns) return null;
  const unit = values instanceof Uint8Array ? 255 : 1;
  const count = Math.min(ROWS, rows);
  const out = new Float32Array(count * columns.length);
  let at = 0;
  for (let n = 0; n < count; n++) {
    const from = Math.floor((n * rows) / count) * all;
    for (const column of columns) out[at++] = values[from + column] / unit;
  }
  return out;
}
