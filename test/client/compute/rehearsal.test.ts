import { afterAll, expect, test, vi } from "vitest";
import type { Pool } from "../../../client/compute/job.ts";
import { rehearseOn } from "../../../client/compute/rehearsal.ts";
import { runExperiment } from "../../../client/run/driver.ts";
import { createNodePool } from "../../../client/terminal/pool.ts";
import { type Fold, openFold } from "../../../shared/labs/fold.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { mcmc } from "../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { rehearsalQuestion } from "../../../shared/labs/monte-carlo/mcmc/rehearsal.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { digestOfFold, runDirect } from "../../conformance/direct.ts";

const pool = createNodePool({ threads: 2 });
afterAll(() => pool.close());

let experiment = presetExperiment(mcmc, "eight-schools");
for (const [name, value] of Object.entries({ draws: "2000", warmup: "50", chains: "3" }))
  experiment = setPath(mcmc, experiment, `params.${name}`, value);
/** One whose threads rehearse for few draws too. */
const eager: Lab = { ...mcmc, rehearsal: (fold, _params, _data, task) => rehearsalQuestion(fold, task, 50, 8) };

// Its threads start first, which on a busy machine takes long.
test("a run whose threads rehearse has the digest that it has without", { timeout: 180_000 }, async () => {
  await mcmc.ready?.();
  const ask = vi.spyOn(pool, "ask");
  const { digest } = await runExperiment({ experiment, lab: eager, data: null, pool, device: "wasm" });
  // After each chain but the last.
  expect(ask.mock.calls.filter(([{ task }]) => task.kind === "rehearsal")).toHaveLength(2);
  const short = { lab: mcmc, experiment, data: null };
  expect(digest).toBe(await digestOfFold(short, runDirect(short, "wasm")));
});

test("nor does it matter to runs that were stopped, taken up again and made longer", async () => {
  await mcmc.ready?.();
  const stop = new AbortController();
  const stopped = new Error("stopped");
  let fold: Fold | undefined;
  const running = { experiment, lab: eager, data: null, pool, device: "wasm" } as const;
  const onProgress = (progress: Fold) => {
    fold = progress;
    if (progress.tasks.some(({ id }) => progress.output(id))) stop.abort(stopped);
  };
  await expect(runExperiment({ ...running, signal: stop.signal, onProgress })).rejects.toBe(stopped);
  const { engine } = await runExperiment({ ...running, experiment: setPath(mcmc, experiment, "params.draws", 2000) });
  const longer = setPath(mcmc, experiment, "params.draws", 2600);
  const resume = fold && { fold, engine };
  const { digest } = await runExperiment({ ...running, experiment: longer, ...(resume && { resume }) });
  const short = { lab: mcmc, experiment: longer, data: null };
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
