import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { checkSamples, checkValues } from "../samples.ts";
import { startingWeights } from "../start.ts";
import type { SparseTaskParams } from "./fields.ts";

export const given = startingWeights("sparse-autoencoder", async () => (await import("./net.ts")).sparseModel);

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
export function checkSparse(params: SparseTaskParams, data: Table | null): Table {
  const table = checkSamples(params, data);
  checkPenalties(params);
  given.check(params, table);
  return checkValues(params, table);
}

/** A target is a share of the time that a unit is on; the Jacobian has its short form for one layer alone. */
function checkPenalties({ penalty, activation, contraction, hidden }: SparseTaskParams): void {
  const isSigmoid = activation === "sigmoid";
  if (penalty === "kl" && !isSigmoid)
    throw new ExperimentError(
      "params.activation",
      "target-needs-sigmoid",
      `activation under the KL penalty: ${activation} (must be sigmoid, whose activities are from 0 to 1, or choose L1)`,
      { value: activation, fits: "sigmoid" },
    );
  if (contraction > 0 && !(isSigmoid && hidden.length === 1))
    throw new ExperimentError(
      "params.contraction",
      "contraction-needs-one-layer",
      `contraction: ${contraction} of ${hidden.length} ${activation} layers (must be 0, or the encoder one sigmoid layer)`,
      { value: contraction, layers: hidden.length, fits: 0 },
    );
}
