import { resolveData } from "../../../shared/data/resolve.ts";
import { sha256Hex } from "../../../shared/experiment/digest.ts";
import type { Description, Facts } from "../../../shared/gallery/card.ts";
import type { Fold } from "../../../shared/labs/fold.ts";
import { labs } from "../../../shared/labs/index.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";
import type { Pool } from "../../compute/job.ts";
import { runExperiment } from "../../run/driver.ts";
import { fileOfRun } from "./file-of-run.ts";

/** Trains a model of the gallery, as its description says, and makes its file. */
export async function trained(
  one: Description,
  pool: Pool,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly facts: Omit<Facts, "seconds"> }> {
  const { experiment, lab } = await parseExperiment(one.experiment, labs);
  const data = await resolveData(experiment.data, () => {
    throw new Error("models of the gallery learn from generated data");
  });
  let fold: Fold | undefined;
  const { digest } = await runExperiment({
    experiment,
    lab,
    data,
    pool,
    device: "wasm",
    onProgress: (now) => {
      fold = now;
    },
  });
  const { bytes, ...cost } = fileOfRun(one, lab, { fold: fold as Fold, params: experiment.params, data });
  return { bytes, facts: { bytes: bytes.length, sha256: await sha256Hex(bytes), digest, ...cost } };
}
