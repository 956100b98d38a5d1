import { Refusal } from "../errors.ts";
import { sha256 } from "../hash.ts";

/**
 * Immutable bytes in R2, named by their SHA-256. A blob is written before the row that points at it: if the row then fails, an unnamed blob
 * stays behind, which nothing serves (reads ask the index first) and which the next publication of the same bytes reuses.
 */
export async function putBlob(bucket: R2Bucket, hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await store(() => bucket.put(hash, bytes, { sha256: hash }));
}

/** The blob's bytes, proved to be those that its name says; undefined when there are none. Other bytes are an error, never an answer. */
export async function readBlob(bucket: R2Bucket, hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const object = await store(() => bucket.get(hash));
  if (object === null) return undefined;
  const bytes = new Uint8Array(await store(() => object.arrayBuffer()));
  if ((await sha256(bytes)) !== hash) {
    throw new Refusal(502, "corrupt-blob", "blob", "corrupt blob: the stored bytes do not match its name");
  }
  return bytes;
}

/**
 * Removes a blob that no live link needs. `needed` is asked again after the removal: a publication of the same bytes may have come in
 * between, and then they are put back.
 */
export async function dropBlob(bucket: R2Bucket, hash: string, needed: () => Promise<boolean>): Promise<void> {
  if (await needed()) return;
  const object = await store(() => bucket.get(hash));
  if (object === null) return;
  const bytes = new Uint8Array(await store(() => object.arrayBuffer()));
  await store(() => bucket.delete(hash));
  if (await needed()) await putBlob(bucket, hash, bytes);
}

async function store<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new Refusal(503, "store-unavailable", "store", "blob storage does not answer (try again in a moment)");
  }
}
