/** MMD² between the two outputs of a task "samples", and its permutation test. */
import { permutationTesting } from "./permutation.ts";

/** The process: compares `generated` with `real`, rows × columns each. */
export const compareSamples = permutationTesting<{ readonly permutations: number }>(({ permutations }, { inputs }) => {
  const { generated, real } = inputs.samples;
  return {
    x: real.values as Float32Array,
    y: generated.values as Float32Array,
    columns: real.shape[1],
    permutations,
  };
});
