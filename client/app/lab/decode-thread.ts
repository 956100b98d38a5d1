/** A thread that reads one of the reader's own files, a table or a graph, so that the page stays responsive. */

import type { UserFile } from "../../../shared/data/hashed-file.ts";
import type { FileContent } from "../../../shared/data/readers/content.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { type ReadGraph, readGraphFile } from "../../../shared/data/readers/graphs.ts";
import type { Reading } from "../../../shared/experiment/reading.ts";
import type { PlainError } from "../../compute/api.ts";
import { toPlain } from "../../compute/errors.ts";
import type { Ready } from "./beside.ts";

/** What the thread is asked, and what it says: first that it is there, then what it read. */
export interface ToDecode {
  readonly file: UserFile;
  readonly reading?: Reading | undefined;
  /** The file is that of a graph. */
  readonly isGraph?: true;
}
export type Decoded =
  | { readonly content: FileContent }
  | { readonly graph: ReadGraph }
  | { readonly error: PlainError };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = async ({ data }: MessageEvent<ToDecode>) => {
  try {
    if (data.isGraph) return scope.postMessage({ graph: readGraphFile(data.file) } satisfies Decoded);
    const content = await decodeFile(data.file, data.reading);
    scope.postMessage({ content } satisfies Decoded, buffersOf(content));
  } catch (error) {
    scope.postMessage({ error: toPlain(error) } satisfies Decoded);
  }
};

scope.postMessage("ready" satisfies Ready);

/** What need not be copied on its way to the page. */
function buffersOf(content: FileContent): ArrayBuffer[] {
  const views =
    content.kind === "table"
      ? [content.table.values, content.table.mask]
      : content.kind === "labels"
        ? [content.labels]
        : Object.values(content.weights).map(({ values }) => values);
  return [...new Set(views.flatMap((view) => (view ? [view.buffer as ArrayBuffer] : [])))];
}
