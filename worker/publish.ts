import { canonicalJson } from "../shared/experiment/canonical.ts";
import { ExperimentError } from "../shared/experiment/errors.ts";
import type { Experiment } from "../shared/experiment/experiment.ts";
import { filesOf } from "../shared/experiment/files.ts";
import { limits } from "../shared/experiment/limits.ts";
import { fromBase64Url, toBase64Url } from "../shared/experiment/link.ts";
import type { LabEntry } from "../shared/labs/index.ts";
import { writtenExperiment } from "../shared/labs/written.ts";
import type { Role } from "../shared/publication/container.ts";
import { detachDocument } from "../shared/publication/detached.ts";
import { type Publication, parsePublication } from "../shared/publication/publication.ts";
import { expiryOf } from "./collect.ts";
import { Refusal } from "./errors.ts";
import { randomName, sha256 } from "./hash.ts";
import { checkArrays, describeModel } from "./inference/weights.ts";
import { type Incoming, type Received, receiveParts } from "./receive.ts";
import { putBytes } from "./store/blobs.ts";
import { findByKey, findLink, insertLink, isBanned, KeyTaken, type LinkRow } from "./store/links.ts";
import { discardUploads, newObject, type UploadedBlob } from "./store/objects.ts";
import { type Quota, reserve } from "./store/quota.ts";

export interface Published {
  readonly id: string;
  /** Path of the short link. */
  readonly url: string;
  /** 256 bits, base64url; the only thing that deletes the link. */
  readonly deleteToken: string;
  /** When it goes unless somebody opens it before: ISO 8601. */
  readonly expires: string;
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

/** Who publishes what, and how much they may. */
export interface Asked {
  readonly key: string;
  /** Address of the sender, for the quota alone. */
  readonly address: string | undefined;
  readonly quota: Quota;
  readonly now: number;
}

type Outcome = Published & { readonly isNew: boolean };

/**
 * Publishes, or finds what the same key published before: then nothing is stored, and the body is read only to be compared. Rows of objects are
 * written before the objects, objects before the link (`store/objects.ts`).
 */
export async function publish(env: Env, labs: readonly LabEntry[], asked: Asked, incoming: Incoming): Promise<Outcome> {
  const keyHash = await sha256(asked.key);
  const before = await findByKey(env.DB, keyHash);
  if (before !== undefined) {
    if (before.deleted !== null) throw deletedBefore();
    return again(
      before,
      (await readAndCheck(labs, incoming, await receiveParts(incoming, null, []))).request,
      asked.key,
    );
  }
  const objects = incoming.sizes.map(({ bytes }) => newObject(bytes));
  const { address, quota, now } = asked;
  const room = incoming.bytes * limits.quota.indexed;
  await reserve(env.DB, quota, { address, room, objects }, now);
  const names = objects.map(({ name }) => name);
  try {
    const parts = await receiveParts(incoming, env.BLOBS, objects);
    const checked = await readAndCheck(labs, incoming, parts);
    const { content, wording, request } = checked;
    if (await isBanned(env.DB, [content, wording, request, ...parts.map((part) => part.sha256)])) throw banned();
    await checkParent(env.DB, checked.publication.parent);
    for (const [i, { sha256, bytes }] of parts.entries()) {
      if (bytes !== null) await putBytes(env.BLOBS, names[i], bytes, sha256);
    }
    const uploads = parts.map(({ role, sha256 }, i) => ({ role, sha256, name: names[i] }));
    return await writeLink(env, await rowOf(checked, room, { ...asked, keyHash }), uploads, asked);
  } catch (error) {
    // What a link claimed after all stays; what cannot be removed now is collected later.
    await discardUploads(env, names, now).catch(() => {});
    throw error;
  }
}

async function writeLink(
  env: Env,
  { row, deleteToken }: { readonly row: LinkRow; readonly deleteToken: string },
  uploads: readonly UploadedBlob[],
  { key, now }: Asked,
): Promise<Outcome> {
  let spare: readonly string[];
  try {
    spare = await insertLink(env.DB, row, uploads);
  } catch (error) {
    // The same request came twice at the same time and the other one was faster.
    const other = error instanceof KeyTaken ? await findByKey(env.DB, row.key_hash) : undefined;
    if (other === undefined) throw error;
    spare = uploads.map(({ name }) => name);
    await discardUploads(env, spare, now).catch(() => {});
    return again(other, row.request ?? "", key);
  }
  await discardUploads(env, spare, now).catch(() => {});
  return answerOf(row, deleteToken, true);
}

/** A publication that was found right, with the hashes that it goes by. */
interface Checked {
  readonly publication: Stored;
  readonly lab: string;
  readonly model: string | null;
  /** Of the experiment and the blobs: what a ban of content stops, under any title. */
  readonly content: string;
  /** Of the letters of title, notes and envelope: what a ban of words stops, with any experiment. */
  readonly wording: string;
  /** Of everything sent. */
  readonly request: string;
}

async function readAndCheck(
  labs: readonly LabEntry[],
  { header }: Incoming,
  parts: readonly Received[],
): Promise<Checked> {
  const bytesOf = (role: Role) => parts.find((part) => part.role === role)?.bytes ?? undefined;
  const [document, arrays, weights] = [bytesOf("document"), bytesOf("arrays"), bytesOf("weights")];
  const parsed = await parsePublication(header, labs, document);
  const { lab } = parsed;
  // As it is hashed: the same content has the same name after parameters were added.
  const written = writtenExperiment(lab, parsed.publication.experiment);
  const { experiment, part } = await detachDocument(written, document ? 0 : limits.document.inline);
  if (part !== null && document === undefined) throw undetached();
  const publication = { ...parsed.publication, experiment };
  if (arrays !== undefined) checkArrays(arrays);
  const model = weights === undefined ? null : JSON.stringify(describeModel(weights));
  checkData(parsed.publication.experiment, parts);
  const blobs = parts.map(({ role, sha256, size }) => ({ role, sha256, bytes: size }));
  const content = await sha256(canonicalJson({ experiment, blobs: blobs.map(({ sha256 }) => sha256).sort() }));
  const request = await sha256(canonicalJson({ ...publication, blobs }));
  return { publication, lab: lab.id, model, content, wording: await wordingOf(publication), request };
}

/** Case, spaces, accents and signs apart, so that they bring nothing back. */
function wordingOf({ title, notes, envelope }: Stored): Promise<string> {
  const said = [title, notes, envelope?.title ?? "", envelope?.text ?? ""];
  return sha256(
    said
      .map((text) =>
        text
          .normalize("NFKD")
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]/gu, ""),
      )
      .join("\n"),
  );
}

/** A publication whose experiment may name its document instead of holding it. */
type Stored = Omit<Publication, "experiment"> & { readonly experiment: object };

async function rowOf(
  { publication, lab, model, content, wording, request }: Checked,
  room: number,
  { key, keyHash, now }: Asked & { readonly keyHash: string },
): Promise<{ row: LinkRow; deleteToken: string }> {
  const { experiment, result, title, notes, parent, envelope, embed } = publication;
  const deleteToken = randomName(32);
  const row = {
    id: randomName(16),
    lab,
    title,
    notes,
    envelope: envelope === undefined ? null : canonicalJson(envelope),
    embed: embed === undefined ? null : JSON.stringify(embed),
    experiment: canonicalJson(experiment),
    result: JSON.stringify(result),
    model,
    parent,
    created: now,
    opened: now,
    content,
    wording,
    request,
    room,
    token_hash: await sha256(deleteToken),
    key_hash: keyHash,
    sealed_token: await seal(deleteToken, key),
    deleted: null,
    expired: 0,
    confirmed: 0,
  };
  return { row, deleteToken };
}

function answerOf(row: LinkRow, deleteToken: string, isNew: boolean): Outcome {
  return { id: row.id, url: `/x/${row.id}`, deleteToken, expires: new Date(expiryOf(row)).toISOString(), isNew };
}

/** The answer to a repeated request. */
async function again(row: LinkRow, request: string, key: string): Promise<Outcome> {
  if (row.deleted !== null) throw deletedBefore();
  if ((row.request ?? row.content) !== request) {
    throw new Refusal(409, "key-reused", "idempotency-key", "key used before for another body (make a new key)");
  }
  return answerOf(row, await seal(row.sealed_token, key), false);
}

const deletedBefore = () => new Refusal(410, "deleted", "link", "deleted link (publish again with a new key)");
const banned = () => new Refusal(403, "banned", "body", "banned content (it was taken down and cannot come back)");

/** 256 bits combined with as many that only the holder of the key can produce; sealing twice gives the token back. */
async function seal(token: string, key: string): Promise<string> {
  const pad = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`delete token\n${key}`));
  const mask = new Uint8Array(pad);
  return toBase64Url(fromBase64Url(token).map((byte, i) => byte ^ mask[i]));
}

/** Published data are the experiment's own files, all of them and in their order, or none. */
function checkData({ data }: Experiment, parts: readonly Received[]): void {
  const given = parts.filter(({ role }) => role === "data");
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
