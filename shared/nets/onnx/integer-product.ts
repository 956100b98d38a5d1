/** Products of integers, dense and of convolutions: between codes, by weights with a scale for each output. */
import { type ProductHead, weightsOf } from "../../quant/graph/index.ts";
import type { Value as Codes } from "../../quant/graph/values.ts";
import type { Value } from "./graph.ts";
import { dequantised, looked, quantised, type Site, walked } from "./integer-site.ts";

/** What a sum is scaled by becomes the scale of its weights: m / 2^s = sx · sw / sy. Of a product with a table sy is 1, a place in it. */
export function product(site: Site, node: ProductHead): Value {
  const {
    net,
    graph,
    x: [x],
    from: [from],
    code,
  } = site;
  const { name } = node;
  const { scale, zero } = from.code;
  const [bias, rescale] = ["bias", "rescale"].map((part) => graph.tensors[`${name}.${part}`]);
  const outputs = bias.length;
  const own = Int8Array.from(weightsOf(graph, node, from));
  const taps = own.length / outputs;
  const unit = node.tableZero === undefined ? code.code.scale : 1;
  const scales = Float32Array.from(
    { length: outputs },
    (_, j) => (rescale[j] * 2 ** -rescale[outputs + j] * unit) / scale,
  );
  // Whatever it sums, an output that is scaled by 0 is 0.
  const isDead = scales.map((one) => Number(!(one > 0)));
  const sums = Int32Array.from(bias, (b, j) => {
    if (isDead[j]) own.fill(0, j * taps, (j + 1) * taps);
    const sum = own.subarray(j * taps, (j + 1) * taps).reduce((all, w) => all + w, 0);
    return isDead[j] ? 0 : Number(b) + zero * sum;
  });
  const steps = scales.map((one, j) => (isDead[j] ? 1 : one));
  const isDense = node.op === "dense";
  const weights = net.tensor({ name: `${name}.weights`, type: "int8", ...arranged(node, own, outputs, taps, from) });
  const weightScales = net.weights(`${name}.weights.scale`, { shape: [outputs], values: steps });
  const zeros = net.tensor({
    name: `${name}.weights.zero`,
    type: "int8",
    shape: [outputs],
    values: new Int8Array(outputs),
  });
  const biases = net.tensor({ name: `${name}.bias`, type: "int32", shape: [outputs], values: sums });
  const biasScales = net.weights(`${name}.bias.scale`, { shape: [outputs], values: steps.map((one) => one * scale) });
  const inputs = [
    dequantised(net, `${name}.in`, x.name, from),
    net.node("DequantizeLinear", `${name}.w`, [weights, weightScales, zeros], { axis: { i: isDense ? 1 : 0 } }),
    net.node("DequantizeLinear", `${name}.b`, [biases, biasScales], { axis: { i: 0 } }),
  ];
  const group = { i: node.op === "depthwise2d" ? outputs : 1 };
  const sum = isDense
    ? net.node("Gemm", `${name}.sum`, inputs)
    : net.node("Conv", `${name}.sum`, inputs, { ...walked(from, node), group });
  return { name: finished(site, node, sum), shape: code.shape, planes: code.shape.length === 3 };
}

/** Filters of ONNX are outputs × inputs × rows × columns, a matrix inputs × outputs. */
function arranged({ op, ...node }: ProductHead, own: Int8Array, outputs: number, taps: number, { shape }: Codes) {
  if (op === "dense") {
    const values = Int8Array.from(own, (_, at) => own[(at % outputs) * taps + Math.floor(at / outputs)]);
    return { shape: [taps, outputs], values };
  }
  const {
    kernel: [kh, kw],
  } = node as { readonly kernel: readonly [number, number] };
  const channels = op === "conv2d" ? shape[2] : 1;
  const values = Int8Array.from(own, (_, at) => {
    const [j, tap] = [Math.floor(at / taps), at % taps];
    const [c, place] = [Math.floor(tap / (kh * kw)), tap % (kh * kw)];
    return own[j * taps + place * channels + c];
  });
  return { shape: [outputs, channels, kh, kw], values };
}

/** Below zero a leaky sum is 0.01 of it; places in a table are found from the numbers themselves, halves up. */
function finished({ net, graph, code }: Site, node: ProductHead, sum: string): string {
  const { name, leaky, tableZero } = node;
  if (tableZero === undefined) {
    const bent = leaky ? net.node("LeakyRelu", `${name}.leaky`, [sum], { alpha: { f: 5243 / 2 ** 19 } }) : sum;
    return quantised(net, name, bent, code);
  }
  const last = graph.tensors[`${name}.table`].length - 1;
  const part = (op: string, what: string, inputs: readonly string[], attributes = {}) =>
    net.node(op, `${name}.${what}`, inputs, attributes);
  const shifted = part("Add", "shifted", [sum, net.scalar(`${name}.middle`, tableZero + 0.5)]);
  const bounds = [net.scalar(`${name}.least`, 0), net.scalar(`${name}.most`, last)];
  const places = part("Cast", "places", [part("Clip", "place", [part("Floor", "whole", [shifted]), ...bounds])], {
    to: { i: 6 },
  });
  return looked(net, graph, name, places);
}
