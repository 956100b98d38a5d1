import { signal } from "@preact/signals";
import { render } from "preact";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { SideBySide } from "../../client/app/lab/compare/compare-dialog.tsx";
import { metricRows } from "../../client/app/lab/compare/metric-rows.ts";
import { SessionContext } from "../../client/app/lab/context.ts";
import type { Side } from "../../client/app/lab/desk.ts";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { labViews } from "../../client/labs/index.ts";
import type { Session } from "../../client/run/session.ts";
import { labs } from "../../shared/labs/index.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { isDrawn, misprinted, violations } from "./views/complaints.ts";
import { recorded } from "./views/folds.ts";
import "../../client/styles/tokens.css";
import "../../client/styles/base.css";
import "../../client/views/plot.ts";

const host = document.createElement("main");
document.body.append(host);
beforeAll(async () => {
  const features = [{ name: "prefers-reduced-motion", value: "reduce" }];
  await cdp().send("Emulation.setEmulatedMedia", { features });
});
afterEach(() => render(null, host));

/** The recorded results of two presets, as they would be opened. */
async function pairOf(lab: Lab): Promise<readonly [Side, Side]> {
  const sides = lab.presets.slice(0, 2).map(async (preset): Promise<Side> => {
    const shown = await recorded(lab, preset);
    const { experiment, data, fold, metrics, answers } = shown;
    const open = async () => ({
      experiment,
      data,
      fold,
      metrics,
      source: "recorded" as const,
      ...(answers && { answers }),
    });
    return { id: preset.id, name: () => preset.title.en, open, explain: String };
  });
  return (await Promise.all(sides)) as unknown as readonly [Side, Side];
}

async function show(id: string, pair: readonly [Side, Side]): Promise<Lab> {
  const lab = await (labs.find((one) => one.id === id) as (typeof labs)[number]).load();
  const view = await (labViews.find((one) => one.id === id) as (typeof labViews)[number]).load();
  // What is laid side by side is only looked at: of the session it reads this.
  const session = { lab, version: signal(0), device: signal("wasm") } as Partial<Session> as Session;
  render(
    <SessionContext.Provider value={session}>
      <SideBySide view={view} pair={pair} />
    </SessionContext.Provider>,
    host,
  );
  return lab;
}

const sides = () => [...host.querySelectorAll<HTMLElement>(".compare-side")];

describe.each(["rbm", "mcmc", "ppca", "sparse-coding"])("two results of %s", (id) => {
  it("stand side by side, with one view of both and every exact metric", async () => {
    await page.viewport(1400, 900);
    document.documentElement.dataset.theme = "dark";
    chooseLocale("en");
    const entry = labs.find((one) => one.id === id) as (typeof labs)[number];
    const pair = await pairOf(await entry.load());
    const lab = await show(id, pair);
    await expect.poll(() => sides().filter((side) => isDrawn(side)).length, { timeout: 20_000 }).toBe(2);
    expect(sides().map((side) => side.getAttribute("aria-label"))).toEqual(
      pair.map((side, i) => `${"AB"[i]}: ${side.name()}`),
    );
    const [left, right] = sides().map((side) => side.getBoundingClientRect());
    expect(left.top).toBe(right.top);
    expect(left.right).toBeLessThanOrEqual(right.left);
    const [a, b] = await Promise.all(pair.map((side) => side.open(new AbortController().signal, () => {})));
    const rows = metricRows(lab, a.metrics, b.metrics);
    expect(host.querySelectorAll(".compare-metrics tbody tr")).toHaveLength(Math.min(200, rows.length));
    for (const { a: one, b: other, difference } of rows)
      expect(difference).toBe(one === undefined || other === undefined ? undefined : other - one);
    expect(misprinted(host)).toEqual([]);
    expect((await violations(host, true)).map(({ text }) => text)).toEqual([]);
    // The same view of both, by keyboard.
    const tabs = [...host.querySelectorAll<HTMLElement>('[role="tab"]')];
    tabs[0].focus();
    await userEvent.keyboard("{ArrowRight}");
    await expect.poll(() => tabs[1].getAttribute("aria-selected")).toBe("true");
    await expect.poll(() => sides().every((side) => (side.textContent ?? "").length > 20)).toBe(true);
    expect(misprinted(host)).toEqual([]);
    await page.viewport(390, 844);
    await expect
      .poll(() => {
        const [first, second] = sides().map((side) => side.getBoundingClientRect());
        return second.top >= first.bottom;
      })
      .toBe(true);
  });
});

it("one that cannot be opened says why, and leaves the other", async () => {
  chooseLocale("es");
  const entry = labs.find((one) => one.id === "rbm") as (typeof labs)[number];
  const [a, b] = await pairOf(await entry.load());
  const gone: Side = { ...b, open: () => Promise.reject(new Error("gone")), explain: () => "Se ha borrado" };
  await show("rbm", [a, gone]);
  await expect.poll(() => host.querySelector('[role="alert"]')?.textContent).toBe("Se ha borrado");
  await expect.poll(() => isDrawn(sides()[0])).toBe(true);
  expect(host.querySelector(".compare-metrics")).toBeNull();
});
