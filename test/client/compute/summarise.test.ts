import { afterAll, describe, expect, test, vi } from "vitest";
import { answerSummary } from "../../../client/compute/answer-summary.ts";
import type { Pool, PoolQuestion } from "../../../client/compute/job.ts";
import { summariseOn } from "../../../client/compute/summarise.ts";
import { createNodePool } from "../../../client/terminal/pool.ts";
import { type OpenFold, openFold } from "../../../shared/labs/fold.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { mcmc } from "../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { summarise } from "../../../shared/labs/summarise.ts";
import { writtenExperiment } from "../../../shared/labs/written.ts";
import { runDirect } from "../../conformance/direct.ts";
import { walkLab } from "../../sim/walk.ts";

await mcmc.ready?.();

const pool = createNodePool({ threads: 1 });
afterAll(() => pool.close());

let experiment = setPath(mcmc, presetExperiment(mcmc, "gaussian-100"), "params.draws", 100);
experiment = setPath(mcmc, experiment, "params.warmup", 50);
const short = { lab: mcmc, experiment, data: null };

/** A pool that answers on the spot, as a thread of `lab` would. */
function answering(lab: Lab): Pool {
  const ask = vi.fn(async ({ data, given }: PoolQuestion) => answerSummary(lab, data, given));
  return { ask } as Partial<Pool> as Pool;
}

/** A walk of many steps, whose record is small enough to be copied. */
function longWalk(steps: number): OpenFold {
  const fold = openFold([{ id: "walk", kind: "walk", key: [0, 0], steps: 60_000, params: {} }]);
  fold.add({
    task: "walk",
    from: 0,
    to: steps,
    records: { place: { shape: [steps], values: new Uint8Array(steps) } },
  });
  return fold;
}

describe("a large run is summarised in a thread", () => {
  test("with the metrics and the digest that it has on the spot", async () => {
    const fold = runDirect(short, "wasm");
    const ask = vi.spyOn(pool, "ask");
    const there = await summariseOn(pool, { ...short, device: "wasm", fold });
    // Each part of the measurement, and what is made of them.
    const parts = mcmc.parts?.(fold, experiment, null) ?? [];
    expect(parts.length).toBeGreaterThan(0);
    expect(ask).toHaveBeenCalledTimes(parts.length + 1);
    expect(there).toEqual(await summarise(mcmc, experiment, null, fold, writtenExperiment(mcmc, experiment)));
    expect(there.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test("as far as it has come, without the rest of its buffers, and without a digest", async () => {
    const measure = (fold: OpenFold) => ({ done: fold.done("walk"), far: Number.POSITIVE_INFINITY });
    const lab = { ...walkLab(), measure } as unknown as Lab;
    const there = answering(lab);
    const run = { lab, experiment, data: null, device: "wasm" as const, fold: longWalk(51_000) };
    expect(await summariseOn(there, run)).toEqual({
      metrics: { done: 51_000, far: Number.POSITIVE_INFINITY },
      digest: null,
    });
    const [[{ given }]] = vi.mocked(there.ask).mock.calls;
    expect(given["records/walk/place"].values.buffer.byteLength).toBe(51_000);
  });
});

test("a small run is summarised on the spot", async () => {
  const other = answering(mcmc);
  const lab = { ...walkLab(), measure: () => ({ steps: 3 }) } as unknown as Lab;
  const run = { lab, experiment, data: null, device: "wasm" as const, fold: longWalk(3) };
  expect(await summariseOn(other, run)).toEqual({ metrics: { steps: 3 }, digest: null });
  expect(other.ask).not.toHaveBeenCalled();
});
