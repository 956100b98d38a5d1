/** Thread side of `run-summary.ts`: loaded with a lab, since threads that answer small questions need none of it. */
import { type Arrays, array } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import { hashOf } from "../../shared/experiment/digest.ts";
import { foldFromArrays, under } from "../../shared/labs/fold.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { summarise } from "../../shared/labs/summarise.ts";
import { fromBytes, type Header, partName, toBytes, type Words } from "./run-summary.ts";

/** The answers of `EarlyHashes`: the hash of each array, as text. */
export async function answerHashes(given: Arrays): Promise<Arrays> {
  const hashed = Object.entries(given).map(async ([name, { values }]) => [name, array(toBytes(await hashOf(values)))]);
  return Object.fromEntries(await Promise.all(hashed));
}

/** The answer to such a question. */
export async function answerSummary(lab: Lab, data: Table | null, given: Arrays): Promise<Arrays> {
  const { header, ...arrays } = given;
  const { experiment, written = experiment, tasks, finished, parts, hashes } = fromBytes<Header>(header);
  const fold = foldFromArrays(tasks, arrays, finished ? "finished" : "partial");
  const answers = parts === undefined ? undefined : Array.from({ length: parts }, (_, i) => under(partName(i), arrays));
  const { metrics, digest } = await summarise(lab, experiment, data, fold, written, { parts: answers, hashes });
  const words: Words = { names: Object.keys(metrics), digest };
  return { words: array(toBytes(words)), values: array(Float64Array.from(Object.values(metrics))) };
}
