/** What the Worker of workerd.ts answers with: a lab's first preset, its tasks one after another. */
import { planOf } from "../../client/run/plan.ts";
import { resolveData } from "../../shared/data/resolve.ts";
import { labs } from "../../shared/labs/index.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { summarise } from "../../shared/labs/summarise.ts";
import { withoutSweep } from "../../shared/labs/sweep.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import { instantiate } from "../../shared/wasm/instantiate.ts";
import { runTasks } from "../run.ts";

/** `modules`: by name. JSON with the digest, or with the reason why there is none. */
export async function answer(id: string, modules: Readonly<Record<string, WebAssembly.Module>>): Promise<Response> {
  try {
    return Response.json({ digest: await digestOf(id, modules) });
  } catch (error) {
    return Response.json({ reason: String(error) });
  }
}

async function digestOf(id: string, modules: Readonly<Record<string, WebAssembly.Module>>): Promise<string> {
  const lab = await labs.find((entry) => entry.id === id)?.load();
  if (!lab) throw new Error(`unknown lab: ${id}`);
  const experiment = withoutSweep(presetExperiment(lab, lab.presets[0]));
  const data = await resolveData(experiment.data, () => Promise.reject(new Error("presets have no files")));
  await lab.ready?.(experiment.params);
  await lab.prepareFor?.(experiment.params);
  await lab.prepareMeasure?.();
  lab.check?.(experiment.params, data);
  const fold = runTasks(lab, planOf(lab, experiment, data), {
    data,
    clock: () => performance.now(),
    wasm: (name) => instantiate(name, modules[name]),
  });
  const { digest } = await summarise(lab, experiment, data, fold, writtenExperiment(lab, experiment));
  if (digest === null) throw new Error("it did not finish");
  return digest;
}
