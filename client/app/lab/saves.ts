/** Writes what the menu of a lab offers into files. */
import type { NDArray } from "../../../shared/arrays.ts";
import { toNpy } from "../../../shared/data/readers/npy/write.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { onnxFile } from "../../../shared/labs/onnx-file.ts";
import { netToPublish } from "../../../shared/labs/published-net.ts";
import { withoutGaps } from "../../../shared/labs/records.ts";
import { tensorflowFiles } from "../../../shared/labs/tensorflow-file.ts";
import { weightsFile } from "../../../shared/labs/weights-file.ts";
import { writtenExperiment } from "../../../shared/labs/written.ts";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import type { Displayed } from "../../run/session.ts";
import { download, toCsv } from "../../views/export.ts";

export function saveExperiment(lab: Lab, experiment: Experiment): void {
  const text = JSON.stringify(writtenExperiment(lab, experiment), null, 2);
  download(`${lab.id}.json`, text, "application/json");
}

/** Of a record, steps that told nothing are NaN; what is found at the end is as the lab has it. */
export function saveArray(lab: string, name: string, array: NDArray): void {
  const told = name.startsWith("records/") ? withoutGaps(array) : array;
  download(`${lab}-${name.replaceAll("/", "-")}.npy`, new Blob([toNpy(told)]));
}

export function saveMetrics(lab: string, { metrics }: Displayed): void {
  const names = Object.keys(metrics);
  const columns = [
    { name: t(words.metric), values: names },
    { name: t(words.value), values: names.map((name) => metrics[name]) },
  ];
  download(`${lab}-metrics.csv`, toCsv(columns), "text/csv");
}

export function saveWeights(lab: Lab, { fold, experiment, data }: Displayed): void {
  const file = weightsFile(lab, { fold, params: experiment.params, data });
  if (file) download(`${lab.id}.safetensors`, new Blob([file]));
}

export function saveOnnx(lab: Lab, { fold, experiment, data }: Displayed): void {
  const file = onnxFile(lab, { fold, params: experiment.params, data });
  if (file) download(`${lab.id}.onnx`, new Blob([file]));
}

/** What quantises is loaded with the first, and works on a thread of its own. */
export async function saveOnnxIntegers(lab: Lab, { fold, experiment, data }: Displayed): Promise<void> {
  const [{ onnxIntegers }, { quantiseBeside }] = await Promise.all([
    import("../../../shared/labs/onnx-integers.ts"),
    import("../../share/quantise.ts"),
  ]);
  const run = { fold, params: experiment.params, data };
  const found = netToPublish(lab, run);
  const file = onnxIntegers(lab, run, found?.kind === "net" ? await quantiseBeside(found.net) : found);
  if (file) download(`${lab.id}.int8.onnx`, new Blob([file]));
}

/** Two files: model.json looks for its weights beside it, under this name. */
export function saveTensorflow(lab: Lab, { fold, experiment, data }: Displayed): void {
  const weights = `${lab.id}.bin`;
  const files = tensorflowFiles(lab, { fold, params: experiment.params, data }, weights);
  if (!files) return;
  download("model.json", files.json, "application/json");
  download(weights, new Blob([files.weights]));
}
