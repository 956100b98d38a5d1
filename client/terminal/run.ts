import { basename, extname } from "node:path";
import { areNamed, attachFiles, type Given } from "../../shared/data/attach.ts";
import { attachGraphs } from "../../shared/data/attach-graph.ts";
import { decodeHere } from "../../shared/data/files.ts";
import { howPacked } from "../../shared/data/folder.ts";
import type { HashedFile } from "../../shared/data/hashed-file.ts";
import { type FindFile, resolveData } from "../../shared/data/resolve.ts";
import type { Table } from "../../shared/data/table.ts";
import { canonicalJson } from "../../shared/experiment/canonical.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { DataRef, Experiment } from "../../shared/experiment/experiment.ts";
import type { Params } from "../../shared/experiment/fields.ts";
import { setReading } from "../../shared/experiment/reading.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { DrawsFormat, DrawsOf } from "../../shared/labs/draws.ts";
import { fitParams } from "../../shared/labs/fit-params.ts";
import { type Fold, openFold } from "../../shared/labs/fold.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { onnxFile } from "../../shared/labs/onnx-file.ts";
import { onnxIntegers } from "../../shared/labs/onnx-integers.ts";
import { setPath } from "../../shared/labs/parse.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { firstReading, readReading, useOf } from "../../shared/labs/takes.ts";
import { tensorflowFiles } from "../../shared/labs/tensorflow-file.ts";
import { weightsFile } from "../../shared/labs/weights-file.ts";
import { namesNodes, withData } from "../../shared/labs/with-data.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import { noticeText } from "../i18n/notices.ts";
import { runExperiment } from "../run/driver.ts";
import type { RunFlags } from "./arguments.ts";
import { chainFiles, type OutputFile } from "./output.ts";
import { checkOutputs, isModelPath, isOnnxPath, noWeights } from "./outputs-of.ts";
import { createNodePool } from "./pool.ts";
import { progressTo } from "./progress.ts";
import { plainArrays } from "./result-file.ts";
import { readData, readSource, type Source } from "./source.ts";
import { stopsIn } from "./stops.ts";
import { computeSweep, refuseFiles } from "./sweep.ts";
import { withTextFiles } from "./text-files.ts";

/** What `lab run` prints, and the files that --out, --weights and --draws name. */
export async function run(
  source: string,
  asked: RunFlags,
  labs: readonly LabEntry[],
): Promise<{ readonly printed: object; readonly files: readonly OutputFile[]; readonly failed?: true }> {
  const { lab, isPreset, ...read } = await readSource(source, labs);
  const flags = { ...asked, set: await withTextFiles(lab, asked.set) };
  let { experiment } = read;
  const how = { ...howPacked(experiment.data), ...flags.pictures };
  const files = await readData(flags.data, how, lab.data.formats);
  if (flags.seed !== undefined) experiment = setPath(lab, experiment, "seed", flags.seed);
  // Parameters first: they decide whether the lab takes data at all; then data, which settings may go on to describe; then what names nodes of the data.
  const isOfData = (path: string) => path.startsWith("data.");
  const isNaming = (path: string) => namesNodes(lab.params, path);
  for (const [path, text] of flags.set)
    if (!isOfData(path) && !isNaming(path)) experiment = setPath(lab, experiment, path, text);
  if (files.length === 0) refuseReading(experiment, flags.set);
  const given = files.length > 0 ? await takeFiles(lab, experiment, files, flags.set) : undefined;
  if (given) experiment = onData(lab, experiment, given);
  if (given?.isGraphGiven) refuseReading(experiment, flags.set);
  if (given?.evidence) experiment = setPath(lab, experiment, "params.evidence", given.evidence);
  for (const [path, text] of flags.set)
    if (isOfData(path) && !(given && isReading(path))) experiment = setPath(lab, experiment, path, text);
  for (const [path, text] of flags.set) if (isNaming(path)) experiment = setPath(lab, experiment, path, text);
  ({ experiment } = await parseExperiment(experiment, labs));
  checkDevice(lab, flags.device);
  await checkOutputs(lab, flags, labs);
  let fold: Fold = openFold([]);
  const data = await tableOf(lab, experiment.data, files, given);
  await lab.prepareFor?.(experiment.params);
  if (files.length > 0 && isPreset) experiment = fitted(lab, experiment, data, flags.set);
  tellNotices(lab, experiment, data);
  if (experiment.sweep) return runAll(lab, experiment, flags, (ref) => tableOf(lab, ref, files, given));
  const result = await compute({ lab, experiment, data }, flags, (progress) => {
    fold = progress;
  });
  const { arrays, ...rest } = result;
  // As it is hashed, so that the digest can be checked by hand.
  const printed = { ...rest, experiment: writtenExperiment(lab, result.experiment) };
  const { out, weights, draws, samples } = flags;
  const outputs: OutputFile[] = [];
  if (out !== undefined)
    outputs.push({ path: out, content: `${JSON.stringify({ ...printed, arrays: plainArrays(arrays) })}\n` });
  if (weights !== undefined)
    outputs.push(...weightFiles(lab, { fold, params: result.experiment.params, data }, weights));
  if (draws !== undefined)
    outputs.push(
      ...(await drawsFiles(lab, { fold, experiment: result.experiment, data }, draws, flags.saveWarmup ?? false)),
    );
  const bytes = samples === undefined ? undefined : lab.samples?.(fold);
  if (samples !== undefined && bytes) outputs.push({ path: samples, content: bytes });
  return { printed, files: outputs };
}

async function runAll(
  lab: Lab,
  experiment: Experiment,
  flags: RunFlags,
  loadData: (ref: DataRef) => Promise<Table | null>,
) {
  refuseFiles(flags);
  const printed = await computeSweep(lab, experiment, loadData, flags);
  const files = flags.out === undefined ? [] : [{ path: flags.out, content: `${JSON.stringify(printed)}\n` }];
  return { printed, files, ...(printed.runs.some(({ error }) => error !== undefined) && { failed: true as const }) };
}

/** The table of an experiment's data; the one that was made when files were given, where they are still its data. */
export async function tableOf(
  lab: Lab,
  ref: DataRef,
  files: readonly HashedFile[],
  given?: Pick<Given, "data" | "table">,
): Promise<Table | null> {
  const isMade = given?.table && canonicalJson(given.data) === canonicalJson(ref);
  const table = isMade ? given.table : await resolveData(ref, findIn(files), decodeHere, useOf(lab));
  if (table) await lab.prepare?.(table);
  return table;
}

const isReading = (path: string) => path === "data.reading" || path.startsWith("data.reading.");

/** Throws an ExperimentError for a choice of how files are read where there are none. */
function refuseReading({ data }: Experiment, settings: RunFlags["set"]): void {
  const [path] = settings.find(([one]) => isReading(one)) ?? [];
  if (path === undefined || (data !== null && "files" in data)) return;
  const message = `unfit ${path}: the data are no files (give them with --data, or leave it out)`;
  throw new ExperimentError(path, "needs-files", message);
}

/**
 * The given files as data of the experiment, read as the settings say. Those that it names already keep their names and how they are read, but
 * for the settings. Throws an ExperimentError.
 */
async function takeFiles(
  lab: Lab,
  experiment: Experiment,
  files: readonly HashedFile[],
  settings: RunFlags["set"],
): Promise<Omit<Given, "files">> {
  const { data } = experiment;
  const own = settings.filter(([path]) => isReading(path));
  const isNamed = data !== null && "files" in data && areNamed(data, files);
  if (isNamed && own.length === 0) return { data };
  let reading = isNamed ? data.reading : firstReading(lab);
  for (const [path, text] of own) reading = setReading(reading, path.slice("data.reading.".length), text);
  reading = readReading(lab, reading ?? {});
  // Under the names that the experiment has for them.
  const named = isNamed
    ? await Promise.all(data.files.map(async (ref) => ({ ...(await findIn(files)(ref)), name: ref.name })))
    : files;
  const how = { reading, use: useOf(lab) };
  if (!lab.data.documents) return attachFiles(isNamed ? null : data, named, findIn(files), decodeHere, how);
  const given = await attachGraphs(data, named, findIn(files), decodeHere, how);
  // Read in another way, they stay samples of the same graph.
  const document = isNamed && data.document;
  return document && "files" in given.data ? { data: { ...given.data, document } } : given;
}

/** The experiment on the given data; which of its parameters went with the data that were there is said. */
function onData(lab: Lab, experiment: Experiment, { data, isGraphGiven }: Omit<Given, "files">): Experiment {
  const next = withData(lab, experiment, data, isGraphGiven);
  for (const [name, value] of Object.entries(next.params))
    if (canonicalJson(value) !== canonicalJson(experiment.params[name]))
      process.stderr.write(`params.${name}: emptied, since it named nodes of other data (--set sets it again)\n`);
  return next;
}

/** What a preset leaves open follows the table, and is said; what was set stays as it is. */
function fitted(lab: Lab, experiment: Experiment, data: Table | null, settings: RunFlags["set"]): Experiment {
  const isSet = (name: string) => settings.some(([path]) => path === `params.${name}`);
  const next = fitParams(lab, experiment, data, isSet);
  for (const [name, value] of Object.entries(next.params)) {
    const { [name]: before } = experiment.params;
    if (before !== undefined && before !== value)
      process.stderr.write(`params.${name}: ${before} → ${value}, to fit the table (--set params.${name}=… sets it)\n`);
  }
  return next;
}

/** What was done to the data, one sentence per line, on stderr. */
function tellNotices(lab: Lab, { params }: Experiment, data: Table | null): void {
  const notices = [...(data?.notices ?? []), ...(lab.notices?.(params, data) ?? [])];
  for (const notice of notices) {
    const flag = notice.code.startsWith("spreads-differ") ? " (--standardise yes)" : "";
    process.stderr.write(`${noticeText(notice, "en")}${flag}\n`);
  }
}

/** A training that stopped by itself has a result all the same: whoever reads it must know. */
function tellStops({ arrays }: Pick<Result, "arrays">): void {
  for (const line of stopsIn(arrays)) process.stderr.write(`${line}\n`);
}

/** Runs an experiment on a pool of its own. */
export async function compute(
  { lab, experiment, data }: Pick<Source, "lab" | "experiment"> & { readonly data: Table | null },
  { device, threads }: { readonly device: Device; readonly threads?: number },
  onProgress: (fold: Fold) => void = () => undefined,
): Promise<Result> {
  const pool = createNodePool(threads === undefined ? {} : { threads });
  const show = progressTo(process.stderr);
  try {
    const result = await runExperiment({
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
    show(null);
    tellStops(result);
    return result;
  } finally {
    show(null);
    pool.close();
  }
}

/** Throws an ExperimentError for a device that the lab does not have, and for a GPU: this runtime reaches none. */
export function checkDevice(lab: Lab, device: Device): void {
  if (lab.devices.includes(device) && device !== "webgpu") return;
  const allowed = lab.devices.filter((one) => one !== "webgpu").join(" or ");
  const where = lab.devices.includes(device) ? " here, and on a GPU in a browser" : "";
  const message = `invalid device: ${device} (${lab.id} runs on ${allowed}${where})`;
  throw new ExperimentError("--device", "not-an-option", message, { value: device, allowed });
}

/** Finds the files that references mean among those that were given. */
function findIn(files: readonly HashedFile[]): FindFile {
  return async (ref) => {
    const found = files.find(({ sha256 }) => sha256 === ref.sha256);
    if (found) return found;
    throw new ExperimentError(
      "data.files",
      "missing",
      `missing file: ${ref.name} (give it with --data; its SHA-256 is ${ref.sha256})`,
      { name: ref.name },
    );
  };
}

/** "model.onnx" asks for ONNX, "model.int8.onnx" for that of integers, "model.json" for a model of tensorflow.js, whose weights lie beside it in "model.bin"; any other name for safetensors. */
function weightFiles(
  lab: Lab,
  run: { readonly fold: Fold; readonly params: Params; readonly data: Table | null },
  path: string,
): readonly OutputFile[] {
  if (!isModelPath(path)) {
    const onnx = /\.int8\.onnx$/i.test(path) ? onnxIntegers : onnxFile;
    const content = isOnnxPath(path) ? onnx(lab, run) : weightsFile(lab, run);
    if (content === undefined) throw noWeights(lab);
    return [{ path, content }];
  }
  const beside = path.replace(/\.json$/i, ".bin");
  const model = tensorflowFiles(lab, run, basename(beside));
  if (model === undefined) throw noWeights(lab);
  return [
    { path: beside, content: model.weights },
    { path, content: model.json },
  ];
}

const ofExtension: Readonly<Record<string, DrawsFormat>> = { ".zip": "stan", ".npy": "npy", ".json": "arviz" };

/** By the name of the file: all chains in one, or Stan's CSV in a file for each. */
async function drawsFiles(lab: Lab, run: DrawsOf, path: string, saveWarmup: boolean): Promise<readonly OutputFile[]> {
  const writer = await lab.draws?.();
  const format = ofExtension[extname(path).toLowerCase()];
  if (writer && format) return [{ path, content: Buffer.concat(writer.file(format, run, saveWarmup).parts) }];
  const texts = writer?.stanCsv(run, saveWarmup) ?? [];
  const paths = chainFiles(path, texts.length);
  return texts.map((content, chain) => ({ path: paths[chain], content }));
}
