import type { Arrays } from "../../shared/arrays.ts";
import { sha256Hex } from "../../shared/experiment/digest.ts";

/** Of names, types, shapes and bytes; runs in Node and in browsers. */
export async function digest(arrays: Arrays): Promise<string> {
  const parts: Uint8Array[] = [];
  for (const [name, { shape, values }] of Object.entries(arrays)) {
    parts.push(new TextEncoder().encode(`${name} ${values.constructor.name} [${shape}]\n`));
    // A copy: large records lie in memory that threads share, of which no Blob is made.
    parts.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice());
  }
  return sha256Hex(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}
