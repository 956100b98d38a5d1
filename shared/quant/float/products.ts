/** Products and recurrent steps of floats in integers. */
import type { TypedArray } from "../../arrays.ts";
import { type Code, type ProductHead, TABLE } from "../graph/head.ts";
import { STATE_CODE } from "../graph/values.ts";
import type { Range } from "../net.ts";
import { activationOf } from "./activation.ts";
import type { FloatOf } from "./graph.ts";
import { codeAt, scalesOf } from "./scales.ts";
import { type FloatProduct, quantisedWeights, type WeightOptions } from "./weights.ts";

type Parts = Readonly<Record<string, TypedArray>>;

export const windowsHead = ({ kernel, stride, padding }: Pick<FloatOf<"conv2d">, "kernel" | "stride" | "padding">) => ({
  kernel: [kernel[0], kernel[1]] as [number, number],
  stride: [stride[0], stride[1]] as [number, number],
  padding,
});

/** `inputs`: names of the values that its node takes. `rangeBefore`: of the sums, for activations by table. */
export function productOf(
  inputs: string[],
  node: FloatProduct,
  activation: FloatOf<"activation"> | undefined,
  from: Code,
  code: Code,
  rangeBefore: () => Range,
  options: WeightOptions,
): { readonly head: ProductHead; readonly parts: Parts } {
  const { storage, tensors, matrix, steps } = quantisedWeights(
    node,
    node.op === "dense" ? 1 : node.kernel[0],
    from.scale,
    options,
  );
  const after = afterSums(activation, code, rangeBefore);
  const common = {
    name: node.name,
    inputs,
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
  if (node.op === "dense") return { head: { op: "dense", units: node.units, ...common }, parts };
  if (node.op === "conv2d")
    return { head: { op: "conv2d", filters: node.filters, ...windowsHead(node), ...common }, parts };
  return { head: { op: "depthwise2d", ...windowsHead(node), ...common }, parts };
}

/** Both products of a recurrent step, whose sums become units of 1/1024. */
export function recurrentParts(node: FloatOf<"gru"> | FloatOf<"lstm">, from: Code, options: WeightOptions): Parts {
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
