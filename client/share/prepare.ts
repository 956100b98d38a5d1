/** What a publication of a finished run consists of, part by part with its size, before anything leaves the machine. */
import { encodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Envelope } from "../../shared/experiment/envelope.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { filesOf } from "../../shared/experiment/files.ts";
import { limits } from "../../shared/experiment/limits.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { modelOf, type Quantise } from "../../shared/labs/model-of.ts";
import type { TrainedRun } from "../../shared/labs/published-net.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import { roomFor, WHOLE_NETS } from "../../shared/publication/claimed.ts";
import { encodeContainer, type Part } from "../../shared/publication/container.ts";
import { type Detached, detachDocument } from "../../shared/publication/detached.ts";
import type { Claim } from "../../shared/publication/publication.ts";
import { netOf, thinArrays } from "../../shared/publication/thin.ts";
import type { Localized } from "../../shared/text.ts";
import { findFile } from "../run/own-files.ts";
import { unfit } from "./refusals.ts";

export interface Prepared {
  readonly experiment: Experiment;
  /** The experiment as it is written down, and its document where that goes apart. */
  readonly sent: Detached;
  readonly claim: Claim;
  readonly arrays: SentArrays;
  readonly weights: Weights;
  readonly data: OwnData;
}

export interface SentArrays {
  readonly part: Part;
  readonly isThinned: boolean;
  /** What does not fit: of how many nets the weights, and the names of other arrays. */
  readonly unkept: { readonly nets: number; readonly others: readonly string[] };
}

export type Weights =
  | { readonly kind: "none" }
  | { readonly kind: "unfit"; readonly reason: Localized }
  /** `classes`: the names that go with them; `rows`: those of the data that calibrated them, where they were made here. */
  | {
      readonly kind: "ready";
      readonly part: Part;
      readonly classes: readonly string[];
      readonly rows: number | undefined;
    }
  | { readonly kind: "too-large"; readonly bytes: number }
  /** Left out while they were made. */
  | { readonly kind: "skipped" };

export type OwnData =
  | { readonly kind: "none" }
  | { readonly kind: "ready"; readonly names: readonly string[]; readonly parts: readonly Part[] }
  | { readonly kind: "too-large"; readonly names: readonly string[]; readonly bytes: number }
  | { readonly kind: "missing"; readonly names: readonly string[] };

/** `data`: the table that the run was made on, where it is at hand. `quantise`: what makes the integers of a net; a DOMException "AbortError" of it leaves them out. */
export async function prepare(
  lab: Lab,
  result: Result,
  fold: Fold,
  data: Table | null = null,
  quantise?: Quantise,
): Promise<Prepared> {
  const { experiment, engine, device, digest, metrics, seconds } = result;
  return {
    experiment,
    sent: await detachDocument(writtenExperiment(lab, experiment)),
    claim: { engine, device, digest, metrics, seconds },
    arrays: prepareArrays(result, fold),
    weights: await prepareWeights(lab, { fold, params: experiment.params, data }, quantise),
    data: await prepareData(experiment),
  };
}

function prepareArrays({ arrays }: Result, fold: Fold): SentArrays {
  const tasks = JSON.stringify(fold.tasks);
  // With the plan the arrays can be shown where the data are not at hand, and with the room a run made there can be thinned alike.
  const room = roomFor(tasks, limits.result.bytes);
  const { arrays: kept, thinned, dropped } = thinArrays(arrays, room, { wholeNets: true });
  const bytes = encodeSafetensors(kept, { tasks, room: String(room), nets: WHOLE_NETS });
  const nets = new Set(dropped.map(netOf).filter((net) => net !== undefined)).size;
  const unkept = { nets, others: dropped.filter((name) => netOf(name) === undefined) };
  return { part: { role: "arrays", bytes }, isThinned: Object.keys(thinned).length > 0, unkept };
}

async function prepareWeights(lab: Lab, run: TrainedRun, quantise: Quantise | undefined): Promise<Weights> {
  const model = await modelOf(lab, run, quantise).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") return "skipped" as const;
    throw error;
  });
  if (model === "skipped") return { kind: "skipped" };
  if (model === undefined) {
    const reason = lab.withoutModel?.(run.params);
    return reason ? { kind: "unfit", reason } : { kind: "none" };
  }
  if (model.kind === "unfit") return { kind: "unfit", reason: unfit[model.why] };
  const { bytes, classes = [], rows } = model;
  if (bytes.length > limits.weights.bytes) return { kind: "too-large", bytes: bytes.length };
  return { kind: "ready", part: { role: "weights", bytes }, classes, rows };
}

async function prepareData({ data }: Experiment): Promise<OwnData> {
  const refs = filesOf(data);
  if (refs.length === 0) return { kind: "none" };
  const names = refs.map(({ name }) => name);
  try {
    const files = await Promise.all(refs.map(findFile));
    const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
    if (bytes > limits.publishedData.bytes) return { kind: "too-large", names, bytes };
    return { kind: "ready", names, parts: files.map((file) => ({ role: "data", bytes: file.bytes })) };
  } catch {
    return { kind: "missing", names };
  }
}

export interface Choices {
  readonly title: string;
  readonly notes: string;
  readonly parent: string | null;
  /** What a teacher says and hides. */
  readonly envelope?: Envelope;
  /** Whose pages may show it in a frame. */
  readonly embed?: readonly string[] | undefined;
  readonly withData: boolean;
}

/** The bytes that are sent, or saved as a file. */
export function bodyOf({ sent, claim, arrays, weights, data }: Prepared, choices: Choices): Uint8Array<ArrayBuffer> {
  const { title, notes, parent, envelope, embed, withData } = choices;
  const parts = [
    arrays.part,
    ...(weights.kind === "ready" ? [weights.part] : []),
    ...(sent.part ? [sent.part] : []),
    ...(withData && data.kind === "ready" ? data.parts : []),
  ];
  return encodeContainer({
    header: { experiment: sent.experiment, result: claim, title, notes, parent, envelope, embed },
    parts,
  });
}

/** Bytes of a value as JSON. */
export const jsonBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;
