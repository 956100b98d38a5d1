/** What an opened link or file holds, checked, and ready to be shown. */

import * as v from "valibot";
import type { Arrays } from "../../shared/arrays.ts";
import { asksFirst } from "../../shared/data/generate.ts";
import { type HashedFile, hashFile } from "../../shared/data/hashed-file.ts";
import { decodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import { type Envelope, parseEnvelope } from "../../shared/experiment/envelope.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { filesOf } from "../../shared/experiment/files.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { foldFromArrays } from "../../shared/labs/fold.ts";
import { labs } from "../../shared/labs/index.ts";
import type { Lab, Task } from "../../shared/labs/lab.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { bytesSource } from "../../shared/publication/bytes.ts";
import { type Claimed, claimedOf } from "../../shared/publication/claimed.ts";
import { decodeContainer, type Role } from "../../shared/publication/container.ts";
import { attachDocument } from "../../shared/publication/detached.ts";
import { type Claim, parseClaim, parsePublication } from "../../shared/publication/publication.ts";
import { planOf, tableOf } from "../app/lab/engine.ts";
import { findFile, storeFile } from "../run/own-files.ts";
import type { Displayed } from "../run/session.ts";
import { type LinkView, readBlob, readLink } from "./api.ts";

export interface Opened {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly claimed: Claimed;
  readonly title: string;
  readonly notes: string;
  readonly envelope?: Envelope;
  readonly parent: string | null;
  /** ISO 8601; null for a file. */
  readonly created: string | null;
  readonly model: LinkView["model"];
  /** How often somebody said that it gave the same; null for a file. */
  readonly confirmed: number | null;
  /** The published result; absent where its arrays were not published or do not fit the lab. */
  readonly shown?: Displayed;
}

/** The experiment of a link alone. */
export async function linkedExperiment(id: string): Promise<Experiment> {
  const link = await readLink(id);
  return (await experimentOf(link)).experiment;
}

async function experimentOf(link: LinkView): ReturnType<typeof parseExperiment> {
  const document = link.blobs.find(({ role }) => role === "document");
  const bytes = document && (await readBlob(document.sha256)).bytes;
  return parseExperiment(await attachDocument(link.experiment, bytes), labs);
}

/** `how`: to be looked at alone, where files that came with it are left on the server and nothing is kept here. */
export async function openLink(id: string, how: "use" | "look" = "use"): Promise<Opened> {
  const link = await readLink(id);
  const blob = (role: Role) => link.blobs.filter((one) => one.role === role);
  const files = (role: Role) => Promise.all(blob(role).map(({ sha256 }) => readBlob(sha256)));
  const read = async (role: Role) => (await files(role)).map(({ bytes }) => bytes);
  const { experiment, lab } = await experimentOf(link);
  const claim = parseClaim(link.result, lab.metrics);
  const envelope = parseEnvelope(link.envelope);
  const [[arrays], [weights], data] = await Promise.all([
    read("arrays"),
    read("weights"),
    how === "use" ? files("data") : [],
  ]);
  await storeFiles(experiment, data);
  const shown = await show(lab, experiment, claim, arrays);
  const { title, notes, parent, created, model, confirmed } = link;
  const claimed = claimedOf(claim, arrays, weights);
  const said = { title, notes, parent, created, model, confirmed, ...(envelope && { envelope }) };
  return { lab, experiment, claimed, ...said, ...(shown ? { shown } : {}) };
}

export async function openFile(bytes: Uint8Array): Promise<Opened> {
  const { header, parts } = await decodeContainer(bytesSource(bytes));
  const part = (wanted: Role) => parts.find(({ role }) => role === wanted)?.bytes;
  const { publication, lab } = await parsePublication(header, labs, part("document"));
  const { experiment, result, title, notes, parent, envelope } = publication;
  const data = parts.filter(({ role }) => role === "data").map((part) => hashFile({ name: "", bytes: part.bytes }));
  await storeFiles(experiment, await Promise.all(data));
  const arrays = part("arrays");
  const shown = await show(lab, experiment, result, arrays);
  return {
    lab,
    experiment,
    claimed: claimedOf(result, arrays, part("weights")),
    title,
    notes,
    parent,
    created: null,
    model: null,
    confirmed: null,
    ...(envelope && { envelope }),
    ...(shown ? { shown } : {}),
  };
}

/**
 * Published data become files of this machine, as if they had been chosen here: under their own hashes, so that others are asked for again. A file
 * that is here already stays as it is, with its name.
 */
async function storeFiles({ data }: Experiment, files: readonly HashedFile[]): Promise<void> {
  const refs = filesOf(data);
  for (const file of files) {
    const ref = refs.find(({ sha256 }) => sha256 === file.sha256);
    if (!ref) continue;
    const kept = await findFile(ref).catch(() => undefined);
    if (!kept) await storeFile({ ...file, name: ref.name }, Date.now());
  }
}

/** The published arrays as a fold. What does not fit the lab is not shown: the claim's metrics and the reader's own run remain. */
async function show(
  lab: Lab,
  experiment: Experiment,
  claim: Claim,
  bytes: Uint8Array | undefined,
): Promise<Displayed | undefined> {
  if (bytes === undefined) return undefined;
  try {
    const { arrays, metadata } = decodeSafetensors(bytes);
    // A table that takes much is not made for a picture alone.
    const data = asksFirst(experiment.data) ? null : await tableOf(experiment.data, lab).catch(() => null);
    await lab.prepareFor?.(experiment.params);
    const isMissing = data === null && experiment.data !== null;
    const tasks = isMissing ? publishedPlan(metadata) : planOf(lab, experiment, data);
    const fold = foldFromArrays(tasks, arrays as Arrays);
    return {
      experiment,
      data,
      fold,
      metrics: claim.metrics,
      source: "opened",
      result: { experiment, ...claim, arrays },
    };
  } catch {
    return undefined;
  }
}

const param = v.union([v.number(), v.string(), v.boolean(), v.array(v.number()), v.array(v.string())]);
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));
const planSchema = v.pipe(
  v.array(
    v.object({
      id: v.pipe(v.string(), v.maxLength(128)),
      kind: v.pipe(v.string(), v.maxLength(128)),
      key: v.tuple([count, count]),
      steps: v.pipe(count, v.minValue(1)),
      params: v.record(v.string(), param),
    }),
  ),
  v.maxLength(limits.json.keys),
);

/** The plan as the publisher wrote it down, for arrays whose data are not at hand. It only labels what is shown; nothing runs by it. */
function publishedPlan(metadata: Readonly<Record<string, string>>): readonly Task[] {
  return v.parse(planSchema, JSON.parse(metadata.tasks ?? "[]"));
}
