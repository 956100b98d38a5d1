/** The entries by which the module is told a graph, as in shared/quant/assembly/plan.ts: 32-bit integers, all that are left out 0. */
export const OP = {
  quantise: 0,
  dense: 2,
  conv: 3,
  depthwise: 4,
  maxPool: 5,
  averagePool: 6,
  lookup: 7,
  add: 8,
  softmax: 9,
  embedding: 10,
  gru: 11,
  lstm: 12,
  attention: 13,
  indexes: 14,
  gather: 15,
  layerNorm: 16,
  place: 17,
} as const;

const FIELDS = [
  "op",
  "source",
  "target",
  "size",
  "outputs",
  "weights",
  "bias",
  "multipliers",
  "zero",
  "top",
  "leaky",
  "table",
  "sums",
  "stride",
  "height",
  "width",
  "channels",
  "outHeight",
  "outWidth",
  "kernelHeight",
  "kernelWidth",
  "strideY",
  "strideX",
  "topRows",
  "leftColumns",
  "stage",
  "stageRow",
  "pooled",
  "run",
  "other",
  "more",
  "extra",
] as const;

export type Entry = Partial<Record<(typeof FIELDS)[number], number>>;

export function entriesAsIntegers(entries: readonly Entry[]): Int32Array {
  return Int32Array.from(entries.flatMap((entry) => FIELDS.map((field) => entry[field] ?? 0)));
}
