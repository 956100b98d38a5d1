/** A thread that makes one generated table, so that the page stays responsive. */

import { type Generated, generateHere } from "../../../shared/data/generate.ts";
import { nameGenerator } from "../../../shared/data/generators/loaded.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { PlainError } from "../../compute/api.ts";
import { toPlain } from "../../compute/errors.ts";
import type { Ready } from "./beside.ts";

/** Absent: the code of the generator did not come. */
export type Made = { readonly table: Table } | { readonly error: PlainError } | { readonly absent: true };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = async ({ data }: MessageEvent<Generated>) => {
  try {
    await nameGenerator(data.generator);
  } catch {
    scope.postMessage({ absent: true } satisfies Made);
    return;
  }
  try {
    const table = generateHere(data);
    scope.postMessage({ table } satisfies Made, buffersOf(table));
  } catch (error) {
    scope.postMessage({ error: toPlain(error) } satisfies Made);
  }
};

scope.postMessage("ready" satisfies Ready);

/** What need not be copied on its way to the page. */
function buffersOf({ values, mask, labels, factors, regions }: Table): ArrayBuffer[] {
  const arrays = [values, mask, labels, factors?.values, regions];
  return [...new Set(arrays.flatMap((array) => (array ? [array.buffer as ArrayBuffer] : [])))];
}
