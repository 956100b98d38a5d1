import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { answerTo } from "../../client/app/lab/ask.ts";
import { learnErrors } from "../../client/i18n/explain.ts";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { factorGraphView } from "../../client/labs/graphs/factor-graph/view.tsx";
import type { ViewProps } from "../../client/labs/view.ts";
import type { Arrays } from "../../shared/arrays.ts";
import { resolveData } from "../../shared/data/resolve.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Params } from "../../shared/experiment/fields.ts";
import { openFold } from "../../shared/labs/fold.ts";
import { factorGraph } from "../../shared/labs/graphs/factor-graph/lab.ts";
import type { Task } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { keyOfSeed } from "../../shared/random/index.ts";

const host = document.createElement("main");
host.className = "stage-main";
document.body.append(host);
afterEach(() => render(null, host));
chooseLocale("en");
learnErrors(factorGraphView.errors ?? {});
await factorGraph.ready?.();

async function done(task: Task, experiment: Experiment, given?: Arrays) {
  const data = await resolveData(experiment.data, () => Promise.reject(new Error("no files")));
  const wasm = () => {
    throw new Error("no module is needed");
  };
  const process = await factorGraph.open(task, { device: "scalar", data, inputs: given ? { given } : {}, wasm });
  const records = await process.advance(task.steps);
  return { task: task.id, from: 0, to: task.steps, records, output: await process.output() };
}

/** A preset that was run, in a form whose reader presses states. */
async function stand(preset: string) {
  const found = factorGraph.presets.find(({ id }) => id === preset);
  if (!found) throw new Error(`no preset ${preset}`);
  const experiment = presetExperiment(factorGraph, found);
  const data = await resolveData(experiment.data, () => Promise.reject(new Error("no files")));
  const tasks = factorGraph.plan(experiment.params as never, data, keyOfSeed(experiment.seed));
  const fold = openFold(tasks);
  for (const task of tasks) fold.add(await done(task, experiment));
  const metrics = factorGraph.measure(fold, experiment as never, data);
  const ask: ViewProps["ask"] = (question, given) =>
    answerTo(question, { experiment }, async (task) => (await done(task, experiment, given)).output);
  const View = factorGraphView.main.component as unknown as (props: ViewProps) => preact.VNode;
  let draft = experiment;
  const propose = (params: Params) => {
    draft = { ...draft, params: { ...draft.params, ...params } };
    show();
  };
  const show = () => {
    const form = { experiment: draft, data, errors: {}, edit: () => {}, editAlone: () => {}, settle: () => {} };
    render(
      <View {...{ experiment, fold, version: 1, metrics, data, locale: "en", ask, propose, draft: form }} />,
      host,
    );
  };
  show();
  return { evidence: () => (draft.params as { evidence: Params }).evidence };
}

const choose = async (node: string) => {
  const select = host.querySelector<HTMLSelectElement>(".messages-panel select");
  if (!select) throw new Error("no node to choose");
  select.value = Array.from(select.options).find(({ text }) => text === node)?.value ?? "";
  select.dispatchEvent(new Event("change", { bubbles: true }));
};
const press = (label: string) =>
  expect
    .poll(() => {
      const button = host.querySelector<HTMLElement>(`.messages-panel button[aria-label="${label}"]`);
      button?.focus();
      button?.click();
      return button !== null;
    })
    .toBe(true);
const shares = () =>
  Array.from(host.querySelectorAll(".messages-panel .part-number"), ({ textContent }) => textContent);

it("keeps every state that was pressed, and shows at once what messages come to", async () => {
  const { evidence } = await stand("umbrella");
  await choose("rain 3");
  await expect.poll(shares).toEqual(["0.69", "0.31"]);
  await press("Know that rain 3 = yes");
  await expect.poll(shares).toEqual(["0", "1"]);
  await expect.poll(() => document.activeElement?.getAttribute("aria-label")).toBe("Forget that rain 3 = yes");
  await choose("rain 1");
  await press("Know that rain 1 = no");
  expect(evidence()).toMatchObject({ "rain 3": "yes", "rain 1": "no", "umbrella 3": "no" });
  await choose("rain 2");
  // With umbrella: 0.9 × 0.3 × 0.7 of rain against 0.2 × 0.7 × 0.3 of none.
  await expect.poll(shares).toEqual(["0.18", "0.82"]);
});

it("says that what was pressed cannot be, and takes it back", async () => {
  await stand("asia");
  await choose("either");
  await press("Know that either = no");
  await choose("tub");
  await press("Know that tub = yes");
  await expect.poll(() => host.textContent).toContain("Impossible evidence: ");
  await press("Forget that tub = yes");
  await expect.poll(() => host.textContent).not.toContain("Impossible evidence: ");
});

it("computes what follows from other inputs", async () => {
  await stand("xor");
  await expect.poll(() => host.textContent).toContain("“y” is 1.");
  const box = host.querySelector<HTMLInputElement>(".named-numbers input");
  if (!box) throw new Error("no input");
  box.value = "0";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
  await expect.poll(() => host.textContent).toContain("“y” is 0.");
});

it("says of messages that still swing that they are no result", async () => {
  await stand("neighbours");
  expect(host.textContent).toContain("After 60 rounds messages still change");
});
