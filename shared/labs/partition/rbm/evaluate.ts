import { type Arrays, array } from "../../../arrays.ts";
import { fold } from "../../../random/index.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { checkRbmData, type Samples, samplesOf } from "./data.ts";
import type { RbmParams } from "./fields.ts";
import { machineOn, parametersFrom } from "./train.ts";

/** Rows that are evaluated after training at the most, and those among them whose pseudo-likelihood is computed. */
const MOST_ROWS = 10_000;
const PSEUDO_ROWS = 100;

/** The held-out rows, or the training rows where nothing is held out. */
export function evaluatedRows({ train, test }: Samples): Uint32Array {
  return (test.length > 0 ? test : train).subarray(0, MOST_ROWS);
}

/** A step is a row: its free energy, and for the first hundred the log pseudo-likelihood (Infinity for the rest: a NaN would be taken for a fault of the thread). */
export function openEvaluation(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = task.params as unknown as RbmParams;
  const samples = samplesOf(checkRbmData(context.data), params);
  const rows = evaluatedRows(samples);
  const machine = machineOn(context, samples.visible, params.hidden, 1);
  machine.loadPixels(samples.pixels);
  machine.setParameters(parametersFrom(context.inputs.train));
  let step = checkpoint?.step.values[0] ?? 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      const freeEnergy = new Float64Array(steps);
      const pseudoLikelihood = new Float64Array(steps).fill(Number.POSITIVE_INFINITY);
      for (let s = 0; s < steps; s++, step++) {
        machine.present(0, rows[step], params.binarise === "sample", fold(task.key, step));
        freeEnergy[s] = machine.freeEnergy(0);
        if (step < PSEUDO_ROWS) pseudoLikelihood[s] = machine.pseudoLikelihood(0);
      }
      return { freeEnergy: array(freeEnergy), pseudoLikelihood: array(pseudoLikelihood) };
    },
    snapshot: () => ({}),
    checkpoint: () => ({ step: array(Float64Array.of(step)) }),
    output: () => ({}),
  };
}
