import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { explore, traceOf } from "./interleavings.ts";
import { memoryEnv } from "./memory.ts";

/** INTERLEAVINGS=10000 for a long search; INTERLEAVINGS_FROM=N to replay from one seed. */
const runs = Number(process.env.INTERLEAVINGS ?? 80);
const from = Number(process.env.INTERLEAVINGS_FROM ?? 1);

const folder = "worker/store/migrations";
const migrations = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(`${folder}/${name}`, "utf8"));
const env = memoryEnv(migrations);

test(`no blob is lost in ${runs} interleavings of publish, repeat, delete, ban, collect and kill`, {
  timeout: 60_000 + runs * 1000,
}, async () => {
  for (let seed = from; seed < from + runs; seed++) await explore(env, seed);
});

test("the order is the seed's", async () => {
  expect(await traceOf(env, 7)).toEqual(await traceOf(env, 7));
});
