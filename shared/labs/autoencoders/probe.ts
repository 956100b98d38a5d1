/** What the code keeps of the classes, which neither the net nor PCA was told: a linear rule on either, learnt from the training rows. */
import { array } from "../../arrays.ts";
import { openNet } from "../../nets/net.ts";
import {
  addRows,
  type ClassSums,
  classify,
  classSums,
  type Discriminant,
  discriminantOf,
} from "../../stats/discriminant.ts";
import { BLOCK } from "../nets/blocks.ts";
import { rowsAsFloats } from "../nets/rows.ts";
import { drive, type Start } from "../process.ts";
import { eachStep } from "../records.ts";
import { machineOf } from "../training.ts";
import type { Autoencoding } from "./autoencoding.ts";
import { classCount } from "./blocks.ts";
import { type AutoencodingParams, samplesOf } from "./samples.ts";

/** Sums over the training rows so far, of the net's codes and of PCA's, and how many held-out rows each rule has classified rightly. */
interface Probed {
  readonly net: ClassSums;
  readonly pca: ClassSums;
  readonly right: Float64Array;
}

/** Training rows first, then the held-out ones. Output: `accuracy` and `pcaAccuracy`, fractions of the held-out rows. */
export const probeOf = <P extends AutoencodingParams>(net: Autoencoding<P>) =>
  drive((params: P, context, { saved }: Start<Probed>) => {
    const table = net.check(params, context.data);
    const samples = samplesOf(table, params);
    const labels = table.labels ?? new Int32Array(table.rows);
    const { outputs } = net.model(params, table).build(BLOCK, false);
    const { code } = outputs;
    const { program } = openNet(machineOf(context), { code }, context.inputs.train);
    const [, width] = code.shape;
    const { mean, components } = context.inputs.pca;
    const [dimensions] = components.shape;
    const classes = classCount(labels);
    const state = saved ?? {
      net: classSums(width, classes),
      pca: classSums(dimensions, classes),
      right: new Float64Array(2),
    };
    const project = projection(mean.values, components.values, samples.columns, dimensions);
    let rules: readonly Discriminant[] | undefined;
    const learning = Math.ceil(samples.train.length / BLOCK);
    return {
      advance: eachStep([], (step) => {
        const isLearning = step < learning;
        const from = (isLearning ? step : step - learning) * BLOCK;
        const chosen = (isLearning ? samples.train : samples.test).subarray(from, from + BLOCK);
        const rows = rowsAsFloats(samples, chosen);
        program.input("x").set(rows);
        program.run();
        const codes = [program.output("code"), project(rows)];
        const own = Int32Array.from(chosen, (row) => labels[row]);
        if (isLearning) for (const [i, sums] of [state.net, state.pca].entries()) addRows(sums, codes[i], own);
        else {
          rules ??= [state.net, state.pca].map(discriminantOf);
          for (const [i, rule] of rules.entries())
            for (const [n, label] of own.entries()) if (classify(rule, codes[i], n) === label) state.right[i]++;
        }
      }),
      save: () => state,
      output() {
        const [accuracy, pcaAccuracy] = state.right.map((count) => count / samples.test.length);
        return { accuracy: array(Float64Array.of(accuracy)), pcaAccuracy: array(Float64Array.of(pcaAccuracy)) };
      },
    };
  });

/** Rows about the mean along each component, rows × dimensions. */
function projection(mean: ArrayLike<number>, components: ArrayLike<number>, columns: number, dimensions: number) {
  return (rows: Float32Array): Float64Array => {
    const out = new Float64Array((rows.length / columns) * dimensions);
    for (let at = 0; at < out.length; at++) {
      const [n, k] = [Math.floor(at / dimensions), at % dimensions];
      let along = 0;
      for (let c = 0; c < columns; c++) along += components[k * columns + c] * (rows[n * columns + c] - mean[c]);
      out[at] = along;
    }
    return out;
  };
}
