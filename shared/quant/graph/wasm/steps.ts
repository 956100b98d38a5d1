/** Recurrent steps and attention as the module reads them: their products as entries of their own, beside the plan. */
import type { TypedArray } from "../../../arrays.ts";
import { put } from "../../../wasm/room.ts";
import type { NodeHead, StepHead } from "../head.ts";
import { stepTables } from "../tables.ts";
import type { QuantGraph } from "../tensors.ts";
import type { Value } from "../values.ts";
import { type Entry, entriesAsIntegers, OP } from "./entry.ts";
import { putRows, type QuantModule, upTo } from "./products.ts";

export function putTables(module: QuantModule): void {
  const { sigmoid, tanh, exp } = stepTables();
  module.useTables(put(module, sigmoid), put(module, tanh), put(module, exp));
}

/** Rows [from, to) of a product whose sums become 32-bit numbers of 1/1024. Returns the address of its entry. */
function signedProduct(
  module: QuantModule,
  part: (name: string) => TypedArray,
  source: number,
  [from, to]: readonly [number, number],
): number {
  const [weights, bias, rescale] = [part("weights") as Int8Array, part("bias"), part("rescale")];
  const inputs = weights.length / bias.length;
  const outputs = to - from;
  const padded = upTo(outputs, 8);
  const multipliers = Float64Array.from(
    { length: outputs },
    (_, j) => rescale[from + j] * 2 ** -rescale[bias.length + from + j],
  );
  const entry: Entry = {
    op: OP.dense,
    source,
    outputs,
    stride: upTo(inputs, 16),
    weights: putRows(module, weights.subarray(from * inputs, to * inputs), outputs, inputs),
    bias: put(module, bias.slice(from, to), 4 * padded),
    multipliers: put(module, multipliers, 8 * padded),
    sums: module.alloc(4 * padded),
  };
  return put(module, entriesAsIntegers([entry]));
}

export function recurrentEntry(
  module: QuantModule,
  { tensors }: QuantGraph,
  node: NodeHead & { readonly op: "gru" | "lstm" },
  source: number,
  stage: number,
): Entry {
  const { name, units } = node;
  const own = (part: string) => tensors[`${name}.${part}`];
  const back = (part: string) => tensors[`${name}.state-${part}`];
  // Codes of the state are read in whole vectors.
  const table = module.alloc(upTo(units, 16) + 16);
  const gates = (node.op === "gru" ? 3 : 4) * units;
  const isBefore = node.op === "gru" && node.reset === "before";
  return {
    op: node.op === "gru" ? OP.gru : OP.lstm,
    stage,
    table,
    size: units,
    other: signedProduct(module, own, source, [0, gates]),
    more: signedProduct(module, back, table, [0, isBefore ? 2 * units : gates]),
    ...(isBefore && { extra: signedProduct(module, back, table, [2 * units, gates]) }),
  };
}

export function attentionEntry(
  module: QuantModule,
  { tensors }: QuantGraph,
  { name, heads, steps }: StepHead & { readonly op: "attention" },
  from: readonly Value[],
  places: readonly number[],
  stage: number,
): Entry {
  const [multiplier, shift] = tensors[`${name}.rescale`];
  const [query, key, value] = from.map(({ code }) => code.zero);
  const [width] = from[0].shape;
  return {
    op: OP.attention,
    stage,
    size: width,
    kernelHeight: heads,
    stride: steps,
    other: places[1],
    more: places[2],
    topRows: query,
    leftColumns: key,
    zero: value,
    weights: put(module, Float64Array.of(multiplier * 2 ** -shift)),
    sums: module.alloc(4 * steps + width + 16),
  };
}
