import { type DiffusionNoise, encodeDiffusion } from "../../../shared/gallery/diffusion/model.ts";
import { reachOf } from "../../../shared/labs/generative/points/reach.ts";
import { type RowParams, rowSamples } from "../../../shared/labs/generative/points/samples.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import type { TrainedRun } from "../../../shared/labs/published-net.ts";
import { quantisedChain } from "../../../shared/labs/quantised-chain.ts";

/** A trained diffusion model in integers, and the graph that its file holds. */
export function diffusionOf(lab: Lab, run: TrainedRun) {
  const found = quantisedChain(lab, run);
  if (found?.kind !== "ready" || !run.data)
    throw new Error(`run of ${lab.id} has no net that cleans (${found?.kind === "unfit" ? found.why : "unfinished"})`);
  const params = run.params as unknown as DiffusionNoise & RowParams;
  const samples = rowSamples(run.data, params);
  const { means, scale } = samples.scaling;
  const { steps, schedule, predicts } = params;
  const about = { steps, schedule, predicts, means, scale, reach: reachOf(samples) };
  return { bytes: encodeDiffusion(found.bytes, about), graph: found.bytes };
}
