import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import { openNet } from "../../../nets/net.ts";
import { under } from "../../fold.ts";
import type { Context } from "../../lab.ts";
import { scaleInputs } from "../../nets/scale.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import type { MlpTaskParams } from "./fields.ts";
import { derivedCount, derivedInputs } from "./inputs.ts";
import { mlpModel } from "./net.ts";
import { firstColumns, halvedMaps, SHOWN_UNITS } from "./plane.ts";

/** Of the experiment, and what its data made of the net. */
export type QuestionParams = MlpTaskParams & {
  /** Columns that go in, before others are derived from them. */
  readonly columns: number;
  readonly outputs: number;
  readonly classes: boolean;
  /** The rows are the cells of a square: units are given of every second one of every second line. */
  readonly halved: boolean;
  /** Shape of a picture, of a model that is run. */
  readonly sample?: readonly number[] | undefined;
};

/** Output: "output" [n, outputs], and "units0", … [n, shown units]. */
export const mlpQuestion = once((params: QuestionParams, context): Arrays => {
  const { rows, inputScale, targetScale, ...weights } = context.inputs.given;
  const [count] = rows.shape;
  const { outputs, halved } = params;
  const program = programOf(params, context, weights);
  program.run();
  return {
    output: array(inTargetUnits(program.output("output"), targetScale), [count, outputs]),
    ...Object.fromEntries(params.hidden.map((width, l) => [`units${l}`, unitsOf(program.output(`layer${l}`), width)])),
  };

  function unitsOf(values: Float32Array, width: number): NDArray {
    const maps = halved
      ? halvedMaps(values, Math.sqrt(count), width, SHOWN_UNITS)
      : firstColumns(values, width, SHOWN_UNITS);
    return array(maps.values, maps.shape);
  }
});

/** Output: "output" [n, outputs], the mean over the nets. */
export const mlpMeanQuestion = once((params: QuestionParams, context): Arrays => {
  const { given } = context.inputs;
  const sums = new Float64Array(given.rows.shape[0] * params.outputs);
  let nets = 0;
  for (; given[`${nets}/layer0.weights`]; nets++) {
    const program = programOf(params, context, under(`${nets}/`, given));
    program.run();
    for (const [i, value] of program.output("output").entries()) sums[i] += value;
  }
  const means = Float32Array.from(sums, (sum) => sum / nets);
  return { output: array(inTargetUnits(means, given.targetScale), [given.rows.shape[0], params.outputs]) };
});

/** A net with these weights, given the rows of the question. */
function programOf(params: QuestionParams, context: Context, weights: Arrays) {
  const { rows, inputScale } = context.inputs.given;
  const [count, columns] = rows.shape;
  const { outputs, classes } = params;
  const ends = { inputs: columns + derivedCount(params), outputs, classes };
  const net = mlpModel(params, ends).build(count, false);
  const { program } = openNet(machineOf(context), net.outputs, weights);
  program.input("x").set(derivedInputs(standardised(rows.values, columns, inputScale?.values), columns, params));
  return program;
}

/** Standardised numbers in the units of the target; probabilities as they are. */
function inTargetUnits(values: Float32Array, targetScale: NDArray | undefined): Float32Array {
  const [mean, deviation] = targetScale ? targetScale.values : [0, 1];
  return values.map((value) => value * deviation + mean);
}

/** Without a scale the rows are pixels: bytes as shares of 255, floats as they are. */
export function standardised(values: Arrays[string]["values"], columns: number, scale: ArrayLike<number> | undefined) {
  const all = Array.from({ length: columns }, (_, c) => c);
  const mean = Float64Array.from(all, (c) => scale?.[c] ?? 0);
  const deviation = Float64Array.from(all, (c) => scale?.[columns + c] ?? 1);
  return scaleInputs(values instanceof Uint8Array ? values : Float64Array.from(values), columns, all, {
    mean,
    deviation,
  });
}
