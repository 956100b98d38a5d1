import { writeFile } from "node:fs/promises";
import { type GivenFile, resolveData } from "../../shared/data/decode.ts";
import { giveFiles } from "../../shared/data/give.ts";
import { encodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import type { Table } from "../../shared/data/table.ts";
import { sha256Hex } from "../../shared/experiment/digest.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { FileRef } from "../../shared/experiment/experiment.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { parseExperiment, setPath } from "../../shared/labs/parse.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import { runExperiment } from "../run/driver.ts";
import type { RunFlags } from "./arguments.ts";
import { createNodePool } from "./pool.ts";
import { progressTo } from "./progress.ts";
import { plainArrays } from "./result-file.ts";
import { readData, readSource, type Source } from "./source.ts";

/** What `lab run` prints; writes what --out and --weights name. */
export async function run(source: string, flags: RunFlags, labs: readonly LabEntry[]): Promise<object> {
  const { lab, ...read } = await readSource(source, labs);
  const files = await readData(flags.data);
  let { experiment } = read;
  if (flags.seed !== undefined) experiment = setPath(lab, experiment, "seed", flags.seed);
  // Parameters first: they decide whether the lab takes data at all; then data, which settings may go on to describe.
  for (const [path, text] of flags.set)
    if (!path.startsWith("data.")) experiment = setPath(lab, experiment, path, text);
  if (files.length > 0) {
    const { data } = await giveFiles(experiment.data, files, async (file) => ({
      name: file.name,
      bytes: await findFile(file, files),
    }));
    experiment = { ...experiment, data };
  }
  for (const [path, text] of flags.set) if (path.startsWith("data.")) experiment = setPath(lab, experiment, path, text);
  ({ experiment } = await parseExperiment(experiment, labs));
  checkDevice(lab, flags.device);
  let fold: Fold | undefined;
  const result = await compute({ lab, experiment }, files, flags, (progress) => {
    fold = progress;
  });
  if (flags.weights !== undefined) await writeWeights(flags.weights, lab, fold);
  const { arrays, ...rest } = result;
  // As it is hashed, so that the digest can be checked by hand.
  const printed = { ...rest, experiment: writtenExperiment(lab, result.experiment) };
  if (flags.out !== undefined)
    await writeFile(flags.out, `${JSON.stringify({ ...printed, arrays: plainArrays(arrays) })}\n`);
  return printed;
}

/** Runs an experiment on a pool of its own; the files among `files` that it names are its data. */
export async function compute(
  { lab, experiment }: Pick<Source, "lab" | "experiment">,
  files: readonly GivenFile[],
  { device, threads }: { readonly device: Device; readonly threads?: number },
  onProgress: (fold: Fold) => void = () => undefined,
): Promise<Result> {
  const data: Table | null = await resolveData(experiment.data, (file) => findFile(file, files));
  const pool = createNodePool(threads === undefined ? {} : { threads });
  const show = progressTo(process.stderr);
  try {
    return await runExperiment({
      experiment,
      lab,
      data,
      pool,
      device,
      onProgress(fold) {
        onProgress(fold);
        show(fold);
      },
    });
  } finally {
    show(null);
    pool.close();
  }
}

export function checkDevice(lab: Lab, device: Device): void {
  if (lab.devices.includes(device)) return;
  const allowed = lab.devices.join(" or ");
  throw new ExperimentError("--device", "not-an-option", `invalid device: ${device} (${lab.id} runs on ${allowed})`, {
    value: device,
    allowed,
  });
}

async function findFile(ref: FileRef, files: readonly GivenFile[]): Promise<Uint8Array<ArrayBuffer>> {
  for (const { bytes } of files) if ((await sha256Hex(bytes)) === ref.sha256) return bytes;
  throw new ExperimentError(
    "data.files",
    "missing",
    `missing file: ${ref.name} (give it with --data; its SHA-256 is ${ref.sha256})`,
    {
      name: ref.name,
    },
  );
}

async function writeWeights(path: string, lab: Lab, fold: Fold | undefined): Promise<void> {
  const weights = fold === undefined ? undefined : lab.weights?.(fold);
  if (weights === undefined) {
    throw new ExperimentError(
      "--weights",
      "no-model",
      `no weights: ${lab.id} trains no model here (leave out --weights)`,
    );
  }
  await writeFile(path, encodeSafetensors(weights));
}
