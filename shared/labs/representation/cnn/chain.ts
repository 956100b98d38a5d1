import type { Table } from "../../../data/table.ts";
import type { Chain, ChainLayer, Pair } from "../../../nets/chain.ts";
import { BATCH_EPSILON, BATCH_MOMENTUM } from "../../../nets/normalisation.ts";
import type { CnnParams } from "./fields.ts";

/** The net as a list of layers, for other programs: from pictures (0 to 1) to the odds of the classes. Its weights have the names that these layers give them. */
export function cnnChain(params: CnnParams, data: Table | null): Chain | undefined {
  if (!data?.image || !data.classes) return undefined;
  const { height, width, channels } = data.image;
  const { dense, dropout: rate, activation } = params;
  const first = params.channels.length;
  const thinned = (name: string): readonly ChainLayer[] =>
    rate > 0 ? [{ name: `${name}.dropout`, kind: "dropout", rate }] : [];
  const hidden = dense.flatMap((units, i): readonly ChainLayer[] => {
    const name = `layer${first + i}`;
    return [
      ...thinned(name),
      { name, kind: "dense", units, bias: true },
      { name: `${name}.activation`, kind: "activation", activation },
    ];
  });
  const last = `layer${first + dense.length}`;
  const end: readonly ChainLayer[] = [
    ...thinned(last),
    { name: last, kind: "dense", units: data.classes.length, bias: true },
    { name: "classes", kind: "activation", activation: "softmax" },
  ];
  const blocks = params.channels.flatMap((filters, b) => block(params, `layer${b}`, filters));
  return {
    input: [height, width, channels],
    layers: [...blocks, { name: "rows", kind: "flatten" }, ...hidden, ...end],
  };
}

function block(params: CnnParams, name: string, filters: number): readonly ChainLayer[] {
  const { activation, pooling, normalisation } = params;
  const side = Number(params.kernel);
  const windows = { kernel: [side, side], stride: [1, 1], padding: "same", bias: true } as const;
  const constants = { epsilon: BATCH_EPSILON, momentum: BATCH_MOMENTUM, gain: true, bias: true };
  const size: Pair = [2, 2];
  const kind = pooling === "max" ? "max-pooling" : "average-pooling";
  return [
    { name, kind: "convolution", filters, ...windows },
    ...(normalisation === "batch"
      ? [{ name: `${name}.norm`, kind: "batch-normalisation", ...constants } as const]
      : []),
    { name: `${name}.activation`, kind: "activation", activation },
    ...(pooling === "none" ? [] : [{ name: `${name}.pooling`, kind, size, stride: size, padding: "valid" } as const]),
  ];
}
