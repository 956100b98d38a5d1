/** Experiments that claim huge work: the edge refuses what no form would let through, and what it lets through is bounded and told before it runs. */
import { readdirSync, readFileSync } from "node:fs";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { generators } from "../../shared/data/generators/index.ts";
import { resolveData } from "../../shared/data/resolve.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Fields } from "../../shared/experiment/fields.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { labs } from "../../shared/labs/index.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { failureOf } from "../../worker/errors.ts";
import type { AppEnv } from "../../worker/guard.ts";
import { randomName } from "../../worker/hash.ts";
import { linkRoutes, usual } from "../../worker/routes/links.ts";
import { memoryEnv } from "./memory.ts";
import { publication } from "./publication.ts";

const folder = "worker/store/migrations";
const migrations = readdirSync(folder).sort();
const env = memoryEnv(migrations.map((name) => readFileSync(`${folder}/${name}`, "utf8")));
const edge = new Hono<AppEnv>().route("/api/x", linkRoutes(labs, usual));
edge.onError((error, c) => {
  const { status, failure } = failureOf(error);
  return c.json(failure, status);
});

async function publish(experiment: unknown): Promise<readonly [status: number, code?: string]> {
  const init = {
    method: "POST",
    headers: { "Idempotency-Key": randomName(32), "Content-Type": "application/json" },
    body: JSON.stringify(publication({ experiment })),
  };
  const response = await edge.fetch(new Request("http://latente.test/api/x", init), env);
  const body = (await response.json()) as { error?: { code: string } };
  return body.error ? [response.status, body.error.code] : [response.status];
}

/** Numbers of a form, with the largest that each may be. */
const numbersOf = (fields: Fields) =>
  Object.entries(fields).flatMap(([name, field]) =>
    field.kind === "integer" || field.kind === "number" ? [[name, field.max] as const] : [],
  );
const experimentOf = async (id: string): Promise<Experiment> => {
  const lab = await labs.find((entry) => entry.id === id)?.load();
  if (!lab) throw new Error(`no lab ${id}`);
  return presetExperiment(lab);
};

test.each(labs.map(({ id }) => id))("%s: no parameter beyond its bound is published", async (id) => {
  const lab = await labs.find((entry) => entry.id === id)?.load();
  const experiment = await experimentOf(id);
  expect(await publish(experiment)).toEqual([201]);
  for (const [name, max] of numbersOf(lab?.params ?? {})) {
    for (const value of [max * 1000 + 1, Number.MAX_SAFE_INTEGER, 1e300]) {
      const [status] = await publish({ ...experiment, params: { ...experiment.params, [name]: value } });
      expect([name, value, status]).toEqual([name, value, 400]);
    }
  }
});

/** Some generators are a view's own: no experiment may name them. */
const taken = (await Promise.all(labs.map((entry) => entry.load()))).flatMap(({ data }) => data.generators);

test.each(generators.map(({ id }) => id).filter((id) => taken.includes(id)))(
  "data of %s: nothing beyond a bound is published",
  async (id) => {
    const generator = generators.find((one) => one.id === id);
    const candidates = await Promise.all(labs.map((entry) => entry.load()));
    const lab = candidates.find(({ data }) => data.generators.includes(id));
    if (!lab || !generator) throw new Error(`no lab takes ${id}`);
    const { seed } = presetExperiment(lab);
    for (const [name, max] of numbersOf(generator.params)) {
      const data = { generator: id, seed: 1, params: { [name]: max * 1000 + 1 } };
      const [status] = await publish({ v: 1, lab: lab.id, seed, data });
      expect([name, status]).toEqual([name, 400]);
    }
  },
);

test.each(labs.map(({ id }) => id))(
  "%s: the most that its form takes is bounded, and told before it runs",
  async (id) => {
    const lab = await labs.find((entry) => entry.id === id)?.load();
    if (!lab) throw new Error(`no lab ${id}`);
    const experiment = await experimentOf(id);
    const most = { ...experiment.params, ...Object.fromEntries(numbersOf(lab.params)) };
    const read = await parseExperiment({ ...experiment, params: most }, labs).catch(() => null);
    const params = read?.experiment.params ?? experiment.params;
    const data = await resolveData(experiment.data, () => Promise.reject(new Error("own files are not asked for")));
    const { multiplyAdds, bytes } = lab.estimate(params, data);
    expect(bytes).toBeLessThan(2 ** 30);
    expect(multiplyAdds).toBeGreaterThanOrEqual(0);
    expect(multiplyAdds).toBeLessThan(1e17);
  },
);

test("a sweep of too many runs is refused", async () => {
  const experiment = await experimentOf(labs[0].id);
  const axis = Array.from({ length: limits.sweep.values + 1 }, (_, i) => i);
  const [status] = await publish({ ...experiment, v: 2, sweep: { axes: [{ path: "seed", values: axis }] } });
  expect(status).toBe(400);
});
