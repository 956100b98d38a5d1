import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { encodeContainer, type Part } from "../../shared/publication/container.ts";
import { createApp } from "../../worker/app.ts";
import { randomName } from "../../worker/hash.ts";
import type { LinkOptions } from "../../worker/routes/links.ts";
import { expectDescribed } from "./described.ts";
import { labs } from "./lab.ts";
import { publication } from "./publication.ts";

export { hexOf, publication } from "./publication.ts";

/** The edge for the test's own labs, over the bindings of the test runtime or ones that fail. */
const app = createApp(labs);

/** The same with a clock or a quota of the test's own: its `fetch`. */
export const edgeWith = (options: LinkOptions) => createApp(labs, options);

/** Names of all that is in the store. */
export async function storedNames(): Promise<string[]> {
  return (await env.BLOBS.list()).objects.map(({ key }) => key);
}

/** Index and store as they are at first. */
export async function emptyAll(): Promise<void> {
  const names = await storedNames();
  if (names.length > 0) await env.BLOBS.delete(names);
  const tables = ["link_blobs", "links", "bans", "objects", "usage"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
}

/** The name in the store of the bytes with this hash. */
export async function nameOf(sha256: string): Promise<string | undefined> {
  const row = await env.DB.prepare("SELECT name FROM objects WHERE sha256 = ? AND doomed IS NULL")
    .bind(sha256)
    .first<{ name: string }>();
  return row?.name;
}

export const migrate = () => applyD1Migrations(env.DB, (env as unknown as { MIGRATIONS: D1Migration[] }).MIGRATIONS);

export async function ask(path: string, init?: RequestInit, bindings: Env = env): Promise<Response> {
  const request = new Request(`http://latente.test${path}`, init);
  const response = await app.fetch(request, bindings);
  await expectDescribed(app.routes, request, response);
  return response;
}

export interface PostOptions {
  readonly key?: string;
  readonly parts?: readonly Part[];
  readonly headers?: Record<string, string>;
  readonly bindings?: Env;
}

/** Publishes as JSON, or as a container where there are parts. */
export function post(body: Record<string, unknown> = publication(), options: PostOptions = {}): Promise<Response> {
  const { key = randomName(32), parts = [], headers = {}, bindings } = options;
  const isBinary = parts.length > 0;
  const type = isBinary ? "application/vnd.latente" : "application/json";
  return ask(
    "/api/x",
    {
      method: "POST",
      headers: { "Idempotency-Key": key, "Content-Type": type, ...headers },
      body: isBinary ? encodeContainer({ header: body, parts }) : JSON.stringify(body),
    },
    bindings,
  );
}

export interface Answer {
  readonly id: string;
  readonly url: string;
  readonly deleteToken: string;
  readonly expires: string;
}

export async function published(body = publication(), options: PostOptions = {}): Promise<Answer> {
  const response = await post(body, options);
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

export const remove = (id: string, token: string, bindings?: Env) =>
  ask(`/api/x/${id}`, { method: "DELETE", headers: { "X-Delete-Token": token } }, bindings);

/** Status and code of a refusal. */
export async function refusal(response: Response | Promise<Response>): Promise<[number, string]> {
  const answer = await response;
  const { error } = (await answer.json()) as { error: { code: string; message: string } };
  return [answer.status, error.code];
}

export async function countOf(table: "links" | "link_blobs" | "bans" | "objects"): Promise<number> {
  const row = await env.DB.prepare(`SELECT COUNT(*) AS n FROM ${table}`).first<{ n: number }>();
  return row?.n ?? -1;
}
