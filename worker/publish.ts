import { canonicalJson } from "../shared/experiment/canonical.ts";
import { ExperimentError } from "../shared/experiment/errors.ts";
import type { Experiment } from "../shared/experiment/experiment.ts";
import { filesOf } from "../shared/experiment/files.ts";
import { limits } from "../shared/experiment/limits.ts";
import { fromBase64Url, toBase64Url } from "../shared/experiment/link.ts";
import type { LabEntry } from "../shared/labs/index.ts";
import { writtenExperiment } from "../shared/labs/written.ts";
import { streamSource } from "../shared/publication/bytes.ts";
import {
  type Container,
  decodeContainer,
  headerBytes,
  type Part,
  parseHeader,
  roleBytes,
} from "../shared/publication/container.ts";
import { detachDocument } from "../shared/publication/detached.ts";
import { type Publication, parsePublication } from "../shared/publication/publication.ts";
import { Refusal } from "./errors.ts";
import { bodyType, containerType, readAll, readBody } from "./guard.ts";
import { randomName, sha256 } from "./hash.ts";
import { checkArrays, describeModel } from "./inference/weights.ts";
import { putBlob } from "./store/blobs.ts";
import { type BlobRow, findByKey, findLink, insertLink, isBanned, KeyTaken, type LinkRow } from "./store/links.ts";

export interface Published {
  readonly id: string;
  /** Path of the short link. */
  readonly url: string;
  /** 256 bits, base64url; the only thing that deletes the link. */
  readonly deleteToken: string;
}

/** Body of a publication: a container, or its header alone as JSON when there are no blobs. */
export async function readPublication(request: Request): Promise<Container> {
  if (bodyType(request, ["application/json", containerType] as const) === "application/json") {
    const { parts = [], ...header } = parseHeader(await readAll(request, headerBytes));
    if (Array.isArray(parts) && parts.length === 0) return { header, parts: [] };
    throw new ExperimentError("parts", "unfit-format", `unfit parts in JSON (send them as ${containerType})`);
  }
  const all = Object.values(roleBytes).reduce((sum, bytes) => sum + bytes, 0);
  return readBody(request, 12 + headerBytes + all, (reader) => decodeContainer(streamSource(reader)));
}

/** The idempotency key, which is a secret of the publisher: with it (and the same body) the delete token is returned again. */
export function readKey(key: string | undefined): string {
  if (key !== undefined && /^[A-Za-z0-9_-]{22,128}$/.test(key)) return key;
  const cure = "22 to 128 random characters of A–Z a–z 0–9 _ -, new for each publication, the same for each retry";
  throw new Refusal(
    400,
    "missing-key",
    "idempotency-key",
    `missing or invalid header Idempotency-Key (must be ${cure})`,
  );
}

/** Publishes, or finds what the same key published before. Blobs are written before the index. */
export async function publish(
  env: Env,
  labs: readonly LabEntry[],
  key: string,
  { header, parts }: Container,
  now: number,
): Promise<Published & { readonly isNew: boolean }> {
  const document = parts.find(({ role }) => role === "document");
  const parsed = await parsePublication(header, labs, document?.bytes);
  const { lab } = parsed;
  // As it is hashed: the same content has the same name after parameters were added.
  const written = writtenExperiment(lab, parsed.publication.experiment);
  const { experiment, part } = await detachDocument(written, document ? 0 : limits.document.inline);
  if (part !== null && document === undefined) throw undetached();
  const publication = { ...parsed.publication, experiment };
  const blobs = await Promise.all(parts.map(hashPart));
  const arrays = parts.find(({ role }) => role === "arrays");
  const weights = parts.find(({ role }) => role === "weights");
  if (arrays !== undefined) checkArrays(arrays.bytes);
  const model = weights === undefined ? null : JSON.stringify(describeModel(weights.bytes));
  checkData(parsed.publication.experiment, blobs);
  const content = await sha256(canonicalJson({ ...publication, blobs }));
  const keyHash = await sha256(key);
  const before = await findByKey(env.DB, keyHash);
  if (before !== undefined) return again(before, content, key);
  if (await isBanned(env.DB, [content, ...blobs.map(({ sha256 }) => sha256)])) {
    throw new Refusal(403, "banned", "body", "banned content (it was taken down and cannot come back)");
  }
  await checkParent(env.DB, publication.parent);
  for (const [i, { bytes }] of parts.entries()) await putBlob(env.BLOBS, blobs[i].sha256, bytes);
  const deleteToken = randomName(32);
  const row = await rowOf(publication, lab.id, model, { content, key, keyHash, deleteToken, now });
  try {
    await insertLink(env.DB, row, blobs);
  } catch (error) {
    // The same request came twice at the same time and the other one was faster.
    const other = error instanceof KeyTaken ? await findByKey(env.DB, keyHash) : undefined;
    if (other === undefined) throw error;
    return again(other, content, key);
  }
  return { id: row.id, url: `/x/${row.id}`, deleteToken, isNew: true };
}

/** A publication whose experiment may name its document instead of holding it. */
type Stored = Omit<Publication, "experiment"> & { readonly experiment: object };

async function rowOf(
  { experiment, result, title, notes, parent, envelope }: Stored,
  lab: string,
  model: string | null,
  secrets: { content: string; key: string; keyHash: string; deleteToken: string; now: number },
): Promise<LinkRow> {
  const { content, key, keyHash, deleteToken, now } = secrets;
  return {
    id: randomName(16),
    lab,
    title,
    notes,
    envelope: envelope === undefined ? null : canonicalJson(envelope),
    experiment: canonicalJson(experiment),
    result: JSON.stringify(result),
    model,
    parent,
    created: now,
    content,
    token_hash: await sha256(deleteToken),
    key_hash: keyHash,
    sealed_token: await seal(deleteToken, key),
    deleted: null,
  };
}

/** The answer to a repeated request. */
async function again(row: LinkRow, content: string, key: string): Promise<Published & { readonly isNew: boolean }> {
  if (row.deleted !== null) throw new Refusal(410, "deleted", "link", "deleted link (publish again with a new key)");
  if (row.content !== content) {
    throw new Refusal(409, "key-reused", "idempotency-key", "key used before for another body (make a new key)");
  }
  return { id: row.id, url: `/x/${row.id}`, deleteToken: await seal(row.sealed_token, key), isNew: false };
}

/** 256 bits combined with as many that only the holder of the key can produce; sealing twice gives the token back. */
async function seal(token: string, key: string): Promise<string> {
  const pad = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`delete token\n${key}`));
  const mask = new Uint8Array(pad);
  return toBase64Url(fromBase64Url(token).map((byte, i) => byte ^ mask[i]));
}

async function hashPart({ role, bytes }: Part): Promise<BlobRow> {
  return { role, sha256: await sha256(bytes), bytes: bytes.length };
}

/** Published data are the experiment's own files, all of them and in their order, or none. */
function checkData({ data }: Experiment, blobs: readonly BlobRow[]): void {
  const given = blobs.filter(({ role }) => role === "data");
  if (given.length === 0) return;
  const files = filesOf(data);
  if (given.length === files.length && given.every(({ sha256 }, i) => sha256 === files[i].sha256)) return;
  throw new ExperimentError(
    "data",
    "other-data",
    "unfit data: not the files of the experiment (must be these, in order)",
  );
}

function undetached(): ExperimentError {
  const max = limits.document.inline;
  const message = `data.document is too large for the header (must be at most ${max} bytes; send it as a part of role document)`;
  return new ExperimentError("data.document", "too-large", message, { max });
}

/** A fork may outlive its parent; it cannot descend from what never existed. */
async function checkParent(db: D1Database, parent: string | null): Promise<void> {
  if (parent === null || (await findLink(db, parent)) !== undefined) return;
  throw new ExperimentError("parent", "unknown-link", `unknown parent: ${parent} (must be the id of a link)`, {
    value: parent,
  });
}
