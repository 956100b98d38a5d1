/** Requests of all kinds at once, in an order that a seed draws, and what must hold after any of them. */
import { Hono } from "hono";
import { encodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { encodeContainer, type Part } from "../../shared/publication/container.ts";
import { collect } from "../../worker/collect.ts";
import { failureOf } from "../../worker/errors.ts";
import type { AppEnv } from "../../worker/guard.ts";
import { randomName, sha256 } from "../../worker/hash.ts";
import type { Published } from "../../worker/publish.ts";
import { blobRoutes } from "../../worker/routes/blobs.ts";
import { linkRoutes } from "../../worker/routes/links.ts";
import { type Actor, type Draw, drawFrom, interleave } from "./interleave.ts";
import { labs } from "./lab.ts";
import { publication } from "./publication.ts";

const day = 86_400_000;

/** One request to publish; `answer` once it was acknowledged. */
interface Publishing {
  readonly key: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  answer?: Published;
  /** Someone asked for its end, whether or not that was acknowledged. */
  mayBeGone: boolean;
}

/** A world of one seed: its time, its requests, and the edge over bindings. */
class World {
  readonly publishings: Publishing[] = [];
  readonly draw: Draw;
  #serial = 0;
  #now: number;
  readonly #edge: Hono<AppEnv>;
  readonly env: Env;

  constructor(bindings: Env, seed: number) {
    this.env = bindings;
    this.draw = drawFrom(seed);
    // Hours that no other seed has: what the edge remembers for an hour is asked for in each.
    this.#now = Date.UTC(2026, 0, 1) + seed * 40 * day;
    const options = { clock: () => this.#now, quota: limits.quota };
    this.#edge = new Hono<AppEnv>().route("/api/x", linkRoutes(labs, options)).route("/b", blobRoutes);
    this.#edge.onError((error, c) => {
      const { status, failure } = failureOf(error);
      return c.json(failure, status);
    });
  }

  async request(): Promise<Publishing> {
    const text = `content ${this.draw(2)}`;
    const bytes = new TextEncoder().encode(text).slice();
    const serial = this.#serial++;
    const file = { sha256: await sha256(bytes), format: "csv", shape: [1, 1], name: "a.csv" };
    const header = publication({
      experiment: { v: 1, lab: "toy", seed: serial, data: { files: [file] } },
      title: `title ${serial}`,
    });
    const arrays = encodeSafetensors({ x: { shape: [1], values: Float64Array.of(1) } });
    const parts: Part[] = [
      { role: "arrays", bytes: arrays },
      { role: "data", bytes },
    ];
    const request = { key: randomName(32), body: encodeContainer({ header, parts }), bytes, mayBeGone: false };
    this.publishings.push(request);
    return request;
  }

  async publish(request: Publishing, bindings = this.env): Promise<void> {
    const headers = { "Idempotency-Key": request.key, "Content-Type": "application/vnd.latente" };
    const response = await this.ask("/api/x", { method: "POST", headers, body: request.body.slice() }, bindings);
    const answer = (await response.json()) as Published;
    if (response.status > 201) {
      // One that came too late, after a collection of its upload, is told to try again; nobody else may be refused.
      if (request.mayBeGone || response.status === 503) return;
      throw new Error(`refused: ${response.status} ${JSON.stringify(answer)}`);
    }
    if (request.answer && request.answer.id !== answer.id) throw new Error("a retry gave another id");
    request.answer = answer;
  }

  async remove(request: Publishing, bindings = this.env): Promise<void> {
    request.mayBeGone = true;
    const { id, deleteToken } = request.answer as Published;
    await this.ask(`/api/x/${id}`, { method: "DELETE", headers: { "X-Delete-Token": deleteToken } }, bindings);
  }

  /** As an operator does it, by what is shown or by words. */
  async ban(request: Publishing, column: "content" | "wording", { DB }: Env): Promise<void> {
    request.mayBeGone = true;
    await DB.prepare(`INSERT OR IGNORE INTO bans SELECT ${column}, 'test', 0 FROM links WHERE id = ?`)
      .bind((request.answer as Published).id)
      .run();
  }

  collect = (bindings = this.env) => collect(bindings, this.#now);

  pass(days: number): void {
    this.#now += days * day;
  }

  ask = (path: string, init?: RequestInit, bindings = this.env): Promise<Response> =>
    Promise.resolve(this.#edge.fetch(new Request(`http://latente.test${path}`, init), bindings));
}

/**
 * Four to seven requests at once, of all kinds. No time passes among those that may be killed: one that had been going on for days would leave its
 * upload behind.
 */
async function actorsOf(world: World, kill: number): Promise<Actor[]> {
  const { draw } = world;
  const old = world.publishings.slice();
  const actors: Actor[] = [];
  for (let i = 4 + draw(4); i > 0; i--) {
    const kind = draw(kill > 0 ? 8 : 9);
    const target = old[draw(old.length)];
    if (kind < 3) {
      const request = await world.request();
      actors.push({ name: `publish ${i}`, run: (bindings) => world.publish(request, bindings) });
      if (draw(3) === 0) actors.push({ name: `repeat ${i}`, run: (bindings) => world.publish(request, bindings) });
    } else if (kind < 5) {
      actors.push({ name: `delete ${i}`, run: (bindings) => world.remove(target, bindings) });
    } else if (kind === 5) {
      const column = draw(2) === 0 ? "content" : "wording";
      actors.push({ name: `ban ${i}`, run: (bindings) => world.ban(target, column, bindings) });
    } else if (kind < 8) {
      actors.push({ name: `collect ${i}`, run: async (bindings) => void (await world.collect(bindings)) });
    } else {
      actors.push({ name: `time ${i}`, run: async () => world.pass(2) });
    }
  }
  return actors;
}

/** Whatever is acknowledged and was not asked to go opens with equal bytes; whatever opens has its bytes. */
async function checkAll(world: World): Promise<void> {
  for (const { answer, bytes, mayBeGone } of world.publishings) {
    if (answer === undefined) continue;
    const response = await world.ask(`/api/x/${answer.id}`);
    if (response.status === 410 && mayBeGone) continue;
    if (response.status !== 200) throw new Error(`acknowledged, then ${response.status}`);
    const { blobs } = (await response.json()) as { blobs: { role: string; url: string }[] };
    for (const { role, url } of blobs) {
      const blob = await world.ask(url);
      if (blob.status !== 200) throw new Error(`201 and then ${blob.status} for ${role}`);
      const given = new Uint8Array(await blob.arrayBuffer());
      if (role === "data" && String(given) !== String(bytes)) throw new Error(`other bytes: ${given}`);
    }
  }
}

/** After some days and nights the store holds what living links need, and nothing else. */
async function checkNothingIsLeft(world: World): Promise<void> {
  const { env } = world;
  world.pass(3);
  await world.collect();
  await world.collect();
  const { results } = await env.DB.prepare(
    `SELECT DISTINCT name FROM objects JOIN link_blobs USING (sha256) JOIN links ON links.id = link WHERE deleted IS NULL
     AND NOT EXISTS (SELECT 1 FROM bans WHERE bans.sha256 IN (content, wording))`,
  ).run<{ name: string }>();
  const needed = results.map(({ name }) => name).sort();
  const stored = await namesOf(env);
  if (stored.join() !== needed.join()) throw new Error(`stored: ${stored}\nneeded: ${needed}`);
}

const namesOf = async ({ BLOBS }: Env) => (await BLOBS.list()).objects.map(({ key }) => key).sort();

async function empty(env: Env): Promise<void> {
  const names = await namesOf(env);
  if (names.length > 0) await env.BLOBS.delete(names);
  const tables = ["link_blobs", "links", "bans", "objects", "usage", "usage_keys"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
}

/** One interleaving. Throws an error with the seed and the steps where something was lost or left over. */
export async function explore(env: Env, seed: number): Promise<void> {
  await empty(env);
  const world = new World(env, seed);
  for (let i = 1 + world.draw(3); i > 0; i--) await world.publish(await world.request());
  if (world.draw(2) === 0) await world.remove(world.publishings[0]);
  if (world.draw(2) === 0) world.pass(2);
  const kill = world.draw(3) === 0 ? 12 : 0;
  const trace = await interleave(env, await actorsOf(world, kill), world.draw, kill);
  try {
    await checkAll(world);
    for (const request of world.publishings) await world.publish(request);
    await checkAll(world);
    await checkNothingIsLeft(world);
    await checkAll(world);
  } catch (error) {
    throw new Error(`seed ${seed}: ${String(error)}\n${trace.join("\n")}`);
  }
}

/** The steps of one interleaving with kills. */
export async function traceOf(env: Env, seed: number): Promise<string[]> {
  await empty(env);
  const world = new World(env, seed);
  await world.publish(await world.request());
  return interleave(env, await actorsOf(world, 5), world.draw, 5);
}
