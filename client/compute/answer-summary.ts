/** Thread side of `run-summary.ts`: loaded with a lab, since threads that answer small questions need none of it. */
import { type Arrays, array } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import { foldFromArrays } from "../../shared/labs/fold.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { summarise } from "../../shared/labs/summarise.ts";
import { fromBytes, type Header, toBytes, type Words } from "./run-summary.ts";

/** The answer to such a question. */
export async function answerSummary(lab: Lab, data: Table | null, given: Arrays): Promise<Arrays> {
  const { header, ...arrays } = given;
  const { experiment, written = experiment, tasks, finished } = fromBytes<Header>(header);
  const fold = foldFromArrays(tasks, unshared(arrays), finished ? "finished" : "partial");
  const { metrics, digest } = await summarise(lab, experiment, data, fold, written);
  const words: Words = { names: Object.keys(metrics), digest };
  return { words: array(toBytes(words)), values: array(Float64Array.from(Object.values(metrics))) };
}

/** Copies of the thread's own: what hashes bytes takes no shared memory. */
function unshared(arrays: Arrays): Arrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.buffer instanceof ArrayBuffer ? values : values.slice() },
    ]),
  );
}
