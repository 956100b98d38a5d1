/**
 * How much the edge takes in: from one network per hour, from everyone per hour, and in all. The caps are constraints of the table, so that
 * many publications at once cannot pass together what each alone would have passed.
 */
import * as v from "valibot";
import type { Code } from "../api/codes.ts";
import { Refusal } from "../errors.ts";
import { randomName, sha256 } from "../hash.ts";
import { inTime } from "./deadline.ts";
import { index, one, statement, unavailable } from "./index.ts";
import { insertObject, type NewObject } from "./objects.ts";

const hourMilliseconds = 3_600_000;
const hourOf = (now: number) => Math.floor(now / hourMilliseconds);

export type Quota = Readonly<Record<"source" | "hour" | "total", { readonly links: number; readonly bytes: number }>>;

/** What a publication takes: its header in the index, its parts in the store. */
export interface Taking {
  /** Address of the sender; it is not kept. */
  readonly address: string | undefined;
  readonly room: number;
  readonly objects: readonly NewObject[];
}

/** Counts a publication before anything of it is stored, and writes the rows of its objects. Throws a Refusal (429, 507) beyond the quota. */
export async function reserve(db: D1Database, quota: Quota, taking: Taking, now: number): Promise<void> {
  const { address, room, objects } = taking;
  const bytes = room + objects.reduce((sum, object) => sum + object.bytes, 0);
  const hour = hourOf(now);
  const source = await sourceOf(db, address, hour);
  const counted = [
    count(db, source, hour, bytes, quota.source),
    count(db, "hour", hour, bytes, quota.hour),
    count(db, "total", 0, bytes, quota.total),
  ];
  try {
    await inTime(db.batch([...counted, ...objects.map((object) => insertObject(db, object, now))]));
  } catch (error) {
    if (!String(error).includes("quota")) throw unavailable();
    throw await refusal(db, [source, hour], bytes, now);
  }
}

function count(db: D1Database, source: string, hour: number, bytes: number, most: Quota["total"]): D1PreparedStatement {
  return statement(
    db,
    `INSERT INTO usage (source, hour, links, bytes, most_links, most_bytes) VALUES (?, ?, 1, ?, ?, ?)
       ON CONFLICT (source, hour) DO UPDATE SET links = links + 1, bytes = bytes + excluded.bytes,
         most_links = excluded.most_links, most_bytes = excluded.most_bytes`,
    source,
    hour,
    bytes,
    most.links,
    most.bytes,
  );
}

/** Which cap it was, in the order of what helps. */
async function refusal(db: D1Database, [source, hour]: [string, number], bytes: number, now: number): Promise<Refusal> {
  const sql = `SELECT source FROM usage WHERE ((hour = ?1 AND source IN (?2, 'hour')) OR source = 'total')
    AND (links >= most_links OR bytes + ?3 > most_bytes)`;
  const { results } = await index(() => statement(db, sql, hour, source, bytes).run());
  const full = new Set(results.map(({ source }) => source));
  if (full.has("total")) {
    return new Refusal(507, "storage-full", "quota", "no room left for publications (save the result as a file)");
  }
  const what = full.has(source) ? "published from this network within the hour" : "published within the hour";
  return tooMuch("quota-reached", what, hour, now);
}

function tooMuch(code: Code, what: string, hour: number, now: number): Refusal {
  const seconds = Math.ceil(((hour + 1) * hourMilliseconds - now) / 1000);
  const minutes = Math.ceil(seconds / 60);
  const message = `too much ${what} (try again in ${minutes} min)`;
  return new Refusal(429, code, "quota", message, { minutes }, { "Retry-After": String(seconds) });
}

/**
 * Counts that somebody says that a link gave the same, together with what it does: both or neither. Throws a Refusal (429) beyond so many within the hour, from
 * one network or from everyone.
 */
export async function reserveSaying(
  db: D1Database,
  most: { readonly source: number; readonly hour: number },
  { address, now }: { readonly address: string | undefined; readonly now: number },
  work: D1PreparedStatement,
): Promise<void> {
  const hour = hourOf(now);
  // Beside what is published, which has a count of its own.
  const source = `same ${await sourceOf(db, address, hour)}`;
  const counted = [
    count(db, source, hour, 0, { links: most.source, bytes: 0 }),
    count(db, "same", hour, 0, { links: most.hour, bytes: 0 }),
  ];
  try {
    await inTime(db.batch([...counted, work]));
  } catch (error) {
    if (!String(error).includes("quota")) throw unavailable();
    throw tooMuch("same-too-often", "said within the hour", hour, now);
  }
}

/** What was counted for the whole, from what there is: deletions have given room back. */
export async function recount(db: D1Database): Promise<void> {
  const sql = `UPDATE usage SET links = MIN(most_links, (SELECT COUNT(*) FROM links WHERE deleted IS NULL)),
    bytes = MIN(most_bytes, (SELECT COALESCE(SUM(bytes), 0) FROM objects) + (SELECT COALESCE(SUM(room), 0) FROM links WHERE deleted IS NULL))
    WHERE source = 'total'`;
  await index(() => statement(db, sql).run());
}

const secretRow = v.object({ secret: v.string() });
let known: { readonly hour: number; readonly secret: string } | undefined;

/** The name under which a network is counted in one hour. With the hour its key is thrown away, and nothing leads back to the address. */
async function sourceOf(db: D1Database, address: string | undefined, hour: number): Promise<string> {
  if (known?.hour !== hour) known = { hour, secret: await secretOf(db, hour) };
  return sha256(`${known.secret}\n${networkOf(address)}`);
}

async function secretOf(db: D1Database, hour: number): Promise<string> {
  await index(() =>
    db.batch([
      statement(db, "INSERT OR IGNORE INTO usage_keys (hour, secret) VALUES (?, ?)", hour, randomName(32)),
      statement(db, "DELETE FROM usage_keys WHERE hour < ?", hour),
      statement(db, "DELETE FROM usage WHERE hour < ? AND source <> 'total'", hour),
    ]),
  );
  const row = await one(() => statement(db, "SELECT secret FROM usage_keys WHERE hour = ?", hour).first(), secretRow);
  if (row === undefined) throw unavailable();
  return row.secret;
}

/** An IPv4 address, or the first 64 bits of an IPv6 address: what one subscriber has. */
export function networkOf(address: string | undefined): string {
  if (address === undefined || !address.includes(":")) return address ?? "";
  const [head, tail] = address.toLowerCase().split("::");
  const groups = head === "" ? [] : head.split(":");
  const rest = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from(
    { length: tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length) },
    () => "0",
  );
  return [...groups, ...zeros, ...rest]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
