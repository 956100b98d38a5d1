/** A thread that packs a folder of pictures, so that the page stays responsive. */

import { type HowPacked, type PackedFolder, packFolder } from "../../../shared/data/folder.ts";
import type { PlainError } from "../../compute/api.ts";
import { toPlain } from "../../compute/errors.ts";
import type { News, Ready } from "./beside.ts";

/** What the thread is asked, and what it says: first that it is there, then how far it is, then the two files or what went wrong. */
export interface ToPack {
  readonly files: readonly { readonly path: string; readonly file: File }[];
  readonly how: HowPacked;
}
export type Packed = { readonly packed: PackedFolder } | { readonly error: PlainError };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = async ({ data: { files, how } }: MessageEvent<ToPack>) => {
  try {
    const read = files.map(({ path, file }) => ({ path, bytes: async () => new Uint8Array(await file.arrayBuffer()) }));
    const packed = await packFolder(read, how, (done, of) => scope.postMessage({ done, of } satisfies News));
    scope.postMessage(
      { packed } satisfies Packed,
      packed.map(({ bytes }) => bytes.buffer),
    );
  } catch (error) {
    scope.postMessage({ error: toPlain(error) } satisfies Packed);
  }
};

scope.postMessage("ready" satisfies Ready);
