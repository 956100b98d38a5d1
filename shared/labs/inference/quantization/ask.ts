/** Questions of views to a net: given its weights by name, and what else is said. The data of the run calibrate and test. */
import { type Arrays, array } from "../../../arrays.ts";
import { eachRow, type FloatGraph, quantiseGraph, seenIn } from "../../../quant/float/index.ts";
import { dequantised, encodeGraph, valueNamed, valuesOf } from "../../../quant/graph/index.ts";
import type { Context } from "../../lab.ts";
import { accuracyOf, largest } from "../../nets/classes.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { weightsIn } from "../../nets/weights.ts";
import { once } from "../../process.ts";
import { rawSamples, rowNet, rowSamples } from "../table-net.ts";
import { ASKED } from "./bit-counts.ts";
import { accuracyWith, griddedWeights } from "./bits.ts";
import { calibrationRows } from "./data.ts";
import type { QuantizationParams } from "./fields.ts";
import { floatGraphOf } from "./float-graph.ts";
import { FORMATS, type Format, optionsOf } from "./formats.ts";
import type { Scheme } from "./grid.ts";
import { answersOf, enginesOf } from "./quantised.ts";

const subjectOf = (params: QuantizationParams, { data, inputs }: Context) => ({
  chain: rowNet(params, data).chain,
  weights: weightsIn(inputs.given),
  samples: rowSamples(params, data),
});

const number = (value: number) => array(Float64Array.of(value));

/**
 * One sample, "rows" as the data have it, through the net in floats and in each format. Output: `probabilities.<format>` and `logits.<format>`, "float32" among them; of formats
 * `scale.<format>`, what a step of the logits is worth, and for each node `steps.<format>.<node>`: how many steps its codes are from those of the floats' values, the
 * mean and the most.
 */
export const askSample = once((params: QuantizationParams, context): Arrays => {
  const { chain, weights, samples } = subjectOf(params, context);
  const float = floatGraphOf(chain, weights, samples);
  const row = context.inputs.given.rows.values as Float32Array;
  const floats = floatValues(float, row);
  const calibration = calibrationRows(params, samples);
  const seen = seenIn(float, calibration);
  const [output] = float.outputs;
  const before = float.nodes.find(({ name, op }) => name === output && op === "softmax")?.inputs[0] ?? output;
  const numbersOf = (name: string) => Float32Array.from(floats.get(name) ?? []);
  const found: Record<string, Arrays[string]> = {
    "probabilities.float32": array(numbersOf(output)),
    "logits.float32": array(numbersOf(before)),
  };
  for (const format of FORMATS) {
    const { graph, standsFor } = quantiseGraph(float, calibration, { ...optionsOf(params, format), seen });
    const names = graph.nodes.filter(({ op }) => op !== "reshape").map(({ name }) => name);
    const answer = enginesOf(context).run(graph, row, [...names, ...graph.outputs]);
    const values = valuesOf(graph);
    for (const name of names) {
      const { code } = valueNamed(values, name);
      const stands = standsFor[name];
      if (stands === output) found[`probabilities.${format}`] = array(dequantised(code, answer[name]));
      if (stands === before) {
        found[`logits.${format}`] = array(dequantised(code, answer[name]));
        found[`scale.${format}`] = number(code.scale);
      }
      let [sum, most] = [0, 0];
      for (const [i, value] of (floats.get(stands) ?? []).entries()) {
        const exact = Math.min(Math.max(Math.round(value / code.scale) + code.zero, 0), code.top);
        const off = Math.abs(answer[name][i] - exact);
        sum += off;
        most = Math.max(most, off);
      }
      found[`steps.${format}.${name}`] = array(Float64Array.of(sum / answer[name].length, most));
    }
  }
  return found;
});

function floatValues(float: FloatGraph, row: Float32Array): ReadonlyMap<string, Float64Array> {
  let found: ReadonlyMap<string, Float64Array> = new Map();
  eachRow(float, row, (values) => {
    found = new Map(values);
  });
  return found;
}

type Gridded = QuantizationParams & { readonly layer: string; readonly bits: number; readonly scheme: Scheme };

/** The weights of one layer on a grid of so many bits, all else in floats. Output: `accuracy` on the first held-out pictures. */
export const askGridded = once((params: Gridded, context): Arrays => {
  const { chain, weights, samples } = subjectOf(params, context);
  const bitsOf = (layer: string) => (layer === params.layer ? params.bits : 32);
  return { accuracy: number(accuracyWith(context, chain, griddedWeights(weights, bitsOf, params.scheme), samples)) };
});

type Clipped = QuantizationParams & {
  readonly format: Format;
  readonly value: string;
  readonly low: number;
  readonly high: number;
};

/** The net in its format, the codes of one value over a range that is given. Output: `accuracy` on the first held-out pictures. */
export const askClipped = once((params: Clipped, context): Arrays => {
  const { chain, weights, samples } = subjectOf(params, context);
  const { value, low, high } = params;
  const { graph } = quantiseGraph(floatGraphOf(chain, weights, samples), calibrationRows(params, samples), {
    ...optionsOf(params, params.format),
    ranges: { [value]: { low, high } },
  });
  const rows = samples.test.subarray(0, ASKED);
  const { columns, labels, classes } = samples;
  const all = answersOf(graph, enginesOf(context), rowsAsFloats(rawSamples(samples), rows), columns);
  const truth = Int32Array.from(rows, (row) => labels[row]);
  return { accuracy: number(accuracyOf(truth, largest(all, classes.length))) };
});

/** The net in each format. Output: `file.<format>`, as safetensors, byte for byte those of the run. */
export const askModels = once((params: QuantizationParams, context): Arrays => {
  const { chain, weights, samples } = subjectOf(params, context);
  const float = floatGraphOf(chain, weights, samples);
  const calibration = calibrationRows(params, samples);
  const seen = seenIn(float, calibration);
  return Object.fromEntries(
    FORMATS.map((format) => {
      const { graph } = quantiseGraph(float, calibration, { ...optionsOf(params, format), seen });
      return [`file.${format}`, array(encodeGraph(graph))];
    }),
  );
});
