/** Models of the presets, as they are published: the net of each in its full size, hardly trained, for the work does not depend on its weights. */
import { resolveData } from "../../shared/data/resolve.ts";
import type { Table } from "../../shared/data/table.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { labs } from "../../shared/labs/index.ts";
import type { Lab, Preset } from "../../shared/labs/lab.ts";
import { modelOf } from "../../shared/labs/model-of.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { withoutSweep } from "../../shared/labs/sweep.ts";
import { describeModel } from "../../worker/inference/weights.ts";
import { runDirect } from "../conformance/direct.ts";

export interface PresetModel {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly model: ReturnType<typeof describeModel>;
  /** Rows of the largest request that is allowed. */
  readonly most: number;
}

const ROWS = 200;

/** One of each size of each lab, and what was left out, with the reason. */
export async function presetModels(): Promise<{
  readonly models: readonly PresetModel[];
  readonly without: readonly string[];
}> {
  const models = new Map<string, PresetModel>();
  const without: string[] = [];
  for (const entry of labs) {
    const lab = await entry.load();
    if (!lab.chain && !lab.model) continue;
    await lab.ready?.();
    for (const preset of lab.presets) {
      const name = `${lab.id}: ${preset.id}`;
      const found = await modelOfPreset(lab, preset).catch((error: unknown) => String(error).slice(0, 80));
      if (typeof found === "string") {
        without.push(`${name} (${found})`);
        continue;
      }
      const model = describeModel(found);
      const { batch, multiplyAdds, bytes } = limits.inference;
      const most = Math.min(batch, Math.floor(multiplyAdds / model.multiplyAdds), Math.floor(bytes / 4 / model.inputs));
      const size = `${lab.id} ${model.inputs} ${model.outputs} ${model.multiplyAdds}`;
      if (!models.has(size)) models.set(size, { name, bytes: found, model, most });
    }
  }
  return { models: [...models.values()], without };
}

/** The model's bytes, or why there is none. */
async function modelOfPreset(lab: Lab, preset: Preset): Promise<Uint8Array<ArrayBuffer> | string> {
  let experiment = withoutSweep(presetExperiment(lab, preset));
  for (const [path, value] of [
    ["params.epochs", 1],
    ["params.pretrainingEpochs", 1],
    ["params.seeds", 2],
    ["params.folds", 1],
    ["params.members", 1],
  ] as const)
    if (path.slice(7) in experiment.params) experiment = setPath(lab, experiment, path, value);
  const all = await resolveData(experiment.data, () => Promise.reject(new Error("presets have no files")));
  const data = all && firstRows(all);
  const fold = await runDirect({ lab, experiment, data }, "wasm");
  const model = await modelOf(lab, { fold, params: experiment.params, data });
  if (model === undefined) return lab.withoutModel?.(experiment.params)?.en ?? "no model";
  return model.kind === "ready" ? model.bytes : model.why;
}

/** Rows at even distances, so that classes that stand one after another are all there. */
function firstRows(table: Table): Table {
  const rows = Math.min(table.rows, ROWS);
  const picked = Array.from({ length: rows }, (_, i) => Math.floor((i * table.rows) / rows));
  const of = <T extends Table["values"] | Int32Array>(values: T, width: number): T => {
    const out = values.slice(0, rows * width);
    for (const [i, row] of picked.entries()) out.set(values.subarray(row * width, (row + 1) * width), i * width);
    return out as T;
  };
  const { values, labels, columns } = table;
  const { mask: _, factors, regions: __, ...plain } = table;
  return {
    ...plain,
    rows,
    values: of(values, columns),
    ...(labels && { labels: of(labels, 1) }),
    ...(factors && { factors: { ...factors, values: of(factors.values, factors.names.length) } }),
  };
}
