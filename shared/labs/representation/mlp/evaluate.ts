import { type Arrays, array } from "../../../arrays.ts";
import { openNet } from "../../../nets/net.ts";
import type { Context } from "../../lab.ts";
import { accuracyOf, confusion, largest } from "../../nets/classes.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { machineOf } from "../../training.ts";
import { checkData, endsOf, inUnits, type Samples, samplesOf } from "./data.ts";
import { BLOCK } from "./evaluation-steps.ts";
import type { MlpTaskParams } from "./fields.ts";
import { mlpModel } from "./net.ts";

/** Rows whose predictions are part of the result. */
const KEPT = 20_000;

interface Evaluated {
  /** Outputs of all rows so far, rows × outputs. */
  readonly outputs: Float32Array;
  /** Loss of each row. */
  readonly losses: Float32Array;
}

/**
 * All rows through the trained net. Output: "predicted" class or number of the first rows of the table, with "confidence" in the class; of held-out and
 * of training rows "testLoss", "trainLoss" and, of classes, "accuracy", "trainAccuracy", "confusion" (held-out rows, true × predicted); of numbers
 * "rmse", "trainRmse" in their units, and "r2". "inputScale" and "targetScale": mean and deviation that the net's numbers were standardised by.
 */
export const mlpEvaluation = drive((params: MlpTaskParams, context, { saved, after = [] }: Start<Evaluated>) => {
  const table = checkData(params, context.data);
  const samples = samplesOf(table, params);
  const { outputs: width } = samples;
  const run = openBlocks(params, context, samples, context.inputs[after[0]]);
  const outputs = saved?.outputs ?? new Float32Array(table.rows * width);
  const losses = saved?.losses ?? new Float32Array(table.rows);
  return {
    advance: eachStep([], (step) => {
      const block = run(step);
      outputs.set(block.outputs, block.first * width);
      losses.set(block.losses, block.first);
    }),
    save: () => ({ outputs, losses }),
    output: () => evaluated(outputs, losses, samples),
  };
});

interface Block {
  /** Its first row. */
  readonly first: number;
  /** rows × outputs, and the loss of each row: views that the next block overwrites. */
  readonly outputs: Float32Array;
  readonly losses: Float32Array;
}

/** Runs a net over the table, a block of rows at a time. */
export function openBlocks(
  params: MlpTaskParams,
  context: Context,
  samples: Samples,
  weights: Arrays,
): (block: number) => Block {
  const table = checkData(params, context.data);
  const net = mlpModel(params, endsOf(table, params)).build(BLOCK, false);
  const { machine, program } = openNet(machineOf(context), { output: net.outputs.output, loss: net.losses }, weights);
  const x = machine.table(samples.values, samples.inputs);
  const t = machine.table(samples.targets, samples.outputs);
  return (block) => {
    const first = block * BLOCK;
    const count = Math.min(BLOCK, table.rows - first);
    // The last rows fill up what is left of a block: a row's numbers do not depend on the others.
    const rows = Uint32Array.from({ length: BLOCK }, (_, n) => first + Math.min(n, count - 1));
    program.load("x", x, rows);
    program.load("t", t, rows);
    program.run();
    return {
      first,
      outputs: program.output("output").subarray(0, count * samples.outputs),
      losses: program.output("loss").subarray(0, count),
    };
  };
}

/** What is told of the outputs and losses of all rows. */
export function evaluated(outputs: Float32Array, losses: ArrayLike<number>, samples: Samples): Arrays {
  const { goal, scale } = samples;
  return {
    testLoss: number(meanOver(losses, samples.test)),
    trainLoss: number(meanOver(losses, samples.train)),
    ...(goal.kind === "classes"
      ? classesFound(outputs, samples, goal.labels)
      : numbersFound(outputs, samples, goal.values)),
    inputScale: scaleArray(scale.mean, scale.deviation),
  };
}

const number = (value: number) => array(Float64Array.of(value));

function meanOver(values: ArrayLike<number>, rows: Uint32Array): number {
  return rows.reduce((sum, row) => sum + values[row], 0) / rows.length;
}

/** Means in the first row, deviations in the second. */
export function scaleArray(mean: Float64Array, deviation: Float64Array) {
  return array(Float64Array.of(...mean, ...deviation), [2, mean.length]);
}

export function classesFound(
  outputs: Float32Array,
  { test, train, outputs: classes }: Samples,
  labels: Int32Array,
): Arrays {
  const predicted = largest(outputs, classes);
  const of = (values: Int32Array, rows: Uint32Array) => Int32Array.from(rows, (row) => values[row]);
  const share = (rows: Uint32Array) => accuracyOf(of(labels, rows), of(predicted, rows));
  const kept = Math.min(KEPT, predicted.length);
  return {
    accuracy: number(share(test)),
    trainAccuracy: number(share(train)),
    confusion: array(confusion(of(labels, test), of(predicted, test), classes), [classes, classes]),
    predicted: array(predicted.slice(0, kept)),
    confidence: array(Float32Array.from({ length: kept }, (_, row) => outputs[row * classes + predicted[row]])),
  };
}

export function numbersFound(outputs: Float32Array, samples: Samples, values: Float64Array): Arrays {
  const predicted = inUnits(outputs, samples);
  const { test, train, goal } = samples;
  const square = (rows: Uint32Array) =>
    rows.reduce((sum, row) => sum + (predicted[row] - values[row]) ** 2, 0) / rows.length;
  const mean = test.reduce((sum, row) => sum + values[row], 0) / test.length;
  const variance = test.reduce((sum, row) => sum + (values[row] - mean) ** 2, 0) / test.length;
  return {
    rmse: number(Math.sqrt(square(test))),
    trainRmse: number(Math.sqrt(square(train))),
    ...(variance > 0 && { r2: number(1 - square(test) / variance) }),
    predicted: array(predicted.slice(0, KEPT)),
    ...(goal.kind === "number" && { targetScale: scaleArray(goal.scale.mean, goal.scale.deviation) }),
  };
}
