/** What the views of the lab know of a run: its net in floats, its formats by name, and questions about it. */
import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import type { ParamValue } from "../../../../shared/experiment/fields.ts";
import { netParams, type QuantizationParams } from "../../../../shared/labs/inference/quantization/fields.ts";
import type { ALL_FORMATS } from "../../../../shared/labs/inference/quantization/formats.ts";
import { isFloatProduct } from "../../../../shared/labs/inference/quantization/stored.ts";
import { rawSamples, rowNet, rowSamples } from "../../../../shared/labs/inference/table-net.ts";
// Not by their door: behind it lies what quantises, which threads alone run.
import { graphOfChain } from "../../../../shared/quant/float/chain.ts";
import { type FloatGraph, NoIntegersError } from "../../../../shared/quant/float/graph.ts";
import type { FloatProduct } from "../../../../shared/quant/float/weights.ts";
import type { Localized } from "../../../../shared/text.ts";
import { t } from "../../../i18n/locale.ts";
import { type Answer, useAnswer } from "../../answer.ts";
import { netKey, newestWeights } from "../../parts/net-state.ts";
import type { PictureNet } from "../../parts/picture-net.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

export type QuantizationProps = ViewProps<QuantizationParams>;
export type AnyFormat = (typeof ALL_FORMATS)[number] | "pruned";

/** As shared views ask it. */
export const net: PictureNet<QuantizationParams> = {
  // As the data have them: what the net makes of them it is asked.
  samplesOf: (params, data) => rawSamples(rowSamples(params, data)),
  taskParams: netParams,
  layersOf: ({ channels, dense }) => channels.length + dense.length + 1,
};

const NAMES: Readonly<Record<AnyFormat, Localized>> = {
  float32: words.float32,
  "int8-tensor": words.int8Tensor,
  "int8-channel": words.int8Channel,
  int4: words.int4,
  pruned: words.pruned,
};
export const formatName = (format: AnyFormat): string => t(NAMES[format]);

/** The same format has the same colour in all figures. */
const COLORS: Readonly<Record<AnyFormat, number>> = {
  float32: 0,
  "int8-tensor": 4,
  "int8-channel": 1,
  int4: 2,
  pruned: 5,
};
export const formatColor = (format: AnyFormat): string => `var(--series-${COLORS[format]})`;

/** The newest net as a graph of floats, its normalisations folded into the weights. Null before there is one, and where its data are not those of the form. */
export function useFloatGraph(props: QuantizationProps): FloatGraph | null {
  const { experiment, data } = props;
  const weights = newestWeights(props);
  return useMemo(() => {
    if (!weights) return null;
    try {
      return graphOfChain(rowNet(experiment.params, data as Table).chain, weights);
    } catch (error) {
      if (error instanceof ExperimentError || error instanceof NoIntegersError || error instanceof RangeError)
        return null;
      throw error;
    }
  }, [netKey(props), JSON.stringify(experiment.params), data, weights === undefined]);
}

export const productsOf = ({ nodes }: FloatGraph): readonly FloatProduct[] => nodes.filter(isFloatProduct);

/** "1. conv. 3 × 3, 8 filters", by its place among the products. */
export function productName(node: FloatProduct, index: number): string {
  const units = node.bias.length;
  const place = index + 1;
  if (node.op === "dense") return t(words.denseName, { index: place, units });
  return t(words.convName, { index: place, units, side: node.kernel.join(" × ") });
}

/** What a value of the net is, by the name of the node that gives it. */
export function valueName(float: FloatGraph, name: string): string {
  if (name === "input") return t(words.input);
  const products = productsOf(float);
  const root = name.split(".")[0];
  const at = products.findIndex((node) => node.name === root);
  const node = float.nodes.find((one) => one.name === name);
  if (node?.op === "softmax") return t(words.softmax);
  const own = at < 0 ? name : productName(products[at], at);
  if (node?.op === "activation") return t(words.afterActivation, { layer: own, kind: node.kind });
  return name.endsWith(".pooling") ? t(words.afterPooling, { layer: own }) : own;
}

/** Asks the pool about the newest net; null for `key` asks nothing. */
export function useNetAnswer(
  props: QuantizationProps,
  kind: string,
  key: string | null,
  params: Readonly<Record<string, ParamValue | undefined>>,
  given: Arrays = {},
): Answer {
  const weights = newestWeights(props);
  return useAnswer(props.ask, weights && key !== null ? `${kind} ${netKey(props)} ${key}` : null, () => ({
    task: { kind, steps: 1, params: { ...props.experiment.params, ...params } },
    given: { ...weights, ...given },
  }));
}
