import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { migrate } from "./edge.ts";
import { explore, traceOf } from "./interleavings.ts";

beforeAll(migrate);

/** Many more, over an index and a store in memory: `interleavings.node.test.ts`. */
test("no blob is lost in interleavings over index and store as they are", { timeout: 300_000 }, async () => {
  for (let seed = 1; seed <= 12; seed++) await explore(env, seed);
});

test("the order is the seed's", async () => {
  const trace = await traceOf(env, 7);
  expect(trace.length).toBeGreaterThan(10);
  expect(await traceOf(env, 7)).toEqual(trace);
});
