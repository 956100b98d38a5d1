import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { answerTo } from "../../client/app/lab/ask.ts";
import { chooseLocale } from "../../client/i18n/locale.ts";
import type { McmcProps } from "../../client/labs/monte-carlo/mcmc/draws.ts";
import { mcmcView } from "../../client/labs/monte-carlo/mcmc/view.tsx";
import type { Arrays } from "../../shared/arrays.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { parseParams } from "../../shared/experiment/schema.ts";
import { foldFromArrays, openFold, resultArrays } from "../../shared/labs/fold.ts";
import type { Task } from "../../shared/labs/lab.ts";
import { mcmc } from "../../shared/labs/monte-carlo/mcmc/lab.ts";
import { thinArrays } from "../../shared/publication/thin.ts";
import { keyOfSeed } from "../../shared/random/index.ts";

const host = document.createElement("main");
document.body.append(host);
afterEach(() => render(null, host));
chooseLocale("en");

/** All of a task on this thread, in the readable reference. */
async function done(task: Task, given: Arrays = {}) {
  const wasm = () => {
    throw new Error("the reference needs no module");
  };
  const process = await mcmc.open(task, { device: "scalar", data: null, inputs: { given }, wasm });
  const records = await process.advance(task.steps);
  return { task: task.id, from: 0, to: task.steps, records, output: await process.output() };
}

async function runOf(params: Readonly<Record<string, unknown>>) {
  const experiment: Experiment = { v: 1, lab: "mcmc", seed: 1, data: null, params: parseParams(mcmc.params, params) };
  const tasks = mcmc.plan(experiment.params, null, keyOfSeed(1));
  const fold = openFold(tasks);
  for (const task of tasks) fold.add(await done(task));
  return { experiment, fold, metrics: mcmc.measure(fold, experiment, null) };
}

/** Shows a view of a run, as it is or as it is published in `room` bytes. */
async function show(view: string, params: Readonly<Record<string, unknown>>, room?: number): Promise<void> {
  const { fold: whole, metrics, experiment } = await runOf(params);
  const fold = room === undefined ? whole : foldFromArrays(whole.tasks, thinArrays(resultArrays(whole), room).arrays);
  const ask: McmcProps["ask"] = (question, given) =>
    answerTo(question, { experiment }, async (task) => (await done(task, given)).output);
  const props = { experiment, fold, version: 1, metrics, data: null, locale: "en", ask, propose: () => {} };
  const View = mcmcView.supporting.find(({ id }) => id === view)?.component;
  if (!View) throw new Error(`no view ${view}`);
  render(<View {...(props as unknown as McmcProps)} />, host);
}

/** Its table, a line for each row, and all that it says. */
function said(): string {
  const cells = (row: Element) => Array.from(row.children, ({ textContent }) => textContent).join(" | ");
  return [...Array.from(host.querySelectorAll("tr"), cells), host.textContent].join("\n");
}

const stuck = { target: "gaussian-100", sampler: "metropolis", proposalScale: 100, draws: 40, warmup: 0, chains: 3 };

it("shows of a result that was kept in part what its metrics say, and no autocorrelation", async () => {
  const params = { draws: 300, warmup: 100, chains: 2 };
  const { metrics } = await runOf(params);
  await show("table", params, 30_000);
  await expect.poll(said).toContain("Computed from all draws, not only from those that were kept.");
  const mu = said()
    .split("\n")
    .find((line) => line.startsWith("mu |"));
  const shown = mu?.split(" | ").map((cell) => Number(cell.replaceAll(",", "").replace("−", "-"))) ?? [];
  const quantiles = ["q5", "q25", "q50", "q75", "q95"];
  const errors = ["mcse", "mcseSd", "mcseQ5", "mcseQ50", "mcseQ95"];
  const columns = ["mean", "sd", ...quantiles, ...errors, "rhat", "essBulk", "essTail"];
  const expected = columns.map((name) => metrics[`${name}.mu`]);
  // Five digits, or four after the point.
  for (const [i, value] of expected.entries()) expect(Math.abs(shown[i + 1] / value - 1)).toBeLessThan(1e-3);
  await show("autocorrelation", params, 30_000);
  await expect.poll(said).toContain("they are not neighbours");
  await show("trace", params, 30_000);
  await expect.poll(said).toMatch(/\d+ of the 400 draws of each chain were kept\./);
});

it("says how far apart the draws of a thinned chain are", async () => {
  await show("autocorrelation", { draws: 60, warmup: 60, thin: 5 });
  await expect.poll(said).toContain("lag, in kept draws (1 in 5)");
});

it("says of chains that stand still that they do", async () => {
  await show("table", stuck);
  await expect.poll(said).toMatch(/x\[1\] .*\| chains do not agree \|/);
  expect(said()).toContain("each stood still at a place of its own, so R̂ has no value");
  await show("table", { ...stuck, initRadius: 0 });
  await expect.poll(said).toMatch(/x\[1\] \| 0 \|.* \| 0 \| did not move \| – \| –/);
  expect(said()).toContain("The chains did not move: all draws are equal");
});

it("shows the cap of an effective size as a bound", async () => {
  const swinging = { target: "gaussian", sampler: "hmc", adapt: false, stepSize: 0.2, leapfrogs: 16 };
  await show("table", { ...swinging, draws: 400, warmup: 100 });
  // 1600 log10 1600
  await expect.poll(said).toMatch(/x .*\| ≥ 5,126\.6 \|/);
  expect(said()).toContain("“≥”: the cap of ESS");
});
