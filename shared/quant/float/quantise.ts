/**
 * Post-training quantisation of a graph (Jacob et al. 2018, "Quantization and training of neural networks for efficient integer-arithmetic-only inference"):
 * ranges of activations by calibration, weights to integers, every scale after a product to a multiplier and a shift.
 */
import type { TypedArray } from "../../arrays.ts";
import { exp } from "../../math/index.ts";
import { sizeOf } from "../../nets/tensor.ts";
import { refuseNonFinite } from "../../not-finite.ts";
import { fixedPoint } from "../fixed-point.ts";
import { checkSums } from "../graph/check.ts";
import { type Code, type GraphHead, type NodeHead, TABLE, TOP_7, TOP_8 } from "../graph/head.ts";
import { isMove } from "../graph/moves.ts";
import type { QuantGraph } from "../graph/tensors.ts";
import { STATE_CODE, valuesOf } from "../graph/values.ts";
import { LARGEST_BIAS, type Range } from "../net.ts";
import { activationOf } from "./activation.ts";
import { type Calibration, rangeOf, seenIn } from "./calibrate.ts";
import type { FloatGraph, FloatNode, FloatOf } from "./graph.ts";
import { shapesOf } from "./shapes.ts";
import { type FloatProduct, quantisedWeights, type WeightOptions } from "./weights.ts";

export interface QuantiseOptions extends Partial<WeightOptions> {
  /** Of activations; min-max where it is left out. */
  readonly calibration?: Calibration;
  /** Calibration rows of one sequence, where there are recurrent steps or attention; all of them where it is left out. */
  readonly sequence?: number;
}

export interface Quantised {
  readonly graph: QuantGraph;
  /** The node of the float graph whose value each value of the graph stands for: an activation is part of the product before it. */
  readonly standsFor: Readonly<Record<string, string>>;
}

/**
 * `rows`: calibration rows × numbers of a row. Weights per channel in int8 where nothing else is said. Throws a NotFiniteError that names the first weight or activation which is not
 * finite, a NoIntegersError for layers that integers lack, a RangeError for shapes that do not fit.
 */
export function quantiseGraph(float: FloatGraph, rows: Float32Array, options: QuantiseOptions = {}): Quantised {
  const how = options.calibration ?? { kind: "min-max" };
  const storing = { weights: "per-channel", storage: "int8", group: 32, ...options } as const;
  const seen = seenIn(float, rows, options.sequence);
  const users = usersOf(float);
  const shapes = shapesOf(float);
  const narrow = narrowOf(float, users);
  const codeFor = (name: string) => {
    const top = narrow.has(name) ? TOP_7 : TOP_8;
    return codeOf(fixedRange(float, name) ?? rangeOf(seen.get(name) as Float32Array, how, top), top);
  };
  const rangeBefore = (name: string) => rangeOf(seen.get(name) as Float32Array, how, TABLE - 1);

  const inputCode = codeFor("input");
  const { offsets, scales, shape } = float.input;
  const each = offsets !== undefined || scales !== undefined;
  const codes = new Map([["input", inputCode]]);
  const names = new Map([["input", "input"]]);
  const standsFor: Record<string, string> = { input: "input" };
  const nodes: NodeHead[] = [];
  const tensors: Record<string, TypedArray> = {};
  if (each) {
    const size = sizeOf(shape);
    tensors["input.offsets"] = offsets ?? new Float32Array(size);
    tensors["input.scales"] = Float32Array.from({ length: size }, (_, i) => (scales?.[i] ?? 1) * inputCode.scale);
  }
  const put = (node: NodeHead, parts: Readonly<Record<string, TypedArray>>, code: Code, stands: string) => {
    nodes.push(node);
    for (const [part, values] of Object.entries(parts)) tensors[`${node.name}.${part}`] = values;
    codes.set(node.name, code);
    names.set(stands, node.name);
    standsFor[node.name] = stands;
  };
  const byName = new Map(float.nodes.map((node) => [node.name, node]));
  const fused = new Set<string>();
  for (const node of float.nodes) {
    if (fused.has(node.name)) continue;
    const { name } = node;
    const inputs = node.inputs.map((own) => names.get(own) as string);
    const froms = inputs.map((own) => codes.get(own) as Code);
    const [from] = froms;
    switch (node.op) {
      case "dense":
      case "conv2d":
      case "depthwise2d": {
        const activation = onlyActivation(name, users, byName, float.outputs);
        if (activation) fused.add(activation.name);
        const stands = activation?.name ?? name;
        const code = codeFor(stands);
        const { head, parts } = productOf(node, activation, from, code, () => rangeBefore(name), storing);
        put({ ...head, name, inputs } as NodeHead, parts, code, stands);
        break;
      }
      case "activation": {
        const code = codeFor(name);
        const f = activationOf(node);
        const table = Uint8Array.from({ length: from.top + 1 }, (_, at) =>
          codeAt(f(from.scale * (at - from.zero)), code),
        );
        put({ name, op: "lookup", inputs, code }, { table }, code, name);
        break;
      }
      case "add": {
        const code = codeFor(name);
        put(
          { name, op: "add", inputs, code },
          {
            rescale: sumScales(
              inputs.map((own) => codes.get(own) as Code),
              code,
            ),
          },
          code,
          name,
        );
        break;
      }
      case "softmax": {
        const top = narrow.has(name) ? TOP_7 : TOP_8;
        const table = Int32Array.from({ length: 256 }, (_, d) => Math.round(65_535 * exp(-from.scale * d)));
        put({ name, op: "softmax", inputs, top }, { table }, { scale: 1 / top, zero: 0, top }, name);
        break;
      }
      case "reshape":
        put({ name, op: "reshape", inputs, shape: [...node.shape] }, {}, from, name);
        break;
      case "upsample2d":
        put({ name, op: node.op, inputs, factor: [node.factor[0], node.factor[1]] }, {}, from, name);
        break;
      case "spread2d":
        put({ name, op: node.op, inputs, stride: [node.stride[0], node.stride[1]] }, {}, from, name);
        break;
      case "pad2d":
      case "crop2d": {
        const { op, top, bottom, left, right } = node;
        put({ name, op, inputs, top, bottom, left, right }, {}, from, name);
        break;
      }
      case "layerNorm": {
        refuseNonFinite(node.gain, `gain of ${name}, value`);
        refuseNonFinite(node.bias, `bias of ${name}, value`);
        const code = codeFor(name);
        const { affine, ...numbers } = normParts(node, from, code);
        put({ name, op: "layerNorm", inputs, code, ...numbers }, { affine }, code, name);
        break;
      }
      case "maxPool2d":
      case "averagePool2d":
        put({ name, op: node.op, inputs, ...windowsHead(node) }, {}, from, name);
        break;
      case "globalMaxPool2d":
      case "globalAveragePool2d":
        put({ name, op: node.op, inputs }, {}, from, name);
        break;
      case "embedding": {
        refuseNonFinite(node.weights, `weight of ${name}, value`);
        const code = codeOf(rangeOf(node.weights.slice().sort(), how, TOP_7), narrow.has(name) ? TOP_7 : TOP_8);
        const weights = Uint8Array.from(node.weights, (w) => codeAt(w, code));
        put({ name, op: "embedding", inputs, units: node.units, code }, { weights }, code, name);
        break;
      }
      case "gru":
      case "lstm": {
        const { units } = node;
        const head =
          node.op === "gru" ? ({ op: "gru", units, reset: node.reset } as const) : ({ op: "lstm", units } as const);
        put({ name, inputs, ...head }, recurrentParts(node, from, storing), STATE_CODE, name);
        break;
      }
      case "attention": {
        const [query, key, value] = froms;
        const { heads, steps } = node;
        const width = (shapes.get(node.inputs[0]) as readonly number[])[0] / heads;
        // Differences of scores in steps of 1/64.
        const rescale = Int32Array.from(fixedPoint((query.scale * key.scale * 64) / Math.sqrt(width)));
        put({ name, op: "attention", inputs, heads, steps }, { rescale }, value, name);
        break;
      }
      default:
        node satisfies never;
    }
  }
  const head: GraphHead = {
    input: {
      shape: [...shape],
      code: inputCode,
      ...(each && { each: true as const }),
      ...(float.input.things && { things: float.input.things }),
    },
    nodes,
    outputs: float.outputs.map((name) => names.get(name) as string),
  };
  const graph = { ...head, tensors };
  checkSums(graph, valuesOf(head));
  return { graph, standsFor };
}

const windowsHead = ({ kernel, stride, padding }: Pick<FloatOf<"conv2d">, "kernel" | "stride" | "padding">) => ({
  kernel: [kernel[0], kernel[1]] as [number, number],
  stride: [stride[0], stride[1]] as [number, number],
  padding,
});

function usersOf({ nodes }: FloatGraph): ReadonlyMap<string, readonly FloatNode[]> {
  const users = new Map<string, FloatNode[]>();
  for (const node of nodes) for (const name of node.inputs) users.set(name, [...(users.get(name) ?? []), node]);
  return users;
}

/** Operations whose value has the codes of their input. */
const keepsCodes = ({ op }: FloatNode) =>
  op === "reshape" ||
  op.startsWith("maxPool") ||
  op.startsWith("averagePool") ||
  op.startsWith("global") ||
  isMove({ op });

/** Values that go into a product, if under another shape or pooled: their codes have 7 bits. */
function narrowOf({ nodes }: FloatGraph, users: ReadonlyMap<string, readonly FloatNode[]>): ReadonlySet<string> {
  const narrow = new Set<string>();
  for (const name of [...nodes.map((node) => node.name).reverse(), "input"])
    if (users.get(name)?.some((user) => isProduct(user) || isStep(user) || (keepsCodes(user) && narrow.has(user.name))))
      narrow.add(name);
  return narrow;
}

const isStep = ({ op }: FloatNode) => op === "gru" || op === "lstm" || op === "attention";
const isProduct = ({ op }: FloatNode) => op === "dense" || op === "conv2d" || op === "depthwise2d";

/** The activation of a product's sums, where it is all that they are used for. */
function onlyActivation(
  name: string,
  users: ReadonlyMap<string, readonly FloatNode[]>,
  byName: ReadonlyMap<string, FloatNode>,
  outputs: readonly string[],
): FloatOf<"activation"> | undefined {
  const [user, ...more] = users.get(name) ?? [];
  const node = user && byName.get(user.name);
  return more.length === 0 && node?.op === "activation" && !outputs.includes(name) ? node : undefined;
}

/** Of functions whose values are known without looking. */
function fixedRange({ nodes }: FloatGraph, name: string): Range | undefined {
  const node = nodes.find((one) => one.name === name);
  if (node?.op !== "activation") return undefined;
  if (node.kind === "sigmoid") return { low: 0, high: 1 };
  return node.kind === "tanh" ? { low: -1, high: 1 } : undefined;
}

/** Scales are float32, since inputs are divided in float32. */
function codeOf({ low, high }: Range, top: Code["top"]): Code {
  const scale = Math.max(Math.fround((high - low) / top), 1e-30);
  return { scale, zero: Math.min(Math.max(Math.round(-low / scale), 0), top), top };
}

const codeAt = (value: number, { scale, zero, top }: Code) =>
  Math.min(Math.max(Math.round(value / scale) + zero, 0), top);

type Head = Omit<Extract<NodeHead, { op: "dense" | "conv2d" | "depthwise2d" }>, "name" | "inputs">;

function productOf(
  node: FloatProduct,
  activation: FloatOf<"activation"> | undefined,
  from: Code,
  code: Code,
  rangeBefore: () => Range,
  options: WeightOptions,
): { readonly head: Head; readonly parts: Readonly<Record<string, TypedArray>> } {
  const { storage, tensors, matrix, steps } = quantisedWeights(
    node,
    node.op === "dense" ? 1 : node.kernel[0],
    from.scale,
    options,
  );
  const after = afterSums(activation, code, rangeBefore);
  const common = {
    storage,
    code,
    ...(after.leaky && { leaky: true as const }),
    ...(after.table && { tableZero: after.zero }),
  };
  const parts = {
    ...tensors,
    ...scalesOf(matrix, steps, node.bias, from, after.step),
    ...(after.table && { table: after.table }),
  };
  if (node.op === "dense") return { head: { op: "dense", units: node.units, ...common } as Head, parts };
  if (node.op === "conv2d")
    return { head: { op: "conv2d", filters: node.filters, ...windowsHead(node), ...common } as Head, parts };
  return { head: { op: "depthwise2d", ...windowsHead(node), ...common } as Head, parts };
}

/** Gains and biases over the largest power of two with which all of them stay within 24 and 30 bits. */
function normParts({ epsilon, gain, bias }: FloatOf<"layerNorm">, from: Code, to: Code) {
  const gains = gain.map((g) => g / (1024 * to.scale));
  const biases = bias.map((b) => b / to.scale);
  const most = (values: Float32Array) => values.reduce((largest, x) => Math.max(largest, Math.abs(x)), 1e-30);
  const bits = Math.min(24 - Math.log2(most(gains)), 30 - Math.log2(most(biases)));
  const shift = Math.min(Math.max(Math.floor(bits), 1), 22);
  const held = (value: number, limit: number) => Math.min(Math.max(Math.round(value * 2 ** shift), -limit), limit);
  const affine = Int32Array.of(...gains.map((g) => held(g, 2 ** 24)), ...biases.map((b) => held(b, 2 ** 30)));
  return { affine, shift, epsilon: Math.min(Math.round((epsilon / from.scale ** 2) * gain.length ** 3), 2 ** 52) };
}

/** Both products of a recurrent step, whose sums become units of 1/1024. */
function recurrentParts(
  node: FloatOf<"gru"> | FloatOf<"lstm">,
  from: Code,
  options: WeightOptions,
): Readonly<Record<string, TypedArray>> {
  const { name, bias, recurrentWeights } = node;
  const recurrentBias =
    node.op === "gru" && node.reset === "after" ? node.recurrentBias : new Float32Array(bias.length);
  const parts = [
    { prefix: "", weights: node.weights, bias, code: from },
    { prefix: "state-", weights: recurrentWeights, bias: recurrentBias, code: STATE_CODE },
  ].map((own) => {
    const product: FloatOf<"dense"> = {
      name,
      inputs: [],
      op: "dense",
      units: bias.length,
      weights: own.weights,
      bias: own.bias,
    };
    const { matrix, steps } = quantisedWeights(product, 1, own.code.scale, { ...options, storage: "int8" });
    const scaled = scalesOf(matrix, steps, own.bias, own.code, 1 / 1024);
    return Object.entries({ weights: matrix, ...scaled }).map(([part, values]) => [`${own.prefix}${part}`, values]);
  });
  return Object.fromEntries(parts.flat());
}

/** Biases, with what the zero of the inputs adds to each sum, and the factors from sums to steps of `to`. */
function scalesOf(matrix: Int8Array, steps: Float64Array, floats: Float32Array, from: Code, to: number) {
  const outputs = floats.length;
  const taps = matrix.length / outputs;
  const bias = new Int32Array(outputs);
  const rescale = new Int32Array(2 * outputs);
  for (let j = 0; j < outputs; j++) {
    let sum = 0;
    for (let i = j * taps; i < (j + 1) * taps; i++) sum += matrix[i];
    const step = from.scale * steps[j];
    bias[j] = Math.min(Math.max(Math.round(floats[j] / step) - from.zero * sum, -LARGEST_BIAS), LARGEST_BIAS);
    [rescale[j], rescale[outputs + j]] = fixedPoint(step / to);
  }
  return { bias, rescale };
}

/** What one more of the sum's unit is worth after scaling, and what follows: nothing, leaky ReLU, or a table over the range before the activation. */
function afterSums(
  activation: FloatOf<"activation"> | undefined,
  code: Code,
  rangeBefore: () => Range,
): { readonly step: number; readonly leaky?: boolean; readonly zero: number; readonly table?: Uint8Array } {
  const { scale: step, zero } = code;
  if (!activation || activation.kind === "linear") return { step, zero };
  // The codes of what is clipped below begin at zero, and end at the largest number seen.
  if (activation.kind === "relu" || activation.kind === "relu6") return { step, zero };
  if (activation.kind === "leaky-relu" && (activation.slope ?? 0.01) === 0.01) return { step, zero, leaky: true };
  const { low, high } = rangeBefore();
  const inner = (high - low) / (TABLE - 1);
  const own = Math.min(Math.max(Math.round(-low / inner), 0), TABLE - 1);
  const f = activationOf(activation);
  const table = Uint8Array.from({ length: TABLE }, (_, at) => codeAt(f((at - own) * inner), code));
  return { step: inner, zero: own, table };
}

/** Two factors over one power of two: the larger has 20 bits. */
function sumScales(from: readonly Code[], to: Code): Int32Array {
  const ratios = from.map(({ scale }) => scale / to.scale);
  const largest = Math.max(...ratios);
  const shift = Math.min(Math.max(Math.floor(Math.log2((2 ** 20 - 1) / largest)), 1), 30);
  return Int32Array.of(...ratios.map((ratio) => Math.min(Math.round(ratio * 2 ** shift), 2 ** 20)), shift);
}
