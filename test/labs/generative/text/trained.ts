/** Trained nets of texts: those that are recorded of the presets, with few digits. */
import { readFileSync } from "node:fs";
import { planOf } from "../../../../client/run/plan.ts";
import { resolveData } from "../../../../shared/data/resolve.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { labs } from "../../../../shared/labs/index.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { netToPublish } from "../../../../shared/labs/published-net.ts";
import { quantised } from "../../../../shared/labs/quantised-chain.ts";
import { readRecorded } from "../../../../shared/labs/recording.ts";
import { parseGraph } from "../../../../shared/quant/graph/index.ts";
import { textModel } from "../../../../shared/quant/text/index.ts";

export async function trainedText(id: string, presetId: string) {
  const lab = await labs.find((one) => one.id === id)?.load();
  const preset = lab?.presets.find((one) => one.id === presetId);
  if (!lab || !preset) throw new Error(`no ${id}: ${presetId}`);
  const experiment = presetExperiment(lab, preset);
  const data = (await resolveData(experiment.data, () => Promise.reject(new Error("no files")))) as Table;
  const path = `../../../../client/labs/generative/${id}/recorded/${presetId}.safetensors`;
  const bytes = new Uint8Array(readFileSync(new URL(path, import.meta.url)));
  const { fold } = readRecorded(planOf(lab, experiment, data), bytes);
  return { lab, fold, experiment, params: experiment.params, data };
}
export type TrainedText = Awaited<ReturnType<typeof trainedText>>;

/** Its floats, and its integers as they are published. */
export function integersOf(run: TrainedText) {
  const found = netToPublish(run.lab, run);
  if (found?.kind !== "net" || !("text" in found.net)) throw new Error("no text");
  const made = quantised(found.net);
  if (made.kind !== "ready") throw new Error(made.why);
  return { float: found.net.float, net: found.net, bytes: made.bytes, model: textModel(parseGraph(made.bytes)) };
}
