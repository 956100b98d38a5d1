/**
 * What the store holds, as rows of the index. The life of an object:
 *
 * 1. its row is written, as an orphan, before its upload begins (`quota.ts`, with the reservation);
 * 2. the transaction that writes a link claims it for its hash, unless a living object has that hash already; the link is written only if each of
 *    its hashes has a living object at that moment;
 * 3. when the last link goes it is an orphan again; after a grace period the collector dooms it, in one statement that finds no link, removes the
 *    bytes and then the row.
 *
 * A doomed object is never claimed again and a name never used twice, so whatever the order of steps, a link's bytes are there while it lives.
 */
import * as v from "valibot";
import { randomName } from "../hash.ts";
import { store } from "./blobs.ts";
import { index, marks, statement } from "./index.ts";

export interface NewObject {
  /** Key in the store. */
  readonly name: string;
  readonly bytes: number;
}

export const newObject = (bytes: number): NewObject => ({ name: `o/${randomName(16)}`, bytes });

export function insertObject(db: D1Database, { name, bytes }: NewObject, now: number): D1PreparedStatement {
  return statement(db, "INSERT INTO objects (name, bytes, orphan) VALUES (?, ?, ?)", name, bytes, now);
}

/** A blob of a link about to be written, uploaded under a name of its own. */
export interface UploadedBlob {
  readonly role: string;
  readonly sha256: string;
  readonly name: string;
}

/**
 * Statements of the transaction that writes a link, for one blob. The first claims the upload; it changes a row unless another object has these
 * bytes. The last fails, and the transaction with it, where no living object has them (`isCollected`).
 */
export function claimBlob(db: D1Database, link: string, position: number, blob: UploadedBlob): D1PreparedStatement[] {
  const { role, sha256, name } = blob;
  const living = "SELECT bytes FROM objects WHERE sha256 = ?1 AND doomed IS NULL";
  return [
    statement(
      db,
      `UPDATE objects SET sha256 = ?1 WHERE name = ?2 AND doomed IS NULL AND NOT EXISTS (${living})`,
      sha256,
      name,
    ),
    statement(db, "UPDATE objects SET orphan = NULL WHERE sha256 = ? AND doomed IS NULL", sha256),
    statement(
      db,
      `INSERT INTO link_blobs (link, position, role, sha256, bytes) VALUES (?2, ?3, ?4, ?1, (${living}))`,
      sha256,
      link,
      position,
      role,
    ),
  ];
}

export const isCollected = (error: unknown) => String(error).includes("link_blobs.bytes");

/** Marks the objects of links that have just gone; the collector looks whether others need them. `links` are their ids. */
export function orphanObjects(db: D1Database, links: readonly string[], now: number): D1PreparedStatement {
  return statement(
    db,
    `UPDATE objects SET orphan = ? WHERE orphan IS NULL AND doomed IS NULL
       AND sha256 IN (SELECT sha256 FROM link_blobs WHERE link IN (${marks(links)}))`,
    now,
    ...links,
  );
}

const named = v.array(v.object({ name: v.string() }));

/**
 * Removes uploads of one publication that no link claimed; others of these names stay. Also where the collector was faster than an endless upload
 * and took the row, but not the bytes that came after.
 */
export async function discardUploads(env: Env, names: readonly string[], now: number): Promise<void> {
  if (names.length === 0) return;
  const among = `name IN (${marks(names)})`;
  const [, claimed] = await index(() =>
    env.DB.batch([
      statement(env.DB, `UPDATE objects SET doomed = ? WHERE sha256 IS NULL AND ${among}`, now, ...names),
      statement(env.DB, `SELECT name FROM objects WHERE sha256 IS NOT NULL AND ${among}`, ...names),
    ]),
  );
  const kept = new Set(v.parse(named, claimed.results).map(({ name }) => name));
  await removeDoomed(
    env,
    names.filter((name) => !kept.has(name)),
  );
}

/** How many objects one run of the collector removes at most. */
const most = 500;
/** Names in one statement: the index binds at most 100 values. */
const batch = 90;

/**
 * Removes what no living link has needed for `grace` milliseconds, and what an earlier run had begun to remove. A link banned for `banned`
 * milliseconds needs nothing any more. The number of objects removed.
 */
export async function collectObjects(
  env: Env,
  { now, grace, banned }: { readonly now: number; readonly grace: number; readonly banned: number },
): Promise<number> {
  const needed = `SELECT 1 FROM link_blobs JOIN links ON links.id = link_blobs.link
    WHERE link_blobs.sha256 = objects.sha256 AND links.deleted IS NULL AND NOT EXISTS (SELECT 1 FROM bans WHERE banned <= ?2
      AND (sha256 IN (links.content, links.request, links.wording)
        OR sha256 IN (SELECT sha256 FROM link_blobs AS own WHERE own.link = links.id)))`;
  const due = "orphan <= ?1 AND doomed IS NULL";
  const banLinks = (column: string) =>
    `SELECT links.id FROM bans JOIN links ON links.${column} = bans.sha256 WHERE banned <= ?2`;
  const takenDown = `SELECT sha256 FROM link_blobs WHERE link IN (${["content", "wording", "request"].map(banLinks).join(" UNION ")}
    UNION SELECT link FROM bans JOIN link_blobs ON link_blobs.sha256 = bans.sha256 WHERE banned <= ?2)`;
  await index(() =>
    env.DB.batch([
      statement(
        env.DB,
        `UPDATE objects SET orphan = ?1 WHERE orphan IS NULL AND doomed IS NULL AND sha256 IN (${takenDown})`,
        now - grace,
        now - banned,
      ),
      statement(
        env.DB,
        `UPDATE objects SET orphan = NULL WHERE ${due} AND sha256 IS NOT NULL AND EXISTS (${needed})`,
        now - grace,
        now - banned,
      ),
      statement(
        env.DB,
        `UPDATE objects SET doomed = ?3 WHERE name IN (SELECT name FROM objects WHERE ${due} AND NOT EXISTS (${needed}) LIMIT ${most})`,
        now - grace,
        now - banned,
        now,
      ),
    ]),
  );
  const { results } = await index(() =>
    statement(env.DB, `SELECT name FROM objects WHERE doomed IS NOT NULL LIMIT ${most}`).run(),
  );
  await removeDoomed(
    env,
    v.parse(named, results).map(({ name }) => name),
  );
  return results.length;
}

async function removeDoomed({ DB, BLOBS }: Env, doomed: readonly string[]): Promise<void> {
  for (let at = 0; at < doomed.length; at += batch) {
    const names = doomed.slice(at, at + batch);
    await store(() => BLOBS.delete(names));
    await index(() => statement(DB, `DELETE FROM objects WHERE name IN (${marks(names)})`, ...names).run());
  }
}
