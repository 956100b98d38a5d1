/** Makes chosen files data of a draft: what reads, checks and keeps them. */
import { areNamed, attachFiles, type Given } from "../../../shared/data/attach.ts";
import type { HowRead } from "../../../shared/data/files.ts";
import { asksFirst } from "../../../shared/data/generate.ts";
import { type HashedFile, hashFile, type UserFile } from "../../../shared/data/hashed-file.ts";
import { refuseNets } from "../../../shared/data/needs-lab.ts";
import type { Decode } from "../../../shared/data/readers/file.ts";
import { otherFormat } from "../../../shared/data/readers/foreign.ts";
import { isOnnx } from "../../../shared/data/readers/onnx/sniff.ts";
import { isModelJson } from "../../../shared/data/readers/tfjs/sniff.ts";
import type { Table } from "../../../shared/data/table.ts";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { DataRef, FileFormat } from "../../../shared/experiment/experiment.ts";
import type { Params } from "../../../shared/experiment/fields.ts";
import { filesOf } from "../../../shared/experiment/files.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import type { Reading } from "../../../shared/experiment/reading.ts";
import { fitParams } from "../../../shared/labs/fit-params.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { checkData, setPath } from "../../../shared/labs/parse.ts";
import { firstReading, useOf } from "../../../shared/labs/takes.ts";
import { withData } from "../../../shared/labs/with-data.ts";
import { findFile, storeFile } from "../../run/own-files.ts";
import type { Session } from "../../run/session.ts";
import { decode } from "./decode.ts";
import { tableOf } from "./engine.ts";
import { fittings } from "./fittings.ts";

/** Makes the files the data of the draft, or keeps those that it asks for already. Throws an ExperimentError, and changes nothing, for what cannot be read. */
export async function take(session: Session, files: readonly File[], reading: Reading | undefined): Promise<void> {
  const { lab } = session;
  const opened = await Promise.all(files.map(fileOf));
  refuseNets(opened, lab.data.formats);
  const given = await Promise.all((await packed(opened)).map(hashFile));
  const { experiment } = session.draft.peek();
  if (areNamed(experiment.data, given)) {
    for (const file of given) await storeFile(file, Date.now());
    if (reading) session.set("data.reading", reading);
    return session.reloadData();
  }
  const decodeHere: Decode = (file, sha256, how) =>
    decode(file, sha256, how).catch((error) => {
      throw withFormats(error, lab.data.formats);
    });
  const how = { reading: firstReading(lab, reading), use: useOf(lab) };
  const {
    data,
    files: read,
    table,
    evidence,
    isGraphGiven,
  } = lab.data.documents
    ? await attachWithGraphs(experiment.data, given, decodeHere, how)
    : await attachFiles(experiment.data, given, findFile, decodeHere, how);
  if (table) await lab.prepare?.(table);
  await lab.prepareFor?.(experiment.params);
  const checked = checkData(lab, data);
  for (const file of read) await storeFile(file, Date.now());
  if (!("document" in checked) && areNamed(experiment.data, filesOf(checked))) return session.reloadData();
  const on = withData(lab, experiment, checked, isGraphGiven);
  const taken = evidence ? setPath(lab, on, "params.evidence", evidence) : on;
  const whole = table ?? (await joinedTable(lab, taken.data));
  const origin = session.origin.peek().params;
  // A name that the fitting itself brings in is in none of them.
  const textOf = (params: Params, name: string) => canonicalJson(params[name] ?? null);
  const differs = (name: string, a: Params, b: Params) => textOf(a, name) !== textOf(b, name);
  const isSet = (name: string) =>
    differs(name, origin, experiment.params) && !differs(name, experiment.params, taken.params);
  const next = whole ? fitParams(lab, taken, whole, isSet) : taken;
  fittings.value = new Map(fittings.peek()).set(session, { before: experiment, from: taken, to: next });
  session.replace(next, { table: whole });
}

/** Generated data with the initial weights that have joined them, which are what parameters have to fit; undefined where making them is for the reader to ask. */
async function joinedTable(lab: Lab, data: DataRef): Promise<Table | undefined> {
  if (data === null || !("generator" in data) || !data.weights || asksFirst(data)) return undefined;
  // Where they cannot be made, it is said where the data are.
  return (await tableOf(data, lab).catch(() => null)) ?? undefined;
}

/** What reads graphs is loaded with the first files of a lab that takes them. */
async function attachWithGraphs(
  data: DataRef,
  files: readonly HashedFile[],
  decodeHere: Decode,
  how: HowRead,
): Promise<Given> {
  const [{ attachGraphs }, { openGraph }] = await Promise.all([
    import("../../../shared/data/attach-graph.ts"),
    import("./decode-file.ts"),
  ]);
  return attachGraphs(data, files, findFile, decodeHere, how, openGraph);
}

/** What else a file may be saved as where a lab does not read what its kind is saved as. */
const instead: Readonly<Record<string, readonly FileFormat[]>> = {
  CSV: ["txt", "npy"],
  NPY: ["csv"],
  PNG: ["jpeg", "npy", "csv"],
  WAV: ["npy", "csv"],
};

/** For a file of unknown format, or of another program: what this lab takes, rather than every format there is. */
export function withFormats(error: unknown, formats: readonly FileFormat[]): unknown {
  if (!(error instanceof ExperimentError)) return error;
  if (error.code === "other-format") {
    const { value, allowed } = error.values as { value: string; allowed: string };
    if (formats.some((format) => format.toUpperCase() === allowed)) return error;
    const other = instead[allowed]?.find((format) => formats.includes(format));
    return other ? otherFormat(error.path, value, other.toUpperCase()) : error;
  }
  if (error.code !== "unknown-format") return error;
  const allowed = formats.map((format) => format.toUpperCase()).join(", ");
  const { path, code } = error;
  const message = `${path} has an unknown format (this lab takes ${allowed}, plain or gzip)`;
  return new ExperimentError(path, code, message, { name: path, allowed });
}

/** A model of tensorflow.js or ONNX becomes one file; what reads it is loaded only then. */
async function packed(files: readonly UserFile[]): Promise<readonly UserFile[]> {
  if (files.some(isOnnx)) {
    const { packOnnx } = await import("../../../shared/data/onnx-models.ts");
    return packed(packOnnx(files));
  }
  if (!files.some(({ bytes }) => isModelJson(bytes))) return files;
  const { packModels } = await import("../../../shared/data/tensorflow-models.ts");
  return packModels(files);
}

async function fileOf(file: File): Promise<UserFile> {
  const max = limits.file.bytes;
  if (file.size > max) {
    const message = `${file.name} is too large: ${file.size} bytes (must be at most ${max})`;
    throw new ExperimentError(file.name, "too-large", message, { value: file.size, max });
  }
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
