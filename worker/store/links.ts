import * as v from "valibot";
import { roles } from "../../shared/publication/container.ts";
import { Refusal } from "../errors.ts";
import type { StoredBlob } from "./blobs.ts";
import { inTime } from "./deadline.ts";
import { index, marks, one, statement, unavailable } from "./index.ts";
import { claimBlob, isCollected, orphanObjects, type UploadedBlob } from "./objects.ts";

/** One row of the index. */
export interface LinkRow {
  readonly id: string;
  readonly lab: string;
  readonly title: string;
  readonly notes: string;
  /** JSON; null without one. */
  readonly envelope: string | null;
  /** JSON: whose pages may show it in a frame; null for nobody's. */
  readonly embed: string | null;
  /** Canonical JSON. */
  readonly experiment: string;
  readonly result: string;
  readonly model: string | null;
  readonly parent: string | null;
  readonly created: number;
  /** Milliseconds since 1970, within a day. */
  readonly opened: number;
  /** SHA-256 over experiment and blobs; over letters of title, notes and envelope; over everything sent. */
  readonly content: string;
  readonly wording: string | null;
  readonly request: string | null;
  /** Bytes that the row counts for. */
  readonly room: number;
  readonly token_hash: string;
  readonly key_hash: string;
  readonly sealed_token: string;
  readonly deleted: number | null;
  /** 1 where it went because nobody opened it. */
  readonly expired: number;
  /** How often somebody found the same. */
  readonly confirmed: number;
}

const blobRow = v.object({ role: v.picklist(roles), sha256: v.string(), bytes: v.number() });
export type BlobRow = v.InferOutput<typeof blobRow>;

const text = v.string();
const linkRow = v.object({
  id: text,
  lab: text,
  title: text,
  notes: text,
  envelope: v.nullable(text),
  embed: v.nullable(text),
  experiment: text,
  result: text,
  model: v.nullable(text),
  parent: v.nullable(text),
  created: v.number(),
  opened: v.number(),
  content: text,
  wording: v.nullable(text),
  request: v.nullable(text),
  room: v.number(),
  token_hash: text,
  key_hash: text,
  sealed_token: text,
  deleted: v.nullable(v.number()),
  expired: v.number(),
  confirmed: v.number(),
});

/** Thrown when a row with the same idempotency key is there already. */
export class KeyTaken extends Error {
  override readonly name = "KeyTaken";
}

/**
 * Writes the row and claims its blobs, all or nothing: afterwards the bytes of each stay while the link lives. The names of uploads that were not
 * needed, since the store had their bytes.
 */
export async function insertLink(db: D1Database, row: LinkRow, blobs: readonly UploadedBlob[]): Promise<string[]> {
  const columns = Object.keys(linkRow.entries) as (keyof LinkRow)[];
  const link = statement(
    db,
    `INSERT INTO links (${columns.join(", ")}) VALUES (${marks(columns)})`,
    ...columns.map((column) => row[column]),
  );
  const claims = blobs.map((blob, position) => claimBlob(db, row.id, position, blob));
  try {
    const results = await inTime(db.batch([link, ...claims.flat()]));
    return blobs.flatMap(({ name }, i) => (results[1 + i * 3].meta.changes === 0 ? [name] : []));
  } catch (error) {
    if (String(error).includes("links.key_hash")) throw new KeyTaken();
    if (isCollected(error))
      throw new Refusal(503, "store-unavailable", "store", "upload took too long (send it again)");
    throw unavailable();
  }
}

export function findLink(db: D1Database, id: string): Promise<LinkRow | undefined> {
  return one(() => statement(db, "SELECT * FROM links WHERE id = ?", id).first(), linkRow);
}

export function findByKey(db: D1Database, keyHash: string): Promise<LinkRow | undefined> {
  return one(() => statement(db, "SELECT * FROM links WHERE key_hash = ?", keyHash).first(), linkRow);
}

/** True where what the link shows or says, or one of its blobs, is banned. */
const isLinkBanned = `EXISTS (SELECT 1 FROM bans WHERE sha256 IN (links.content, links.wording, links.request)
  OR sha256 IN (SELECT sha256 FROM link_blobs AS own WHERE own.link = links.id))`;
const bannedColumn = `${isLinkBanned} AS banned`;

const openRow = v.object({ ...linkRow.entries, blobs: text, banned: v.number() });

/** Whether a link may be opened. */
export interface LinkStatus {
  /** Milliseconds since 1970; null while it lives. */
  readonly deleted: number | null;
  readonly expired: number;
  readonly banned: boolean;
}

export interface LinkWithBlobs extends LinkStatus {
  readonly row: LinkRow;
  /** In the order of publication. */
  readonly blobs: readonly BlobRow[];
}

/** A link with its blobs, in one question to the index. */
export async function findWithBlobs(db: D1Database, id: string): Promise<LinkWithBlobs | undefined> {
  const sql = `SELECT *, ${bannedColumn}, (SELECT json_group_array(json_object('role', role, 'sha256', sha256, 'bytes', bytes))
    FROM (SELECT * FROM link_blobs WHERE link = links.id ORDER BY position)) AS blobs FROM links WHERE id = ?`;
  const found = await one(() => statement(db, sql, id).first(), openRow);
  if (found === undefined) return undefined;
  const { blobs, banned, ...row } = found;
  return {
    row,
    blobs: v.parse(v.array(blobRow), JSON.parse(blobs)),
    deleted: row.deleted,
    expired: row.expired,
    banned: banned !== 0,
  };
}

const weightsRow = v.object({
  lab: text,
  deleted: v.nullable(v.number()),
  expired: v.number(),
  banned: v.number(),
  opened: v.number(),
  model: v.nullable(text),
  embed: v.nullable(text),
  weights: v.nullable(text),
  object: v.nullable(text),
  arrays: v.nullable(text),
});

/** What a question to a link's model needs to know. `weights` is their hash, `object` their name in the store, `model` what they can be asked. */
export interface WeightsStatus extends LinkStatus {
  readonly lab: string;
  readonly opened: number;
  /** JSON. */
  readonly model: string | null;
  /** JSON: whose pages may show it in a frame. */
  readonly embed: string | null;
  readonly weights: string | null;
  readonly object: string | null;
  /** The hash of its arrays. */
  readonly arrays: string | null;
}

/** The status of a link and of its weights, and no more: it is asked for each question to its model. */
export async function findWeights(db: D1Database, id: string): Promise<WeightsStatus | undefined> {
  const sql = `SELECT lab, deleted, expired, opened, model, embed, ${bannedColumn}, blob.sha256 AS weights, objects.name AS object,
    (SELECT sha256 FROM link_blobs AS result WHERE result.link = links.id AND result.role = 'arrays') AS arrays FROM links
    LEFT JOIN link_blobs AS blob ON blob.link = links.id AND blob.role = 'weights'
    LEFT JOIN objects ON objects.sha256 = blob.sha256 AND objects.doomed IS NULL WHERE id = ?`;
  const found = await one(() => statement(db, sql, id).first(), weightsRow);
  return found && { ...found, banned: found.banned !== 0 };
}

const confirmedRow = v.object({
  result: text,
  confirmed: v.number(),
  deleted: v.nullable(v.number()),
  expired: v.number(),
  banned: v.number(),
});

/** What a link claims, and how often it was confirmed. */
export async function findConfirmed(
  db: D1Database,
  id: string,
): Promise<(LinkStatus & { readonly result: string; readonly confirmed: number }) | undefined> {
  const sql = `SELECT result, confirmed, deleted, expired, ${bannedColumn} FROM links WHERE id = ?`;
  const found = await one(() => statement(db, sql, id).first(), confirmedRow);
  return found && { ...found, banned: found.banned !== 0 };
}

export function oneMoreConfirmed(db: D1Database, id: string): D1PreparedStatement {
  return statement(db, "UPDATE links SET confirmed = confirmed + 1 WHERE id = ? AND deleted IS NULL", id);
}

export async function isBanned(db: D1Database, hashes: readonly string[]): Promise<boolean> {
  const sql = `SELECT 1 FROM bans WHERE sha256 IN (${marks(hashes)}) LIMIT 1`;
  const found = await index(() => statement(db, sql, ...hashes).first());
  return found !== null;
}

const blobStatusRow = v.object({
  all: v.number(),
  live: v.number(),
  banned: v.number(),
  name: v.nullable(text),
  bytes: v.nullable(v.number()),
});

export type BlobStatus =
  | { readonly kind: "live"; readonly blob: StoredBlob }
  | { readonly kind: "gone" }
  | { readonly kind: "unknown" };

/** Whether a blob may be served: "unknown" was never published; "gone" is one whose links are all deleted or taken down, or that is banned. */
export async function blobStatus(db: D1Database, sha256: string): Promise<BlobStatus> {
  const sql = `SELECT COUNT(*) AS "all", COUNT(CASE WHEN links.deleted IS NULL AND NOT ${isLinkBanned} THEN 1 END) AS live,
    (SELECT COUNT(*) FROM bans WHERE sha256 = ?1) AS banned,
    (SELECT name FROM objects WHERE sha256 = ?1 AND doomed IS NULL) AS name, MAX(blob.bytes) AS bytes
    FROM link_blobs AS blob JOIN links ON links.id = blob.link WHERE blob.sha256 = ?1`;
  const found = await one(() => statement(db, sql, sha256).first(), blobStatusRow);
  if (found === undefined || found.all + found.banned === 0) return { kind: "unknown" };
  const { live, banned, name, bytes } = found;
  if (live === 0 || banned > 0) return { kind: "gone" };
  if (name === null || bytes === null) return { kind: "unknown" };
  return { kind: "live", blob: { name, sha256, bytes } };
}

/** What a tombstone keeps: hashes, and that it was there. */
const bury = `UPDATE links SET deleted = ?1, expired = ?2, title = '', notes = '', experiment = '', result = '', envelope = NULL, embed = NULL, model = NULL,
  sealed_token = '', room = 0`;

/** Turns a link into its tombstone; its blobs are collected later. */
export async function buryLink(db: D1Database, id: string, now: number): Promise<void> {
  const tombstone = statement(db, `${bury} WHERE id = ?3 AND deleted IS NULL`, now, 0, id);
  await index(() => db.batch([tombstone, orphanObjects(db, [id], now)]));
}

const idRows = v.array(v.object({ id: text }));

/** Turns links that nobody opened since `before` into tombstones, 90 at most. Their number. */
export async function expireLinks(db: D1Database, before: number, now: number): Promise<number> {
  const old = "deleted IS NULL AND opened < ? AND created < ?";
  const found = statement(db, `SELECT id FROM links WHERE ${old} ORDER BY opened LIMIT 90`, before, before);
  const ids = v.parse(idRows, (await index(() => found.run())).results).map(({ id }) => id);
  if (ids.length === 0) return 0;
  // Asked again in the same statement: one of them may have been opened since.
  const tombstones = ids.map((id) =>
    statement(db, `${bury} WHERE id = ?3 AND deleted IS NULL AND opened < ?4`, now, 1, id, before),
  );
  await index(() => db.batch([...tombstones, orphanObjects(db, ids, now)]));
  return ids.length;
}

const day = 86_400_000;

/** Notes that a link was opened: once a day, and never at the cost of the answer. */
export async function markOpened(db: D1Database, id: string, opened: number, now: number): Promise<void> {
  if (now - opened < day) return;
  try {
    await statement(
      db,
      "UPDATE links SET opened = ?1 WHERE id = ?2 AND opened < ?1 AND deleted IS NULL",
      now,
      id,
    ).run();
  } catch {
    // It is opened tomorrow, too.
  }
}

const lifeRow = v.object({ id: text, opened: v.number(), created: v.number(), deleted: v.nullable(v.number()) });

/** When links were last opened, of those that live. Asking does not count as opening. */
export async function findLives(db: D1Database, ids: readonly string[]): Promise<v.InferOutput<typeof lifeRow>[]> {
  const sql = `SELECT id, opened, created, deleted FROM links WHERE id IN (${marks(ids)})`;
  const { results } = await index(() => statement(db, sql, ...ids).run());
  return v.parse(v.array(lifeRow), results);
}
