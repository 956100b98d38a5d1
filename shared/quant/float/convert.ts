/** One node of floats as one of integers. */
import type { TypedArray } from "../../arrays.ts";
import { exp } from "../../math/index.ts";
import { refuseNonFinite } from "../../not-finite.ts";
import { fixedPoint } from "../fixed-point.ts";
import { type Code, type NodeHead, TABLE } from "../graph/head.ts";
import { STATE_CODE } from "../graph/values.ts";
import type { Range } from "../net.ts";
import { activationOf } from "./activation.ts";
import type { FloatNode, FloatOf } from "./graph.ts";
import { productOf, recurrentParts, windowsHead } from "./products.ts";
import { codeAt, codeOf, normParts, sumScales } from "./scales.ts";
import type { WeightOptions } from "./weights.ts";

/** What the nodes before have become, and what calibration saw. */
export interface Site {
  /** Names and codes of the node's inputs; the width of the first. */
  readonly inputs: string[];
  readonly from: readonly Code[];
  readonly width: number;
  /** The activation of a product, which becomes a part of it. */
  readonly activation: FloatOf<"activation"> | undefined;
  codeFor(name: string): Code;
  topOf(name: string): Code["top"];
  /** Of the numbers of a value, for so many steps; or of these, sorted. */
  rangeOf(name: string | Float32Array, steps: number): Range;
  readonly options: WeightOptions;
}

export interface Converted {
  readonly head: NodeHead;
  /** Tensors by what follows the name of the node. */
  readonly parts: Readonly<Record<string, TypedArray>>;
  readonly code: Code;
}

export function converted(node: FloatNode, site: Site): Converted {
  const { name } = node;
  const { inputs, from: froms, activation, options } = site;
  const [from] = froms;
  const kept = (head: NodeHead): Converted => ({ head, parts: {}, code: from });
  switch (node.op) {
    case "dense":
    case "conv2d":
    case "depthwise2d": {
      const code = site.codeFor(activation?.name ?? name);
      const rangeBefore = () => site.rangeOf(name, TABLE - 1);
      return { ...productOf(inputs, node, activation, from, code, rangeBefore, options), code };
    }
    case "activation": {
      const code = site.codeFor(name);
      const f = activationOf(node);
      const number = (at: number) => from.scale * (at - from.zero);
      const table = Uint8Array.from({ length: from.top + 1 }, (_, at) => codeAt(f(number(at)), code));
      return { head: { name, op: "lookup", inputs, code }, parts: { table }, code };
    }
    case "add": {
      const code = site.codeFor(name);
      return { head: { name, op: "add", inputs, code }, parts: { rescale: sumScales(froms, code) }, code };
    }
    case "softmax": {
      const top = site.topOf(name);
      const table = Int32Array.from({ length: 256 }, (_, d) => Math.round(65_535 * exp(-from.scale * d)));
      return { head: { name, op: "softmax", inputs, top }, parts: { table }, code: { scale: 1 / top, zero: 0, top } };
    }
    case "reshape":
      return kept({ name, op: "reshape", inputs, shape: [...node.shape] });
    case "upsample2d":
      return kept({ name, op: node.op, inputs, factor: [node.factor[0], node.factor[1]] });
    case "spread2d":
      return kept({ name, op: node.op, inputs, stride: [node.stride[0], node.stride[1]] });
    case "pad2d":
    case "crop2d": {
      const { op, top, bottom, left, right } = node;
      return kept({ name, op, inputs, top, bottom, left, right });
    }
    case "maxPool2d":
    case "averagePool2d":
      return kept({ name, op: node.op, inputs, ...windowsHead(node) });
    case "globalMaxPool2d":
    case "globalAveragePool2d":
      return kept({ name, op: node.op, inputs });
    case "layerNorm": {
      refuseNonFinite(node.gain, `gain of ${name}, value`);
      refuseNonFinite(node.bias, `bias of ${name}, value`);
      const code = site.codeFor(name);
      const { affine, ...numbers } = normParts(node, from, code);
      return { head: { name, op: "layerNorm", inputs, code, ...numbers }, parts: { affine }, code };
    }
    case "embedding": {
      refuseNonFinite(node.weights, `weight of ${name}, value`);
      const top = site.topOf(name);
      const code = codeOf(site.rangeOf(node.weights.slice().sort(), top), top);
      const weights = Uint8Array.from(node.weights, (w) => codeAt(w, code));
      return { head: { name, op: "embedding", inputs, units: node.units, code }, parts: { weights }, code };
    }
    case "place": {
      refuseNonFinite(node.weights, `weight of ${name}, value`);
      const { units, steps } = node;
      const code = codeOf(site.rangeOf(node.weights.slice().sort(), site.topOf(name)), site.topOf(name));
      const weights = Uint8Array.from(node.weights, (w) => codeAt(w, code));
      return { head: { name, op: "place", inputs, units, steps, code }, parts: { weights }, code };
    }
    case "gru":
    case "lstm": {
      const { op, units } = node;
      const head: NodeHead =
        op === "gru" ? { name, op, inputs, units, reset: node.reset } : { name, op, inputs, units };
      return { head, parts: recurrentParts(node, from, options), code: STATE_CODE };
    }
    case "attention": {
      const [query, key, value] = froms;
      const { heads, steps } = node;
      // Differences of scores in steps of 1/64.
      const rescale = Int32Array.from(fixedPoint((query.scale * key.scale * 64) / Math.sqrt(site.width / heads)));
      return { head: { name, op: "attention", inputs, heads, steps }, parts: { rescale }, code: value };
    }
    default:
      return node satisfies never;
  }
}
