/** Which files a lab can write of its runs, and refusals of those that it cannot. */
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import type { RunFlags } from "./arguments.ts";
import { checkPlace } from "./output.ts";

export const isModelPath = (path: string) => /\.json$/i.test(path);
export const isOnnxPath = (path: string) => /\.onnx$/i.test(path);

type Outputs = Pick<RunFlags, "out" | "weights" | "draws" | "samples">;

/** Throws for what this lab or this machine cannot write: an ExperimentError, which names the labs that can; an OutputError. */
export async function checkOutputs(
  lab: Lab,
  { out, weights, draws, samples }: Outputs,
  labs: readonly LabEntry[],
): Promise<void> {
  if (weights !== undefined) {
    if (lab.weights === undefined) throw noWeights(lab, await labsWith(labs, (one) => one.weights));
    const isOnnx = isOnnxPath(weights);
    if ((isModelPath(weights) || isOnnx) && lab.chain === undefined)
      throw refusal(
        "weights",
        "no-layers",
        `no layers: ${lab.id} has no net that ${isOnnx ? "ONNX" : "tensorflow.js"} could run (name a file that ends in .safetensors, or take`,
        await labsWith(labs, (one) => one.chain),
      );
  }
  if (draws !== undefined && lab.draws === undefined)
    throw refusal(
      "draws",
      "no-draws",
      `no draws: ${lab.id} has no Markov chains (leave out --draws, or take`,
      await labsWith(labs, (one) => one.draws),
    );
  if (samples !== undefined && lab.samples === undefined)
    throw refusal(
      "samples",
      "no-samples",
      `no samples: ${lab.id} writes no file of samples alone (leave out --samples: --out has all arrays of the result; or take`,
      await labsWith(labs, (one) => one.samples),
    );
  for (const path of [out, weights, draws, samples]) if (path !== undefined) await checkPlace(path);
}

/** `allowed`: labs that train one; not said where the lab itself could, by other parameters. */
export function noWeights({ id }: Lab, allowed?: readonly string[]): ExperimentError {
  const told = `no weights: ${id} trains no model here (leave out --weights`;
  return allowed
    ? refusal("weights", "no-model", `${told}, or take`, allowed)
    : new ExperimentError("--weights", "no-model", `${told})`);
}

/** `told`: up to the names of the labs. */
function refusal(
  flag: keyof Outputs,
  code: "no-model" | "no-layers" | "no-draws" | "no-samples",
  told: string,
  labs: readonly string[],
): ExperimentError {
  const allowed = labs.join(", ");
  const which = labs.length === 1 ? "the lab" : "one of the labs";
  return new ExperimentError(`--${flag}`, code, `${told} ${which} ${allowed})`, { allowed });
}

/** Their names, in the order of the list. All are loaded, which takes a second: only for a refusal. */
async function labsWith(labs: readonly LabEntry[], has: (lab: Lab) => unknown): Promise<readonly string[]> {
  const all = await Promise.all(labs.map(({ load }) => load()));
  return all.filter((lab) => has(lab) !== undefined).map(({ id }) => id);
}
