/** Files given to an experiment whose lab takes graphs: the graph itself, samples of it, or both. */
import type { GraphDocument } from "../experiment/document.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { DataRef } from "../experiment/experiment.ts";
import { filesOf } from "../experiment/files.ts";
import { type Given, shaped } from "./attach.ts";
import { documentTable } from "./document-table.ts";
import { decodeHere, type HowRead, joinContents, readEach } from "./files.ts";
import type { HashedFile, UserFile } from "./hashed-file.ts";
import type { Decode } from "./readers/file.ts";
import { refuseOtherNet } from "./readers/graphs/foreign.ts";
import { headOf, headText } from "./readers/graphs/text.ts";
import { isEvidenceName, readEvidence } from "./readers/graphs/uai/evidence.ts";
import { graphFormatOf, type ReadGraph, readGraphFile } from "./readers/graphs.ts";
import type { FindFile } from "./resolve.ts";
import { areSamplesOf } from "./samples-of.ts";
import type { DataNotice } from "./table.ts";

/** What reads the file of a graph: `readGraphFile`, or something that does it elsewhere. */
export type OpenGraph = (file: UserFile) => ReadGraph | Promise<ReadGraph>;

/**
 * As `attachFiles`. The file of a graph becomes a document, which the experiment holds itself: its file is needed no more. Samples and graph that come one
 * after the other stay together where a column has the name of a node, for then they are samples of that graph; others take each other's place. Those
 * that are given together are together. Evidence of UAI is about the graph that comes with it, or the one that is there. Throws an ExperimentError.
 */
export async function attachGraphs(
  data: DataRef,
  given: readonly HashedFile[],
  find: FindFile,
  decode: Decode = decodeHere,
  how: HowRead = {},
  openGraph: OpenGraph = readGraphFile,
): Promise<Given> {
  const [known, ...more] = given.filter(({ name }) => isEvidenceName(name));
  if (!known) return attachRead(data, given, find, decode, how, openGraph);
  if (more.length > 0) throw tooMany("too-many-evidence", "evidence", [known, ...more]);
  const others = given.filter((file) => file !== known);
  if (others.length > 0) {
    const attached = await attachRead(data, others, find, decode, how, openGraph);
    return { ...attached, evidence: readEvidence(known, documentOf(attached.data)) };
  }
  const evidence = readEvidence(known, documentOf(data));
  // What has no graph was refused.
  return { data: data as Given["data"], files: [], evidence };
}

const documentOf = (data: DataRef) => (data !== null && "document" in data ? data.document : undefined);

async function attachRead(
  data: DataRef,
  given: readonly HashedFile[],
  find: FindFile,
  decode: Decode,
  how: HowRead,
  openGraph: OpenGraph,
): Promise<Given> {
  const graphs = given.filter(({ bytes, name }) => graphFormatOf(bytes, name) !== null);
  if (graphs.length > 1) throw tooMany("too-many-graphs", "graphs", graphs);
  const samples = given.filter((file) => !graphs.includes(file));
  for (const { bytes, name } of samples) refuseOtherNet(headText(headOf(bytes)), name);
  const there = documentOf(data);
  if (graphs.length === 0) {
    const { attached, names } = await readSamples(samples, decode, how);
    return there && areSamplesOf(there, names) ? onGraph(there, attached) : attached;
  }
  const { document, notices } = await openGraph(graphs[0]);
  if (samples.length > 0)
    return { ...onGraph(document, (await readSamples(samples, decode, how)).attached, notices), isGraphGiven: true };
  const before = await samplesThere(data, find, decode, how);
  if (before && areSamplesOf(document, before.names))
    return { ...onGraph(document, before.attached, notices), isGraphGiven: true };
  return {
    data: { document },
    files: [],
    isGraphGiven: true,
    table: { ...documentTable(document), ...(notices.length > 0 && { notices }) },
  };
}

/** What can be read of the samples that the experiment has; null where it has none, or not here. */
async function samplesThere(data: DataRef, find: FindFile, decode: Decode, { use }: HowRead) {
  if (data === null || !("files" in data)) return null;
  try {
    return await readSamples(await Promise.all(filesOf(data).map(find)), decode, { reading: data.reading, use });
  } catch (error) {
    if (error instanceof ExperimentError) return null;
    throw error;
  }
}

async function readSamples(files: readonly HashedFile[], decode: Decode, how: HowRead) {
  const read = await readEach(files, decode, how.reading);
  const { columns, table } = joinContents(read);
  return { attached: shaped(read, how), names: columns?.map(({ name }) => name) ?? table.names ?? [] };
}

function onGraph(document: GraphDocument, attached: Given, told: readonly DataNotice[] = []): Given {
  const { data, table } = attached;
  if (!("files" in data)) return attached;
  const notices = [...told, ...(table?.notices ?? [])];
  const on = { ...attached, data: { ...data, document } };
  return table ? { ...on, table: { ...table, document, ...(notices.length > 0 && { notices }) } } : on;
}

function tooMany(code: string, what: string, files: readonly HashedFile[]): ExperimentError {
  const value = files.map(({ name }) => name).join(", ");
  const message = `${what}: ${value} (must be one: give the others another time)`;
  return new ExperimentError("data.document", code, message, { value });
}
