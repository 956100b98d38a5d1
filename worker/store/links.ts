import * as v from "valibot";
import { roles } from "../../shared/publication/container.ts";
import { Refusal } from "../errors.ts";

/** One row of the index. */
export interface LinkRow {
  readonly id: string;
  readonly lab: string;
  readonly title: string;
  readonly notes: string;
  /** JSON; null without one. */
  readonly envelope: string | null;
  /** Canonical JSON. */
  readonly experiment: string;
  readonly result: string;
  readonly model: string | null;
  readonly parent: string | null;
  readonly created: number;
  readonly content: string;
  readonly token_hash: string;
  readonly key_hash: string;
  readonly sealed_token: string;
  readonly deleted: number | null;
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
  experiment: text,
  result: text,
  model: v.nullable(text),
  parent: v.nullable(text),
  created: v.number(),
  content: text,
  token_hash: text,
  key_hash: text,
  sealed_token: text,
  deleted: v.nullable(v.number()),
});

/** Thrown when a row with the same idempotency key is there already. */
export class KeyTaken extends Error {
  override readonly name = "KeyTaken";
}

/** Writes the row and its blobs, all or nothing. */
export async function insertLink(db: D1Database, row: LinkRow, blobs: readonly BlobRow[]): Promise<void> {
  const columns = Object.keys(linkRow.entries) as (keyof LinkRow)[];
  const marks = columns.map(() => "?").join(", ");
  const link = db
    .prepare(`INSERT INTO links (${columns.join(", ")}) VALUES (${marks})`)
    .bind(...columns.map((column) => row[column]));
  const rest = blobs.map(({ role, sha256, bytes }, position) =>
    db
      .prepare("INSERT INTO link_blobs (link, position, role, sha256, bytes) VALUES (?, ?, ?, ?, ?)")
      .bind(row.id, position, role, sha256, bytes),
  );
  try {
    await db.batch([link, ...rest]);
  } catch (error) {
    if (String(error).includes("links.key_hash")) throw new KeyTaken();
    throw unavailable();
  }
}

export function findLink(db: D1Database, id: string): Promise<LinkRow | undefined> {
  return one(() => db.prepare("SELECT * FROM links WHERE id = ?").bind(id).first(), linkRow);
}

export function findByKey(db: D1Database, keyHash: string): Promise<LinkRow | undefined> {
  return one(() => db.prepare("SELECT * FROM links WHERE key_hash = ?").bind(keyHash).first(), linkRow);
}

/** True where the link's content or one of its blobs is banned. */
const bannedColumn = `EXISTS (SELECT 1 FROM bans WHERE sha256 = links.content
  OR sha256 IN (SELECT sha256 FROM link_blobs WHERE link = links.id)) AS banned`;

const openRow = v.object({ ...linkRow.entries, blobs: text, banned: v.number() });

/** Whether a link may be opened. */
export interface LinkStatus {
  /** Milliseconds since 1970; null while it lives. */
  readonly deleted: number | null;
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
  const found = await one(() => db.prepare(sql).bind(id).first(), openRow);
  if (found === undefined) return undefined;
  const { blobs, banned, ...row } = found;
  return { row, blobs: v.parse(v.array(blobRow), JSON.parse(blobs)), deleted: row.deleted, banned: banned !== 0 };
}

const weightsRow = v.object({ deleted: v.nullable(v.number()), banned: v.number(), weights: v.nullable(text) });

/** What a question to a link's model needs to know, and no more: it is asked for each one. `weights` is their hash. */
export async function findWeights(
  db: D1Database,
  id: string,
): Promise<(LinkStatus & { readonly weights: string | null }) | undefined> {
  const sql = `SELECT deleted, ${bannedColumn},
    (SELECT sha256 FROM link_blobs WHERE link = links.id AND role = 'weights') AS weights FROM links WHERE id = ?`;
  const found = await one(() => db.prepare(sql).bind(id).first(), weightsRow);
  return found && { ...found, banned: found.banned !== 0 };
}

export async function isBanned(db: D1Database, hashes: readonly string[]): Promise<boolean> {
  const marks = hashes.map(() => "?").join(", ");
  const found = await index(() =>
    db
      .prepare(`SELECT 1 FROM bans WHERE sha256 IN (${marks}) LIMIT 1`)
      .bind(...hashes)
      .first(),
  );
  return found !== null;
}

const countRow = v.object({ live: v.number(), all: v.number(), banned: v.number() });

/** Whether a blob may be served: "unknown" was never published, "gone" is one whose links are all deleted, or that is banned. */
export async function blobStatus(db: D1Database, hash: string): Promise<"live" | "gone" | "unknown"> {
  const sql = `SELECT COUNT(*) AS "all", COUNT(CASE WHEN links.deleted IS NULL THEN 1 END) AS live,
    (SELECT COUNT(*) FROM bans WHERE bans.sha256 = ?1) AS banned
    FROM link_blobs JOIN links ON links.id = link_blobs.link WHERE link_blobs.sha256 = ?1`;
  const counts = await one(() => db.prepare(sql).bind(hash).first(), countRow);
  if (counts === undefined || counts.all + counts.banned === 0) return "unknown";
  return counts.live > 0 && counts.banned === 0 ? "live" : "gone";
}

/** Turns a link into its tombstone: nothing that was published stays in the index except hashes. */
export async function buryLink(db: D1Database, id: string, now: number): Promise<void> {
  await index(() =>
    db
      .prepare(
        `UPDATE links SET deleted = ?, title = '', notes = '', experiment = '', result = '', envelope = NULL, model = NULL, sealed_token = ''
         WHERE id = ? AND deleted IS NULL`,
      )
      .bind(now, id)
      .run(),
  );
}

async function one<T>(work: () => Promise<unknown>, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
  const row = await index(work);
  return row === null ? undefined : v.parse(schema, row);
}

async function index<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw unavailable();
  }
}

function unavailable(): Refusal {
  return new Refusal(503, "index-unavailable", "index", "link index does not answer (try again in a moment)");
}
