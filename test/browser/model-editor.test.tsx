import { signal } from "@preact/signals";
import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { LinesControl } from "../../client/app/lab/lines-control.tsx";
import { learnErrors } from "../../client/i18n/explain.ts";
import { chooseLocale } from "../../client/i18n/locale.ts";
import type { McmcProps } from "../../client/labs/monte-carlo/mcmc/draws.ts";
import { ModelView } from "../../client/labs/monte-carlo/mcmc/model/model-view.tsx";
import { densityErrors } from "../../client/labs/parts/density-errors.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { parseParams, setParam } from "../../shared/experiment/schema.ts";
import { openFold } from "../../shared/labs/fold.ts";
import { mcmc } from "../../shared/labs/monte-carlo/mcmc/lab.ts";

const host = document.createElement("main");
document.body.append(host);
chooseLocale("en");
learnErrors(densityErrors);

const table: Table = {
  rows: 4,
  columns: 3,
  values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 10, 2, 1, 0),
  names: ["y", "x", "Sepal length"],
};

/** The form: what was proposed, a step for each gesture, until it is settled. */
function form(params: Readonly<Record<string, unknown>>, data: Table | null = null) {
  const start: Experiment = { v: 1, lab: "mcmc", seed: 1, data: null, params: parseParams(mcmc.params, params) };
  const steps = signal<readonly Experiment[]>([start]);
  let open: string | undefined;
  const propose: McmcProps["propose"] = (next, gesture) => {
    for (const [name, value] of Object.entries(next)) {
      const now = steps.value[steps.value.length - 1];
      const changed = { ...now, params: setParam(mcmc.params, now.params, name, value) };
      steps.value = [...(gesture === open && gesture ? steps.value.slice(0, -1) : steps.value), changed];
      open = gesture;
    }
  };
  function Page() {
    const experiment = steps.value[steps.value.length - 1];
    const draft = {
      ...{ experiment, data, edit() {}, editAlone() {} },
      settle: () => (open = undefined),
      ...(steps.value.length > 1 && { undo: () => (steps.value = steps.value.slice(0, -1)) }),
    };
    const props = { experiment, fold: openFold([]), version: 1, metrics: {}, data, locale: "en", propose, draft };
    return <ModelView {...(props as unknown as McmcProps)} />;
  }
  render(<Page />, host);
  return { params: () => steps.value[steps.value.length - 1].params };
}

beforeEach(() => render(null, host));
afterEach(() => render(null, host));

const area = () => host.querySelector("textarea") ?? expect.fail("no editor");
const status = () => host.querySelector('[role="status"]')?.textContent ?? "";
const press = (name: string) => {
  const button = [...host.querySelectorAll("button")].find(
    (one) => one.textContent === name || one.getAttribute("aria-label") === name,
  );
  (button ?? expect.fail(`no button ${name}`)).click();
};

function write(text: string): void {
  area().value = text;
  area().dispatchEvent(new InputEvent("input", { bubbles: true }));
}

it("underlines what is wrong, says it beside its line and character, and takes it back when it is mended", async () => {
  const { params } = form({ target: "own" });
  await expect.poll(status).toBe("The model is right.");
  write("parameter mu\nmu ~ normal(0, sigm)\n");
  await expect.poll(status).toContain("Line 2, character 16:");
  expect(host.querySelector("mark")?.textContent).toBe("sigm");
  const label = area().getAttribute("aria-describedby")?.split(" ")[0] ?? "";
  expect(document.getElementById(label)?.textContent).toBe(status());
  expect(area().getAttribute("aria-invalid")).toBe("true");
  // A wrong text is in the form all the same: a link carries it, and undo goes on from it.
  await expect.poll(() => params().model).toBe("parameter mu\nmu ~ normal(0, sigm)\n");
  write("parameter mu, sigma > 0\nmu ~ normal(0, sigma)\nsigma ~ exponential(1)\n");
  await expect.poll(status).toBe("The model is right.");
  expect(host.querySelector("mark")).toBeNull();
  expect([...host.querySelectorAll(".model-facts code")].map(({ textContent }) => textContent)).toEqual([
    "mu",
    "sigma > 0",
  ]);
  expect(host.querySelector(".model-facts")?.textContent).toContain("mu, sigma (2 in all)");
});

it("opens any target as a text of one's own, in one step of undo", async () => {
  const { params } = form({ target: "eight-schools-centered", sampler: "nuts" });
  expect(area().readOnly).toBe(true);
  const text = area().value;
  expect(text).toContain("theta ~ normal(mu, tau)");
  press("Change its text");
  await expect.poll(() => area().readOnly).toBe(false);
  expect([params().target, params().model]).toEqual(["own", text]);
  await expect.poll(() => host.querySelector(".model-facts")?.textContent).toContain("theta[1…8], mu, tau (10 in all)");
  press("Undo");
  await expect.poll(() => params().target).toBe("eight-schools-centered");
  const list = host.querySelector("select") ?? expect.fail("no list");
  list.value = "funnel";
  list.dispatchEvent(new Event("change", { bubbles: true }));
  await expect.poll(() => params().target).toBe("own");
  expect(String(params().model)).toContain("parameter x, y");
});

it("writes columns of the table at the caret, between quotes where they are no words, and Tab as two blanks", async () => {
  const { params } = form({ target: "own", model: "parameter b\n ~ normal(b, 1)\n" }, table);
  area().focus();
  area().setSelectionRange(12, 12);
  press('Insert "Sepal length"');
  await expect.poll(() => params().model).toBe('parameter b\n"Sepal length" ~ normal(b, 1)\n');
  await expect.poll(() => host.querySelector(".model-facts")?.textContent ?? "").toContain("4 (Sepal length)");
  const tab = () => new KeyboardEvent("keydown", { key: "Tab", cancelable: true, bubbles: true });
  area().setSelectionRange(0, 0);
  expect(area().dispatchEvent(tab())).toBe(false);
  expect(area().value.startsWith("  parameter")).toBe(true);
  area().dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  expect(area().dispatchEvent(tab())).toBe(true);
});

it("lets Tab through where the text is a list of numbers", () => {
  const tab = () => new KeyboardEvent("keydown", { key: "Tab", cancelable: true, bubbles: true });
  const passes = (text: string) => {
    render(
      <LinesControl id="own" path="input" text={text} error={undefined} onSet={() => {}} onSettle={() => {}} />,
      host,
    );
    return area().dispatchEvent(tab());
  };
  expect(["1 0", "-1 2,5e-3;\n0.5 1"].map(passes)).toEqual([true, true]);
  expect(["", "f(x) = 1"].map(passes)).toEqual([false, false]);
});

it("the box of the form gives way to a text from elsewhere, and does not put back what was typed before it", async () => {
  const text = signal("first");
  const set: unknown[] = [];
  const Box = () => (
    <LinesControl
      id="box"
      path="params.model"
      text={text.value}
      error={undefined}
      onSet={(value) => set.push(value)}
      onSettle={() => {}}
    />
  );
  render(<Box />, host);
  const box = area();
  box.focus();
  box.value = "first, typed";
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await expect.poll(() => area().value).toBe("first, typed");
  text.value = "of a preset";
  await expect.poll(() => area().value).toBe("of a preset");
  box.blur();
  expect(set).toEqual([]);
});
