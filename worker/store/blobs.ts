/** Immutable bytes in R2. What they are called and who needs them: `objects.ts`. */
import { Refusal } from "../errors.ts";
import { hexOf, sha256 } from "../hash.ts";
import { inTime } from "./deadline.ts";

/** Up to this many bytes a blob is read whole and proved before the first of them is answered. */
const wholeBytes = 2 * 1024 * 1024;

/** Stores bytes that are at hand. `hash` is theirs, which the store checks. */
export async function putBytes(
  bucket: R2Bucket,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  hash: string,
): Promise<void> {
  await store(() => bucket.put(name, bytes, { sha256: hash }));
}

/**
 * Stores `bytes` bytes piece by piece as they come and answers their SHA-256; no more than one piece is held. The sender may take its time, the store
 * may not: each piece has its own deadline.
 */
export async function putPieces(
  bucket: R2Bucket,
  name: string,
  bytes: number,
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
): Promise<string> {
  const { readable, writable } = new FixedLengthStream(bytes);
  const writer = writable.getWriter();
  // Where the store gives up, nothing takes the pieces any more, and writing one would wait for ever.
  let giveUp: (error: unknown) => void = () => {};
  const gaveUp = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  gaveUp.catch(() => {});
  const stored = (async () => bucket.put(name, readable))();
  stored.catch(giveUp);
  const taken = (work: Promise<unknown>) => store(() => Promise.race([work, gaveUp]));
  try {
    const hash = await hashPieces(pieces, async (piece) => void (await taken(writer.write(piece))));
    await taken(writer.close());
    await store(() => stored);
    return hash;
  } catch (error) {
    writer.abort(error).catch(() => {});
    throw error;
  }
}

/** SHA-256 of pieces, each handed on after it was counted. */
export async function hashPieces(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  pass: (piece: Uint8Array<ArrayBuffer>) => Promise<void> = async () => {},
): Promise<string> {
  const hasher = new crypto.DigestStream("SHA-256");
  const writer = hasher.getWriter();
  for await (const piece of pieces) {
    await writer.write(piece);
    await pass(piece);
  }
  await writer.close();
  return hexOf(await hasher.digest);
}

/** The blob's bytes, proved to be those that its hash says; undefined when there are none. Other bytes are an error, never an answer. */
export async function readBlob(
  bucket: R2Bucket,
  name: string,
  hash: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const object = await store(() => bucket.get(name));
  if (object === null) return undefined;
  const bytes = new Uint8Array(await store(() => object.arrayBuffer()));
  if ((await sha256(bytes)) !== hash) throw corrupt();
  return bytes;
}

export interface StoredBlob {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** First and last byte of a range. */
export type ByteRange = readonly [first: number, last: number];

/**
 * The body of an answer with the blob or a range of it; undefined when the store has none. Small blobs are proved before. A large one is proved
 * while it passes: its last piece is held back until then, so that a reader of other bytes gets a broken answer. A range of a large one
 * cannot be proved here; readers prove what they put together.
 */
export async function blobBody(
  bucket: R2Bucket,
  { name, sha256, bytes }: StoredBlob,
  range?: ByteRange,
): Promise<ReadableStream | Uint8Array<ArrayBuffer> | undefined> {
  if (bytes <= wholeBytes) {
    const all = await readBlob(bucket, name, sha256);
    return all && (range ? all.slice(range[0], range[1] + 1) : all);
  }
  const options = range && { range: { offset: range[0], length: range[1] - range[0] + 1 } };
  const object = await store(() => bucket.get(name, options));
  if (object === null) return undefined;
  if (object.size !== bytes) throw corrupt();
  return range ? object.body : proved(object.body, sha256, bytes);
}

function proved(body: ReadableStream, hash: string, bytes: number): ReadableStream {
  const { readable, writable } = new FixedLengthStream(bytes);
  const writer = writable.getWriter();
  const pass = async () => {
    let held: Uint8Array<ArrayBuffer> | undefined;
    const found = await hashPieces(body as ReadableStream<Uint8Array<ArrayBuffer>>, async (piece) => {
      if (held) await writer.write(held);
      held = piece;
    });
    if (found !== hash) throw corrupt();
    if (held) await writer.write(held);
    await writer.close();
  };
  pass().catch((error) => writer.abort(error).catch(() => {}));
  return readable;
}

/** Throws a Refusal (503) without the words of the store when it fails. */
export async function store<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await inTime(work());
  } catch {
    throw new Refusal(503, "store-unavailable", "store", "blob storage does not answer (try again in a moment)");
  }
}

const corrupt = () => new Refusal(502, "corrupt-blob", "blob", "corrupt blob: the stored bytes do not match its name");
