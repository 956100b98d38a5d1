/**
 * A net is a static graph of operations over tensors of known shapes. Think of a `Tensor` as a formula: it holds no numbers, only how they
 * follow from others. Functions of `ops/` build it, `grad.ts` adds the formulas of its derivatives, `plan.ts` lays it out, a machine runs it.
 */
import type { Key } from "../random/key.ts";
import type { WasmModules } from "../wasm/modules.ts";

/** Lengths of the axes, outermost first; [] is a single number. All tensors are float32, row-major, without gaps. */
export type Shape = readonly number[];

export interface Tensor {
  readonly shape: Shape;
  readonly operation: Operation;
  readonly inputs: readonly Tensor[];
  readonly attributes: unknown;
  /** How many entries of the first axis belong to one sample of the minibatch; 0 where the tensor does not go by samples. */
  readonly perSample: number;
}

/** What of a training step its calls may depend on besides the tensors: read when they run. */
export interface StepState {
  /** Of this step; each random tensor folds its own stream into it. */
  key: Key;
  /** Position within the minibatch of the first sample of the pass. */
  firstRow: number;
}

/** The arithmetic of the reference: in float32, each function and each `round` giving a float32, or in float64 for finite differences. */
export interface Arithmetic {
  /** To the precision: Math.fround, or nothing. Every product, sum, … is rounded by itself. */
  readonly round: (x: number) => number;
  readonly exp: (x: number) => number;
  /** e^−|x|; in float32 at least e^−87. */
  readonly expMinusAbs: (x: number) => number;
  readonly expm1: (x: number) => number;
  readonly log: (x: number) => number;
  readonly tanh: (x: number) => number;
  readonly sigmoid: (x: number) => number;
  readonly softplus: (x: number) => number;
  readonly erf: (x: number) => number;
}

/** Float32Array on the reference; Float64Array where derivatives are checked. */
export type Floats = Float32Array | Float64Array;

/** One call of an operation: the memory of its inputs and its result, on a machine. */
export interface Call<A, M> {
  readonly x: readonly M[];
  readonly y: M;
  readonly shapes: readonly Shape[];
  readonly shape: Shape;
  readonly attributes: A;
  /**
   * Entries of the first axis of the first input that are summed to one shard's sum, by an operation that can sum over samples, whether or not what it
   * sums goes by samples: see `shards.ts`.
   */
  readonly segment: number;
  readonly step: Readonly<StepState>;
}

/** Exports of the module `tensors`. */
export type Tensors = WasmModules["tensors"];

/** One kind of node. Each has a file of its own in `ops/`, named like it. */
export interface Operation<A = unknown> {
  readonly name: string;
  /** The shape of the result. Throws a RangeError that names shapes which do not go together. */
  shape(shapes: readonly Shape[], attributes: A): Shape;
  /** `perSample` of the result; that of the first input that has one where this is left out. */
  perSample?(inputs: readonly Tensor[], attributes: A, shape: Shape): number;
  /** Sums over samples: its sum goes by shards, and a net whose loss depends on such a sum has one shard only. */
  reducesSamples?(inputs: readonly Tensor[], attributes: A): boolean;
  /** What it gives for a sample depends on other samples, or on where it stands among them, in another way than by a sum over all: one shard only. */
  mixesSamples?(inputs: readonly Tensor[], attributes: A): boolean;
  /** Derivatives of a number by the inputs, given `dy`, that by the result `y`: in operations that have derivatives again; null where it is zero. */
  gradient?(y: Tensor, dy: Tensor): readonly (Tensor | null)[];
  /** The reference: arrays of the lengths of the shapes, every operation rounded by the arithmetic. */
  scalar?(call: Call<A, Floats>, arithmetic: Arithmetic): void;
  /** The same bits on the module `tensors`: `x` and `y` are addresses. What it returns is called once a pass; it must not allocate. */
  wasm?(module: Tensors, call: Call<A, number>): () => void;
  /** Inputs whose memory the result may take over, where nothing else needs them later. */
  readonly inPlace?: readonly number[];
  /** The result is its first input under another shape: no call, no memory. */
  readonly alias?: true;
  /**
   * An operation on the first inputs of this one, with equal attributes, that a single call computes together with this one, into a second place:
   * what both need is computed once.
   */
  readonly twin?: {
    operation(): Operation;
    wasm(module: Tensors, call: Call<A, number>, second: number): () => void;
  };
  /** Multiply-adds of one call, for estimates; the size of the result where this is left out. */
  multiplyAdds?(shapes: readonly Shape[], attributes: A, shape: Shape): number;
}

/** The node of an operation on these inputs. Throws the RangeError of its shape rule, and one where samples do not stay apart on the first axis. */
export function apply<A>(operation: Operation<A>, inputs: readonly Tensor[], attributes: A): Tensor {
  const shape = operation.shape(
    inputs.map((input) => input.shape),
    attributes,
  );
  const perSample = operation.perSample
    ? operation.perSample(inputs, attributes, shape)
    : (inputs.find((input) => input.perSample > 0)?.perSample ?? 0);
  const tensor = { shape, operation, inputs, attributes, perSample };
  const counts = [...inputs, tensor].filter((one) => one.perSample > 0).map((one) => one.shape[0] / one.perSample);
  if (counts.some((count) => count !== counts[0]))
    throw new RangeError(
      `${operation.name} of ${counts[0]} samples gives shape ${told(shape)} (first axes must be those of the samples)`,
    );
  return tensor;
}

/** Whether the only axis of what is taken over the last axis is that of the samples. */
export function isOverSamples([{ shape, perSample }]: readonly Tensor[]): boolean {
  return shape.length === 1 && perSample > 0;
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

/** For messages: "3 × 4", "a number". */
export function told(shape: Shape): string {
  return shape.length === 0 ? "a number" : shape.join(" × ");
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}
