import { afterAll, expect, test, vi } from "vitest";
import type { Pool } from "../../../client/compute/job.ts";
import { rehearseOn } from "../../../client/compute/rehearsal.ts";
import { runExperiment } from "../../../client/run/driver.ts";
import { createNodePool } from "../../../client/terminal/pool.ts";
import { openFold } from "../../../shared/labs/fold.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { mcmc } from "../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { rehearsalQuestion } from "../../../shared/labs/monte-carlo/mcmc/rehearsal.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { digestOfFold, runDirect } from "../../conformance/direct.ts";

const pool = createNodePool({ threads: 2 });
afterAll(() => pool.close());

let experiment = presetExperiment(mcmc, "gaussian-100");
for (const [name, value] of Object.entries({ draws: "400", warmup: "50", chains: "3" }))
  experiment = setPath(mcmc, experiment, `params.${name}`, value);
/** One whose threads rehearse for few draws too. */
const eager: Lab = { ...mcmc, rehearsal: (fold, _params, _data, task) => rehearsalQuestion(fold, task, 50, 8) };

test("a run whose threads rehearse has the digest that it has without", async () => {
  await mcmc.ready?.();
  const ask = vi.spyOn(pool, "ask");
  const { digest } = await runExperiment({ experiment, lab: eager, data: null, pool, device: "wasm" });
  // After each chain but the last.
  expect(ask.mock.calls.filter(([{ task }]) => task.kind === "rehearsal")).toHaveLength(2);
  const short = { lab: mcmc, experiment, data: null };
  expect(digest).toBe(await digestOfFold(short, runDirect(short, "wasm")));
});

test("nothing is asked of labs without, and a rehearsal that fails is of no matter", async () => {
  const fold = openFold([{ id: "chain.0", kind: "chain", key: [0, 0], steps: 1, params: {} }]);
  const run = { experiment, data: null, device: "wasm", fold } as const;
  const ask = vi.fn(async () => Promise.reject(new Error("no thread")));
  const failing = { ask } as Partial<Pool> as Pool;
  const { rehearsal: _, ...without } = mcmc;
  await rehearseOn(failing, { ...run, lab: without }, "chain.0");
  await rehearseOn(failing, { ...run, lab: { ...mcmc, rehearsal: () => undefined } }, "chain.0");
  expect(ask).not.toHaveBeenCalled();
  const question = { task: { kind: "rehearsal", steps: 1, params: { from: 0, to: undefined } }, given: {} };
  await rehearseOn(failing, { ...run, lab: { ...mcmc, rehearsal: () => question } }, "chain.0");
  expect(ask).toHaveBeenCalledOnce();
});
