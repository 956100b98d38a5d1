import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { limits } from "../../shared/experiment/limits.ts";
import { encodeContainer } from "../../shared/publication/container.ts";
import { collect } from "../../worker/collect.ts";
import { randomName, sha256 } from "../../worker/hash.ts";
import { networkOf, type Quota } from "../../worker/store/quota.ts";
import { countOf, edgeWith, emptyAll, migrate, publication, refusal, remove, storedNames } from "./edge.ts";

beforeAll(migrate);
beforeEach(emptyAll);

const hour = 3_600_000;
const plenty = { links: 1000, bytes: 1e9 };

/** The edge with a quota and a clock of its own, and one who publishes there from an address. */
function world(change: Partial<Quota>) {
  const time = { now: Date.UTC(2026, 5, 1, 12, 20) };
  const quota = { source: plenty, hour: plenty, total: plenty, ...change };
  const edge = edgeWith({ clock: () => time.now, quota });
  const publish = async (address: string, size = 0, key = randomName(32)) => {
    const bytes = crypto.getRandomValues(new Uint8Array(size));
    const files = [{ sha256: await sha256(bytes), format: "csv", shape: [1, 1], name: "a.csv" }];
    const experiment = { v: 1, lab: "toy", seed: 1, data: { files } };
    const body = encodeContainer({
      header: size > 0 ? publication({ experiment }) : publication(),
      parts: size > 0 ? [{ role: "data", bytes }] : [],
    });
    const headers = {
      "Idempotency-Key": key,
      "Content-Type": "application/vnd.latente",
      "CF-Connecting-IP": address,
    };
    return edge.fetch(new Request("http://latente.test/api/x", { method: "POST", headers, body }), env);
  };
  return { time, publish };
}

test("links of one network within the hour; another network and the next hour are free", async () => {
  const { time, publish } = world({ source: { links: 3, bytes: 1e9 } });
  for (let i = 0; i < 3; i++) expect((await publish("192.0.2.1")).status).toBe(201);
  const refused = await publish("192.0.2.1");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, String(40 * 60)]);
  expect(await refused.json()).toMatchObject({ error: { code: "quota-reached", values: { minutes: 40 } } });
  expect((await publish("192.0.2.2")).status).toBe(201);
  time.now += hour;
  expect((await publish("192.0.2.1")).status).toBe(201);
});

test("bytes count before they are stored, those of the index tenfold", async () => {
  const { publish } = world({ source: { links: 100, bytes: 60_000 } });
  expect((await publish("192.0.2.1", 40_000)).status).toBe(201);
  const before = [(await storedNames()).length, await countOf("objects")];
  expect(await refusal(publish("192.0.2.1", 20_000))).toEqual([429, "quota-reached"]);
  expect([(await storedNames()).length, await countOf("objects")]).toEqual(before);
  expect((await publish("192.0.2.1", 5_000)).status).toBe(201);
});

test("many at once pass no cap together", async () => {
  const { publish } = world({ source: { links: 10, bytes: 1e9 } });
  const all = await Promise.all(Array.from({ length: 30 }, () => publish("192.0.2.1")));
  expect(all.filter(({ status }) => status === 201)).toHaveLength(10);
  expect(all.filter(({ status }) => status === 429)).toHaveLength(20);
  expect(await countOf("links")).toBe(10);
});

test("everyone together, and all that is kept", async () => {
  const busy = world({ hour: { links: 2, bytes: 1e9 } });
  for (const last of [1, 2]) expect((await busy.publish(`192.0.2.${last}`)).status).toBe(201);
  expect(await refusal(busy.publish("192.0.2.3"))).toEqual([429, "quota-reached"]);
  await emptyAll();
  const full = world({ total: { links: 2, bytes: 1e9 } });
  const first = (await (await full.publish("192.0.2.1", 10)).json()) as { id: string; deleteToken: string };
  expect((await full.publish("192.0.2.2")).status).toBe(201);
  expect(await refusal(full.publish("192.0.2.3"))).toEqual([507, "storage-full"]);
  // Room that a deletion gives back is there after the nightly run.
  await remove(first.id, first.deleteToken);
  await collect(env, full.time.now);
  expect((await full.publish("192.0.2.3")).status).toBe(201);
});

test("a retry costs nothing, and is answered beyond the quota", async () => {
  const { publish } = world({ source: { links: 1, bytes: 1e9 } });
  const key = randomName(32);
  expect((await publish("192.0.2.1", 0, key)).status).toBe(201);
  for (let i = 0; i < 3; i++) expect((await publish("192.0.2.1", 0, key)).status).toBe(200);
  expect((await publish("192.0.2.1")).status).toBe(429);
});

test("a workshop: 150 people behind one address publish at once, and 150 with all their data fit", {
  timeout: 120_000,
}, async () => {
  const { publish } = world(limits.quota);
  const all = await Promise.all(Array.from({ length: 150 }, () => publish("192.0.2.1", 1000)));
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]));
  const parts = limits.result.bytes + limits.weights.bytes + limits.publishedData.bytes + limits.document.published;
  const largest = parts + 100_000 * limits.quota.indexed;
  expect(limits.quota.source.links).toBeGreaterThanOrEqual(150 * 2);
  expect(limits.quota.source.bytes).toBeGreaterThanOrEqual(150 * 2 * largest);
});

test("networks: an address of IPv4, 64 bits of IPv6", () => {
  const cases = {
    "192.0.2.1": "192.0.2.1",
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2",
    "2001:0DB8:0001:0002::9": "2001:db8:1:2",
    "2001:db8::1": "2001:db8:0:0",
    "::1": "0:0:0:0",
    "fe80::": "fe80:0:0:0",
  };
  for (const [address, network] of Object.entries(cases))
    expect([address, networkOf(address)]).toEqual([address, network]);
});

test("no address is stored, nor what leads back to it once its hour is over", async () => {
  const { time, publish } = world({});
  await publish("192.0.2.77");
  const dump = async () =>
    JSON.stringify(
      await env.DB.batch([env.DB.prepare("SELECT * FROM usage"), env.DB.prepare("SELECT * FROM usage_keys")]),
    );
  expect(await dump()).not.toContain("192.0.2");
  const { source } = (await env.DB.prepare("SELECT source FROM usage WHERE length(source) > 20").first()) as {
    source: string;
  };
  const { secret } = (await env.DB.prepare("SELECT secret FROM usage_keys").first()) as { secret: string };
  time.now += hour;
  await publish("192.0.2.78");
  expect(await dump()).not.toContain(source);
  expect(await dump()).not.toContain(secret);
});
