import { afterAll, expect, test, vi } from "vitest";
import { EarlyHashes } from "../../../client/compute/early-hashes.ts";
import type { Pool } from "../../../client/compute/job.ts";
import { runExperiment } from "../../../client/run/driver.ts";
import { createNodePool } from "../../../client/terminal/pool.ts";
import { hashOf } from "../../../shared/experiment/digest.ts";
import { openFold } from "../../../shared/labs/fold.ts";
import { mcmc } from "../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { digestOfFold, runDirect } from "../../conformance/direct.ts";

const pool = createNodePool({ threads: 1 });
afterAll(() => pool.close());
const subject = { lab: "mcmc", device: "wasm", data: null } as const;

/** Two tasks with a large record and a middle one; one of them is finished. */
function foldOfTwo(steps = 150_000) {
  const fold = openFold(["a", "b"].map((id) => ({ id, kind: "chain", key: [0, 0] as const, steps, params: {} })));
  const draw = Float64Array.from({ length: steps }, (_, i) => (i === 7 ? Number.NaN : i / 3));
  const records = {
    draw: { shape: [steps], values: draw },
    divergent: { shape: [steps], values: new Uint8Array(steps) },
  };
  fold.add({ task: "a", from: 0, to: steps, records, output: {} });
  const half = (values: Float64Array | Uint8Array) => ({ shape: [steps / 2], values: values.subarray(0, steps / 2) });
  const begun = { draw: half(draw), divergent: half(records.divergent.values) };
  fold.add({ task: "b", from: 0, to: steps / 2, records: begun });
  return { fold, draw, divergent: records.divergent.values };
}

test("records of finished tasks are hashed in a thread, as they are hashed for a digest", async () => {
  const { fold, draw, divergent } = foldOfTwo();
  const early = new EarlyHashes(pool, subject);
  early.finished(fold, "a");
  early.finished(fold, "b");
  expect(await early.known()).toEqual({
    "records/a/draw": await hashOf(draw),
    "records/a/divergent": await hashOf(divergent),
  });
});

test("tasks without large records are left for the end", async () => {
  const { fold } = foldOfTwo(20_000);
  const ask = vi.fn();
  const early = new EarlyHashes({ ask } as Partial<Pool> as Pool, subject);
  early.finished(fold, "a");
  expect(ask).not.toHaveBeenCalled();
});

test("what could not be hashed is left for the end", async () => {
  const { fold } = foldOfTwo();
  const ask = vi.fn(async () => Promise.reject(new Error("no thread")));
  const early = new EarlyHashes({ ask } as Partial<Pool> as Pool, subject);
  early.finished(fold, "a");
  expect(ask).toHaveBeenCalledOnce();
  expect(await early.known()).toEqual({});
});

test("a run has the digest that it has without", async () => {
  await mcmc.ready?.();
  let experiment = presetExperiment(mcmc, "gaussian-100");
  for (const [name, value] of Object.entries({ draws: "1400", warmup: "50", chains: "2" }))
    experiment = setPath(mcmc, experiment, `params.${name}`, value);
  const ask = vi.spyOn(pool, "ask");
  const { digest } = await runExperiment({ experiment, lab: mcmc, data: null, pool, device: "wasm" });
  const kinds = ask.mock.calls.map(([{ task }]) => task.kind);
  expect(kinds.filter((kind) => kind === "latente:hash")).toHaveLength(2);
  const short = { lab: mcmc, experiment, data: null };
  expect(digest).toBe(await digestOfFold(short, runDirect(short, "wasm")));
});
