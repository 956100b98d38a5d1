/** Taking in the body of a publication: small parts are held to be checked, data pass through to the store. */
import { ExperimentError } from "../shared/experiment/errors.ts";
import { type ByteSource, streamSource } from "../shared/publication/bytes.ts";
import {
  type ContainerHead,
  checkEnd,
  headerBytes,
  type PartSize,
  parseHeader,
  type Role,
  readHead,
  roleBytes,
} from "../shared/publication/container.ts";
import { bodyType, containerType, readAll, readBody } from "./guard.ts";
import { sha256 } from "./hash.ts";
import { hashPieces, putPieces } from "./store/blobs.ts";
import type { NewObject } from "./store/objects.ts";

/** The beginning of a publication, with what is still to come. */
export interface Incoming extends ContainerHead {
  readonly source: ByteSource;
}

/** A part that has come. */
export interface Received {
  readonly role: Role;
  readonly sha256: string;
  /** How many they are. */
  readonly size: number;
  /** The bytes; null where they went to the store (or nowhere) as they came. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** Body of a publication: a container, or its header alone as JSON when there are no parts. */
export async function openBody<T>(request: Request, use: (incoming: Incoming) => Promise<T>): Promise<T> {
  if (bodyType(request, ["application/json", containerType] as const) === "application/json") {
    const bytes = await readAll(request, headerBytes);
    const { parts = [], ...header } = parseHeader(bytes);
    if (!Array.isArray(parts) || parts.length > 0) {
      throw new ExperimentError("parts", "unfit-format", `unfit parts in JSON (send them as ${containerType})`);
    }
    return use({ header, bytes: bytes.length, sizes: [], source: nothing });
  }
  const all = Object.values(roleBytes).reduce((sum, bytes) => sum + bytes, 0);
  return readBody(request, 12 + headerBytes + all, async (reader) => {
    const source = streamSource(reader);
    return use({ ...(await readHead(source)), source });
  });
}

const nothing: ByteSource = { take: async () => new Uint8Array(0), atEnd: async () => true };

/**
 * All parts, in their order. Data, which nothing here reads, go into `bucket` as they come, under the names of `objects`; without a bucket they
 * are only counted into their hash.
 */
export async function receiveParts(
  { sizes, source }: Incoming,
  bucket: R2Bucket | null,
  objects: readonly NewObject[],
): Promise<readonly Received[]> {
  const parts: Received[] = [];
  for (const [i, size] of sizes.entries()) parts.push(await receivePart(source, size, bucket, objects[i]));
  await checkEnd(source);
  return parts;
}

async function receivePart(
  source: ByteSource,
  { role, bytes: size }: PartSize,
  bucket: R2Bucket | null,
  object: NewObject,
): Promise<Received> {
  if (role === "data") {
    const pieces = piecesOf(source, size);
    const hash = bucket ? await putPieces(bucket, object.name, size, pieces) : await hashPieces(pieces);
    return { role, sha256: hash, size, bytes: null };
  }
  const bytes = await source.take(size);
  return { role, sha256: await sha256(bytes), size, bytes };
}

const pieceBytes = 256 * 1024;

async function* piecesOf(source: ByteSource, size: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let left = size; left > 0; left -= pieceBytes) yield await source.take(Math.min(pieceBytes, left));
}
