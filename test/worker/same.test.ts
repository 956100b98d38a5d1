/** Readers who ran a link again and found the same: one number, and nobody behind it. */
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { limits } from "../../shared/experiment/limits.ts";
import { usual } from "../../worker/routes/links.ts";
import { ask, edgeWith, emptyAll, hexOf, migrate, published, refusal, remove } from "./edge.ts";

beforeAll(migrate);
beforeEach(emptyAll);

const same = (id: string, body: unknown = { digest: hexOf("d") }, headers = {}) =>
  ask(`/api/x/${id}/same`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const confirmed = async (id: string) => ((await (await ask(`/api/x/${id}`)).json()) as { confirmed: number }).confirmed;

test("counts those who say so, those at once too", async () => {
  const { id } = await published();
  const other = await published();
  expect(await confirmed(id)).toBe(0);
  expect(await (await same(id)).json()).toEqual({ confirmed: 1 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => same(id)));
  expect(answers.map(({ status }) => status)).toEqual(new Array(20).fill(200));
  expect([await confirmed(id), await confirmed(other.id)]).toEqual([21, 0]);
});

test("counts nothing for another digest, another body, another site or a link that is not there", async () => {
  const { id, deleteToken } = await published();
  expect(await refusal(same(id, { digest: hexOf("e") }))).toEqual([409, "other-result"]);
  for (const body of [{}, { digest: 7 }, { digest: hexOf("d"), name: "me" }, "[", "null"])
    expect(await refusal(same(id, body))).toEqual([400, "wrong-type"]);
  expect(await refusal(same(id, `"${"a".repeat(2000)}"`))).toEqual([413, "too-large"]);
  expect(await refusal(same(id, {}, { "Content-Type": "text/plain" }))).toEqual([415, "unsupported-type"]);
  expect(await refusal(same(id, undefined, { "Sec-Fetch-Site": "cross-site" }))).toEqual([403, "cross-site"]);
  expect(await confirmed(id)).toBe(0);
  expect(await refusal(same("A".repeat(22)))).toEqual([404, "unknown-link"]);
  await remove(id, deleteToken);
  expect(await refusal(same(id))).toEqual([410, "deleted"]);
});

test("goes on so often within the hour, apart from what is published, and keeps no address", async () => {
  const { id } = await published();
  const time = { now: Date.UTC(2026, 5, 1, 12, 20) };
  const edge = edgeWith({ ...usual, clock: () => time.now });
  const from = (address: string) =>
    edge.fetch(
      new Request(`http://latente.test/api/x/${id}/same`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "CF-Connecting-IP": address },
        body: JSON.stringify({ digest: hexOf("d") }),
      }),
      env,
    );
  expect((await from("192.0.2.1")).status).toBe(200);
  const { source } = limits.confirmations;
  await env.DB.prepare("UPDATE usage SET links = ? WHERE source LIKE 'same %'").bind(source).run();
  const refused = await from("192.0.2.1");
  expect(refused.headers.get("retry-after")).toBe(String(40 * 60));
  expect(await refusal(refused)).toEqual([429, "same-too-often"]);
  // What is refused is not counted.
  expect(await confirmed(id)).toBe(1);
  expect((await from("192.0.2.2")).status).toBe(200);
  time.now += 3_600_000;
  expect((await from("192.0.2.1")).status).toBe(200);
  const { results } = await env.DB.prepare("SELECT * FROM usage").run();
  expect(JSON.stringify(results)).not.toContain("192.0.2");
});
