/** Random nets of every kind, for fast-check: a plan of choices, each read with the shape that has come about so far. */
import fc from "fast-check";
import { ACTIVATION_KINDS } from "../../../../shared/nets/activations.ts";
import { sizeOf } from "../../../../shared/nets/tensor.ts";
import type { FloatGraph, FloatNode, QuantiseOptions } from "../../../../shared/quant/float/index.ts";
import { shapesOf } from "../../../../shared/quant/float/index.ts";
import { fillNormal32, foldIn, integer } from "../../../../shared/random/index.ts";
import type { Key } from "../../../../shared/random/key.ts";

const KINDS = [
  "dense",
  "conv2d",
  "depthwise2d",
  "activation",
  "maxPool2d",
  "averagePool2d",
  "globalMaxPool2d",
  "globalAveragePool2d",
  "flatten",
  "add",
  "softmax",
  "upsample2d",
  "spread2d",
  "pad2d",
  "crop2d",
  "layerNorm",
  "gru",
  "lstm",
  "attention",
  "place",
] as const;
export type RandomKind = (typeof KINDS)[number];

interface Choice {
  readonly kind: RandomKind;
  readonly units: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: "same" | "valid";
  readonly activation: number;
}

const pair = (low: number, high: number) =>
  fc.tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }));
const choice: fc.Arbitrary<Choice> = fc.record({
  kind: fc.constantFrom(...KINDS),
  units: fc.integer({ min: 1, max: 37 }),
  kernel: pair(1, 4),
  stride: pair(1, 3),
  padding: fc.constantFrom("same" as const, "valid" as const),
  activation: fc.nat(),
});

export const floatGraphs: fc.Arbitrary<{
  readonly float: FloatGraph;
  readonly rows: Float32Array;
  readonly options: QuantiseOptions;
}> = fc
  .record({
    picture: fc.boolean(),
    /** Numbers of things instead, so many a row, for an embedding. */
    things: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 6, nil: 0 }),
    sides: fc.tuple(pair(1, 11), fc.integer({ min: 1, max: 19 })),
    width: fc.integer({ min: 1, max: 70 }),
    choices: fc.array(choice, { minLength: 1, maxLength: 7 }),
    standardised: fc.boolean(),
    seed: fc.nat(1_000_000),
    options: fc.record({
      weights: fc.constantFrom("per-channel" as const, "per-tensor" as const),
      storage: fc.constantFrom("int8" as const, "int4" as const, "sparse" as const),
      group: fc.constantFrom(16 as const, 32 as const),
      calibration: fc.constantFrom(
        { kind: "min-max" as const },
        { kind: "percentile" as const, clipped: 0.02 },
        { kind: "squared-error" as const },
      ),
    }),
  })
  .map(({ picture, sides: [[height, waist], channels], width, choices, standardised, seed, options, things }) => {
    const key = foldIn([71, 3], seed);
    const shape = picture ? [height, waist, channels] : [width];
    if (things) return ofThings(things, choices, key, options);
    const size = sizeOf(shape);
    const input = {
      shape,
      ...(standardised && {
        offsets: normals(foldIn(key, 1), size, 1),
        scales: normals(foldIn(key, 2), size, 1).map((x) => 0.1 + Math.abs(x)),
      }),
    };
    const float = grown(input, choices, foldIn(key, 3), options.storage === "sparse");
    return { float, rows: normals(foldIn(key, 4), 3 * size, 1.5), options };
  });

const THINGS = 29;
function ofThings(count: number, choices: readonly Choice[], key: Key, options: QuantiseOptions) {
  const units = 1 + (choices.length % 5);
  const first: FloatNode = {
    name: "things",
    inputs: ["input"],
    op: "embedding",
    units,
    weights: normals(key, THINGS * units, 1),
  };
  const flat: FloatNode = { name: "flat", inputs: ["things"], op: "reshape", shape: [count * units] };
  const float = grown({ shape: [count], things: THINGS }, choices, foldIn(key, 3), false, [first, flat]);
  return {
    float,
    rows: Float32Array.from({ length: 3 * count }, (_, i) => integer(foldIn(key, 4), i, THINGS)),
    options,
  };
}

function normals(key: Key, count: number, deviation: number): Float32Array {
  const values = new Float32Array(count);
  fillNormal32(key, 0, values);
  return values.map((x) => deviation * x);
}

function grown(
  input: FloatGraph["input"],
  choices: readonly Choice[],
  key: Key,
  isSparse: boolean,
  first: readonly FloatNode[] = [],
): FloatGraph {
  const nodes = [...first];
  for (const [l, one] of choices.entries()) {
    const own = foldIn(key, l);
    const shapes = shapesOf({ input, nodes, outputs: [] });
    const last = nodes.at(-1)?.name ?? "input";
    const node = nodeOf(one, `n${l}`, last, shapes, own, isSparse);
    if (node) nodes.push(node);
  }
  // At least one operation.
  const last = nodes.at(-1)?.name ?? "input";
  if (nodes.length === 0) nodes.push({ name: "only", inputs: [last], op: "activation", kind: "tanh" });
  return { input, nodes, outputs: [nodes[nodes.length - 1].name] };
}

function nodeOf(
  { kind, units, kernel, stride, padding, activation }: Choice,
  name: string,
  last: string,
  shapes: ReadonlyMap<string, readonly number[]>,
  key: Key,
  isSparse: boolean,
): FloatNode | undefined {
  const shape = shapes.get(last) as readonly number[];
  const common = { name, inputs: [last] };
  const isPicture = shape.length === 3;
  const weights = (count: number, inputs: number) => {
    const values = normals(foldIn(key, 1), count, 1.5 / Math.sqrt(inputs));
    // Blocks of four taps and four outputs, of which one in three stays; the outputs are the last axis.
    const outputs = count / inputs;
    const block = (at: number) => 64 * Math.floor(at / outputs / 4) + Math.floor((at % outputs) / 4);
    return isSparse ? values.map((w, at) => (integer(foldIn(key, 3), block(at), 3) === 0 ? w : 0)) : values;
  };
  const bias = (count: number) => normals(foldIn(key, 2), count, 0.3);
  const fits = padding === "same" || (isPicture && kernel.every((k, axis) => k <= shape[axis]));
  const windows = { kernel, stride, padding };
  switch (kind) {
    case "dense":
      return isPicture
        ? undefined
        : { ...common, op: kind, units, weights: weights(shape[0] * units, shape[0]), bias: bias(units) };
    case "conv2d": {
      if (!isPicture || !fits) return undefined;
      const taps = kernel[0] * kernel[1] * shape[2];
      return {
        ...common,
        op: kind,
        filters: units,
        ...windows,
        weights: weights(taps * units, taps),
        bias: bias(units),
      };
    }
    case "depthwise2d": {
      if (!isPicture || !fits) return undefined;
      const taps = kernel[0] * kernel[1];
      return { ...common, op: kind, ...windows, weights: weights(taps * shape[2], taps), bias: bias(shape[2]) };
    }
    case "activation":
      return {
        ...common,
        op: kind,
        kind: [...ACTIVATION_KINDS, "relu6" as const][activation % (ACTIVATION_KINDS.length + 1)],
      };
    case "maxPool2d":
    case "averagePool2d":
      return isPicture && fits ? { ...common, op: kind, ...windows } : undefined;
    case "globalMaxPool2d":
    case "globalAveragePool2d":
      return isPicture ? { ...common, op: kind } : undefined;
    case "flatten":
      return isPicture ? { ...common, op: "reshape", shape: [sizeOf(shape)] } : undefined;
    case "add": {
      const equal = [...shapes]
        .filter(([own, one]) => !(own === "input" && shapes.has("things")) && one.join() === shape.join())
        .map(([own]) => own);
      return { ...common, inputs: [last, equal[activation % equal.length]], op: kind };
    }
    case "softmax":
      return { ...common, op: kind };
    case "upsample2d":
      return isPicture && sizeOf(shape) < 2000 ? { ...common, op: kind, factor: stride } : undefined;
    case "spread2d":
      return isPicture && sizeOf(shape) < 2000 ? { ...common, op: kind, stride } : undefined;
    case "pad2d":
    case "crop2d": {
      const [top, left] = kernel.map((n) => n - 1);
      const sides = { top, bottom: stride[0] - 1, left, right: stride[1] - 1 };
      const isLeft = kind === "pad2d" || (shape[0] > top + sides.bottom && shape[1] > left + sides.right);
      return isPicture && isLeft ? { ...common, op: kind, ...sides } : undefined;
    }
    case "layerNorm": {
      const width = shape[shape.length - 1];
      return { ...common, op: kind, epsilon: 1e-3, gain: weights(width, 2), bias: bias(width) };
    }
    case "gru":
    case "lstm": {
      if (shape.length !== 1) return undefined;
      const gates = (kind === "gru" ? 3 : 4) * units;
      const parts = {
        units,
        weights: weights(shape[0] * gates, shape[0]),
        bias: bias(gates),
        recurrentWeights: normals(foldIn(key, 4), units * gates, 1 / Math.sqrt(units)),
      };
      if (kind === "lstm") return { ...common, op: kind, ...parts };
      const reset = activation % 2 === 0 ? "before" : "after";
      return { ...common, op: kind, reset, ...parts, recurrentBias: normals(foldIn(key, 5), gates, 0.3) };
    }
    case "place":
      return { ...common, op: kind, units, steps: kernel[0], weights: normals(foldIn(key, 6), kernel[0] * units, 1) };
    case "attention": {
      if (shape.length !== 1) return undefined;
      const equal = [...shapes]
        .filter(([own, one]) => own !== "input" && one.join() === shape.join())
        .map(([own]) => own);
      if (equal.length === 0) return undefined;
      const heads = [4, 3, 2, 1].find((own) => shape[0] % own === 0) ?? 1;
      const of = (at: number) => equal[(activation + at) % equal.length];
      return { name, inputs: [last === "input" ? of(0) : last, of(1), of(2)], op: kind, heads, steps: kernel[0] };
    }
    default:
      return kind satisfies never;
  }
}
