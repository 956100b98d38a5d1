/** What a row of the index and its blobs say, ready to be drawn. */
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Card } from "../../shared/labs/card.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { attachDocument } from "../../shared/publication/detached.ts";
import type { Claim } from "../../shared/publication/publication.ts";
import type { BlobRow, LinkRow } from "../store/links.ts";
import { cardOfResult } from "./card.ts";
import type { PreviewWords } from "./draw.ts";

export interface StoredResult {
  readonly lab: Lab;
  readonly metrics: Claim["metrics"];
  readonly card: Card | undefined;
}

/** `read`: the bytes of a blob by its hash. */
export async function resultOf(
  entry: LabEntry,
  row: Pick<LinkRow, "experiment" | "result">,
  blobs: readonly BlobRow[],
  read: (sha256: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<StoredResult> {
  const lab = await entry.load();
  const hashOf = (role: BlobRow["role"]) => blobs.find((blob) => blob.role === role)?.sha256;
  const [arrays, document] = [hashOf("arrays"), hashOf("document")];
  const { metrics } = JSON.parse(row.result) as Claim;
  const bytes = arrays === undefined ? undefined : await read(arrays);
  const attached = document === undefined ? undefined : await read(document);
  const experiment = await experimentOf(entry, JSON.parse(row.experiment), attached);
  const card = bytes && experiment && (await cardOfResult(lab, experiment, bytes));
  return { lab, metrics, card };
}

/** Undefined for one of another version, which only a newer page understands. */
async function experimentOf(
  entry: LabEntry,
  stored: Experiment,
  document: Uint8Array<ArrayBuffer> | undefined,
): Promise<Experiment | undefined> {
  try {
    return (await parseExperiment(await attachDocument(stored, document), [entry])).experiment;
  } catch {
    return undefined;
  }
}

/** Numbers on a preview. */
const most = 4;

/** Nothing of it was written by anybody but the numbers. */
export function wordsOf({ lab, metrics }: StoredResult): PreviewWords {
  const known = lab.metrics.filter(({ kind, name }) => kind === "exact" && Number.isFinite(metrics[name]));
  return {
    titles: [lab.title.es, ...(lab.title.en === lab.title.es ? [] : [lab.title.en])],
    numbers: known
      .slice(0, most)
      .map(({ name, unit }) => [name, `${short(metrics[name])}${unit === "" ? "" : ` ${unit}`}`]),
    note: ["Según quien lo publicó: repítelo y compáralo.", "As its publisher says: run it again and compare."],
  };
}

/** Four digits, as both languages write them but for the sign before fractions. */
function short(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return signed(value.toExponential(2).replace("e+", "e"));
  return signed(String(Number(value.toPrecision(4))));
}

const signed = (text: string) => text.replaceAll("-", "−");
