import { exp, log } from "../../../math/elementary.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { checkData, type Samples, samplesOf } from "./data.ts";
import { evaluated, openBlocks } from "./evaluate.ts";
import { evaluationSteps } from "./evaluation-steps.ts";
import type { MlpTaskParams } from "./fields.ts";

interface Summed {
  /** Sums over the members so far of their outputs, rows × outputs. */
  readonly sums: Float64Array;
  /** members × rows: the loss of each row under each member. */
  readonly losses: Float32Array;
}

/**
 * The mean of what the members predict, probabilities of classes or standardised numbers: all rows through one net after another, in the order of `after`, so that
 * the sums are the same on any thread. Output: as of "evaluate", of the mean.
 */
export const mlpEnsemble = drive((params: MlpTaskParams, context, { saved, after = [] }: Start<Summed>) => {
  const members = after.length;
  const table = checkData(params, context.data);
  const samples = samplesOf(table, params);
  const { rows } = table;
  const blocks = evaluationSteps(rows);
  const sums = saved?.sums ?? new Float64Array(rows * samples.outputs);
  const losses = saved?.losses ?? new Float32Array(members * rows);
  let opened: { readonly member: number; readonly run: ReturnType<typeof openBlocks> } | undefined;
  const netOf = (member: number) => {
    if (opened?.member !== member) {
      opened = { member, run: openBlocks(params, context, samples, context.inputs[after[member]]) };
    }
    return opened.run;
  };
  return {
    advance: eachStep([], (step) => {
      const member = Math.floor(step / blocks);
      const block = netOf(member)(step % blocks);
      const from = block.first * samples.outputs;
      for (let i = 0; i < block.outputs.length; i++) sums[from + i] += block.outputs[i];
      losses.set(block.losses, member * rows + block.first);
    }),
    save: () => ({ sums, losses }),
    output() {
      const outputs = Float32Array.from(sums, (sum) => sum / members);
      return evaluated(outputs, ensembleLosses(sums, losses, members, samples), samples);
    },
  };
});

/**
 * Of classes −log of the mean of the probabilities that the members give to the true one, from their losses: the probabilities themselves may be too small
 * for a float32. Of numbers the squared error of the mean.
 */
export function ensembleLosses(
  sums: Float64Array,
  losses: Float32Array,
  members: number,
  { goal, targets }: Pick<Samples, "goal" | "targets">,
): Float64Array {
  const rows = losses.length / members;
  if (goal.kind === "number")
    return Float64Array.from({ length: rows }, (_, n) => (sums[n] / members - targets[n]) ** 2);
  return Float64Array.from({ length: rows }, (_, n) => {
    let least = Number.POSITIVE_INFINITY;
    for (let m = 0; m < members; m++) least = Math.min(least, losses[m * rows + n]);
    let sum = 0;
    for (let m = 0; m < members; m++) sum += exp(least - losses[m * rows + n]);
    return least - log(sum / members);
  });
}
