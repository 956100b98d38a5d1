/** Chains of layers with random weights, and what our engine answers with them. */
import fc from "fast-check";
import type { Arrays } from "../../../../shared/arrays.ts";
import { ACTIVATION_KINDS } from "../../../../shared/nets/activations.ts";
import { type Chain, type ChainLayer, chainTensors, type Pair } from "../../../../shared/nets/chain.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { permuted, TO_PLANES } from "../../../../shared/nets/onnx/arrange.ts";
import { parametersOf } from "../../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { normals } from "../tfjs/models.ts";

export const ROWS = 3;

/** Of a chain: random weights (variances positive), and samples. */
export function stirred(chain: Chain): { readonly weights: Arrays; readonly samples: Float32Array } {
  const { output } = chainTensors(chain, input("x", [1, ...chain.input]), false);
  const { parts } = parametersOf([output]);
  const weights = parts.map(({ name, tensor: { shape } }, w) => {
    const values = normals(sizeOf(shape), w);
    return [name, { shape, values: values.map((z) => (name.endsWith("variance") ? 0.5 + z * z : 0.4 * z)) }] as const;
  });
  return { weights: Object.fromEntries(weights), samples: normals(ROWS * sizeOf(chain.input), 99) };
}

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);

/** Ours, and the shape of one row. */
export function answered(chain: Chain, weights: Arrays, samples: Float32Array) {
  const { output } = chainTensors(chain, input("x", [ROWS, ...chain.input]), false);
  const { program } = openNet(scalarMachine, { output }, weights);
  program.input("x").set(samples);
  program.run();
  return { values: program.output("output").slice(), shape: output.shape.slice(1) };
}

/** Rows of pictures channels first, as ONNX has them; of other shapes as they are. */
export function asPlanes(values: Float32Array, shape: readonly number[]) {
  if (shape.length !== 3) return { values, shape: [ROWS, ...shape] };
  const moved = permuted({ shape: [ROWS, ...shape], values }, [0, ...TO_PLANES.map((axis) => axis + 1)]);
  return { values: moved.values as Float32Array<ArrayBuffer>, shape: moved.shape };
}

const pair = (most: number): fc.Arbitrary<Pair> =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }));
const padding = fc.constantFrom("same" as const, "valid" as const);
const filters = fc.record({ kernel: pair(3), stride: pair(2), padding, bias: fc.boolean() });
const affine = { gain: fc.boolean(), bias: fc.boolean() };

const everywhere: readonly fc.Arbitrary<Omit<ChainLayer, "name">>[] = [
  fc.record({ kind: fc.constant("activation"), activation: fc.constantFrom(...ACTIVATION_KINDS, "relu6", "softmax") }),
  fc.record({
    kind: fc.constant("activation"),
    activation: fc.constant("leaky-relu"),
    slope: fc.constantFrom(0.01, 0.3),
  }),
  fc.record({ kind: fc.constant("activation"), activation: fc.constant("elu"), alpha: fc.constantFrom(1, 0.5) }),
  fc.record({ kind: fc.constant("dropout"), rate: fc.constantFrom(0.1, 0.5) }),
  fc.record({
    kind: fc.constant("batch-normalisation"),
    epsilon: fc.constantFrom(1e-3, 1e-5),
    momentum: fc.constantFrom(0.99, 0.9),
    ...affine,
  }),
  fc.record({ kind: fc.constant("layer-normalisation"), epsilon: fc.constantFrom(1e-3, 1e-5), ...affine }),
  fc.record({ kind: fc.constant("flatten") }),
  fc.record({ kind: fc.constant("dense"), units: fc.integer({ min: 1, max: 6 }), bias: fc.boolean() }),
];
const pictures: readonly fc.Arbitrary<Omit<ChainLayer, "name">>[] = [
  filters.chain((own) =>
    fc.record({ kind: fc.constant("convolution"), filters: fc.integer({ min: 1, max: 4 }), ...constants(own) }),
  ),
  filters.chain((own) =>
    fc.record({
      kind: fc.constant("transposed-convolution"),
      filters: fc.integer({ min: 1, max: 4 }),
      ...constants(own),
    }),
  ),
  filters.map((own) => ({ kind: "depthwise-convolution", ...own })),
  fc.record({ kind: fc.constantFrom("max-pooling", "average-pooling"), size: pair(3), stride: pair(2), padding }),
  fc.record({ kind: fc.constant("global-average-pooling") }),
  fc.record({ kind: fc.constant("upsampling"), factor: pair(3) }),
  fc.record({ kind: fc.constant("zeros"), rows: pair(2), columns: pair(2) }),
  fc.record({ kind: fc.constant("cropping"), rows: pair(1), columns: pair(1) }),
] as readonly fc.Arbitrary<Omit<ChainLayer, "name">>[];

const constants = <T extends object>(own: T) =>
  Object.fromEntries(Object.entries(own).map(([key, value]) => [key, fc.constant(value)])) as {
    [K in keyof T]: fc.Arbitrary<T[K]>;
  };

/** Up to eight layers of any kind on vectors, sequences or pictures: those that do not fit what is there are left out. */
export const chains: fc.Arbitrary<Chain> = fc
  .tuple(
    fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 9 })),
      fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
      fc.tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 3 })),
    ),
    fc.array(fc.oneof(...everywhere, ...pictures, ...pictures), { minLength: 1, maxLength: 8 }),
  )
  .map(([shape, steps]) => {
    const layers: ChainLayer[] = [];
    for (const [l, step] of steps.entries()) {
      const next = { name: `l${l}`, ...step } as ChainLayer;
      if (fits({ input: shape, layers: [...layers, next] })) layers.push(next);
    }
    return { input: shape, layers };
  });

/**
 * Zeros right before a pooling: onnxruntime 1.30.0 makes one operation of the two, and then answers to −1 … −4 as if the zeros were not there, or does not take the
 * model (findings/onnxruntime-pad-pooling.sh).
 */
function pads(layers: readonly ChainLayer[]): boolean {
  const isNothing = (layer: ChainLayer) =>
    layer.kind === "dropout" || (layer.kind === "activation" && layer.activation === "linear");
  const left = layers.filter((layer) => !isNothing(layer));
  return left.some(({ kind }, l) => /pooling/.test(kind) && left[l - 1]?.kind === "zeros");
}

function fits(chain: Chain): boolean {
  try {
    const { layers, output } = chainTensors(chain, input("x", [1, ...chain.input]), false);
    const shapes = [chain.input, ...layers.map(({ shape }) => shape.slice(1))];
    // Our engine would take other shapes for these two as well.
    const isOdd = ({ kind }: ChainLayer, l: number) => /zeros|cropping/.test(kind) && shapes[l].length !== 3;
    return sizeOf(output.shape) <= 4096 && !chain.layers.some(isOdd) && !pads(chain.layers);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
