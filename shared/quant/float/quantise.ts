/**
 * Post-training quantisation of a graph (Jacob et al. 2018, "Quantization and training of neural networks for efficient integer-arithmetic-only inference"):
 * ranges of activations by calibration, weights to integers, every scale after a product to a multiplier and a shift.
 */
import type { TypedArray } from "../../arrays.ts";
import { sizeOf } from "../../nets/tensor.ts";
import { checkSums } from "../graph/check.ts";
import { type Code, type GraphHead, INPUT, type NodeHead, TOP_7, TOP_8 } from "../graph/head.ts";
import type { QuantGraph } from "../graph/tensors.ts";
import { valuesOf } from "../graph/values.ts";
import type { Range } from "../net.ts";
import { type Calibration, rangeOf, seenIn } from "./calibrate.ts";
import { converted, type Site } from "./convert.ts";
import type { FloatGraph, FloatNode } from "./graph.ts";
import { codeOf } from "./scales.ts";
import { shapesOf } from "./shapes.ts";
import { narrowOf, onlyActivation, usersOf } from "./users.ts";
import type { WeightOptions } from "./weights.ts";

export interface QuantiseOptions extends Partial<WeightOptions> {
  /** Of activations; min-max where it is left out. */
  readonly calibration?: Calibration;
  /** Of values by name, in place of what calibration finds; zero is in each of them. */
  readonly ranges?: Readonly<Record<string, Range>>;
  /** What these rows show (`seenIn`), where it is known: for several graphs of one net. */
  readonly seen?: ReadonlyMap<string, Float32Array>;
  /** Calibration rows of one sequence, where there are recurrent steps or attention; all of them where it is left out. */
  readonly sequence?: number;
  /** Hears how many calibration rows have gone through. */
  readonly hear?: (rows: number) => void;
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
  const users = usersOf(float);
  const shapes = shapesOf(float);
  const measured = measuredIn(float, rows, options, narrowOf(float, users));
  const inputCode = measured.codeFor(INPUT);
  const storing = { weights: "per-channel", storage: "int8", group: 32, ...options } as const;

  // Of the float graph's names: the values that they have become.
  const names = new Map([[INPUT, INPUT]]);
  const codes = new Map([[INPUT, inputCode]]);
  const nodes: NodeHead[] = [];
  const tensors: Record<string, TypedArray> = inputTensors(float, inputCode);
  for (const node of float.nodes) {
    // Part of the product before it.
    if (names.has(node.name)) continue;
    const activation = isProduct(node) ? onlyActivation(node.name, users, float.outputs) : undefined;
    const site: Site = {
      ...measured,
      inputs: node.inputs.map((name) => names.get(name) as string),
      from: node.inputs.map((name) => codes.get(name) as Code),
      width: (shapes.get(node.inputs[0]) as readonly number[])[0],
      activation,
      options: storing,
    };
    const { head, parts, code } = converted(node, site);
    nodes.push(head);
    for (const [part, values] of Object.entries(parts)) tensors[`${node.name}.${part}`] = values;
    const stands = activation?.name ?? node.name;
    names.set(stands, node.name);
    codes.set(stands, code);
  }
  const head: GraphHead = {
    input: {
      shape: [...float.input.shape],
      code: inputCode,
      ...(isStandardised(float) && { each: true as const }),
      ...(float.input.things && { things: float.input.things }),
    },
    nodes,
    outputs: float.outputs.map((name) => names.get(name) as string),
  };
  const graph = { ...head, tensors };
  checkSums(graph, valuesOf(head));
  return { graph, standsFor: Object.fromEntries([...names].map(([stands, name]) => [name, stands])) };
}

const isProduct = ({ op }: FloatNode) => op === "dense" || op === "conv2d" || op === "depthwise2d";

/** Ranges and codes by what the rows show. */
function measuredIn(
  float: FloatGraph,
  rows: Float32Array,
  { calibration = { kind: "min-max" }, sequence, hear, ranges = {}, ...known }: QuantiseOptions,
  narrow: ReadonlySet<string>,
): Pick<Site, "codeFor" | "topOf" | "rangeOf"> {
  const seen = known.seen ?? seenIn(float, rows, sequence, hear);
  const topOf = (name: string) => (narrow.has(name) ? TOP_7 : TOP_8);
  const range: Site["rangeOf"] = (of, steps) =>
    rangeOf(typeof of === "string" ? (seen.get(of) as Float32Array) : of, calibration, steps);
  return {
    topOf,
    rangeOf: range,
    codeFor(name) {
      const top = topOf(name);
      return codeOf(ranges[name] ?? fixedRange(float, name) ?? range(name, top), top);
    },
  };
}

/** Of functions whose values are known without looking. */
function fixedRange({ nodes }: FloatGraph, name: string): Range | undefined {
  const node = nodes.find((one) => one.name === name);
  if (node?.op !== "activation") return undefined;
  if (node.kind === "sigmoid") return { low: 0, high: 1 };
  return node.kind === "tanh" ? { low: -1, high: 1 } : undefined;
}

const isStandardised = ({ input }: FloatGraph) => input.offsets !== undefined || input.scales !== undefined;

/** Where each number is standardised: its offset, and its scale times that of the codes. */
function inputTensors(float: FloatGraph, { scale }: Code): Record<string, TypedArray> {
  const { shape, offsets, scales } = float.input;
  const size = sizeOf(shape);
  if (!isStandardised(float)) return {};
  return {
    [`${INPUT}.offsets`]: offsets ?? new Float32Array(size),
    [`${INPUT}.scales`]: Float32Array.from({ length: size }, (_, i) => (scales?.[i] ?? 1) * scale),
  };
}
