import { quantisedMachine, type RbmMachine } from "../../../shared/gallery/rbm/machine.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import type { TrainedRun } from "../../../shared/labs/published-net.ts";

/** A trained machine of binary units in integers. */
export function machineOf(lab: Lab, { fold }: TrainedRun): RbmMachine {
  const { weights, visibleBias, hiddenBias, logVariance } = lab.weights?.(fold) ?? {};
  if (!weights || logVariance) throw new Error(`run of ${lab.id} has no machine of binary units`);
  return quantisedMachine(weights.values, visibleBias.values, hiddenBias.values);
}
