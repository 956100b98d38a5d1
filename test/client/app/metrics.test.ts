import type { ComponentChildren, VNode } from "preact";
import { expect, test } from "vitest";
import { labelOf } from "../../../client/app/lab/metric-names.ts";
import { MetricName } from "../../../client/app/lab/metric-table.tsx";
import { inUnit, metricsOf, textOf, wordFor } from "../../../client/app/lab/metrics.tsx";
import { locale } from "../../../client/i18n/locale.ts";
import { labViews } from "../../../client/labs/index.ts";
import type { Displayed } from "../../../client/run/session.ts";
import type { Status } from "../../../client/run/status.ts";
import { labs } from "../../../shared/labs/index.ts";
import type { Metric } from "../../../shared/labs/lab.ts";
import { metricMatches } from "../../../shared/labs/metrics.ts";

const metric = (name: string, label?: Metric["label"]): Metric => ({
  name,
  unit: "",
  kind: "exact",
  meaning: { es: "", en: "" },
  ...(label && { label }),
});

test.each<[Metric, string, string]>([
  [metric("loss"), "loss", "loss"],
  [metric("loss", { es: "Loss", en: "Loss" }), "loss", "Loss"],
  [metric("delta.<i>", { es: "Δ", en: "Δ" }), "delta.1", "Δ 1"],
  [metric("delta.<i>"), "delta.1", "delta.1"],
])("the label of %o called %s is %s", (known, name, label) => expect(labelOf(known, name)).toBe(label));

test("beside a run that failed stand no numbers of a recorded result, but those of its own", () => {
  const shown = (source: Displayed["source"]) => ({ source, metrics: { loss: 1 } }) as unknown as Displayed;
  expect(metricsOf(shown("recorded"), "failed")).toEqual({});
  expect(metricsOf(shown("opened"), "failed")).toEqual({});
  expect(metricsOf(shown("run"), "failed")).toEqual({ loss: 1 });
  expect(metricsOf(shown("recorded"), "idle")).toEqual({ loss: 1 });
  expect(metricsOf(null, "idle")).toEqual({});
});

test("a number keeps its place until its run has been measured, and then vanishes where there is none", () => {
  const shown = (source: Displayed["source"], finished: boolean) =>
    ({ source, fold: { finished }, experiment: { params: {} }, data: null }) as unknown as Displayed;
  const text = (of: Displayed, kind: "running" | "finished" | "idle") =>
    textOf(of, { kind } as Status, {}, "loss", metric("loss"), "");
  expect(text(shown("run", false), "running")).toBe("–");
  expect(text(shown("run", true), "running")).toBe("–");
  expect(text(shown("run", true), "finished")).toBeUndefined();
  // Beside a run that begins, what was recorded stays as it is.
  expect(text(shown("recorded", true), "running")).toBeUndefined();
  expect(text(shown("recorded", true), "idle")).toBeUndefined();
});

/** What is read of it; "|" where a line may be broken. */
function said(node: ComponentChildren): string {
  if (Array.isArray(node)) return node.map(said).join("");
  if (typeof node !== "object" || node === null) return typeof node === "string" ? node : "";
  const { type, props } = node as VNode<{ readonly children?: ComponentChildren }>;
  return type === "wbr" ? "|" : said(props.children);
}

test("a metric is called by its label, and by its name beside it, which may be broken behind a point", () => {
  const known = [metric("logZ.<i>", { es: "log Z", en: "log Z" })];
  const text = (name: string) => said(MetricName({ metrics: known, name }));
  expect(text("logZ.ais")).toBe("log Z ais logZ.|ais");
  expect(text("loss")).toBe("loss");
  expect(text("mcseQ5.theta[1]")).toBe("mcseQ5.|theta[1]");
});

test("every headline label fits in two lines of 15 letters, broken at spaces, hyphens and soft hyphens", async () => {
  for (const entry of labs) {
    const { metrics } = await entry.load();
    const view = await labViews.find(({ id }) => id === entry.id)?.load();
    for (const name of view?.headline ?? []) {
      const label = metrics.find((one) => metricMatches(one.name, name))?.label;
      for (const text of label ? [label.es, label.en] : []) {
        const lines: string[] = [""];
        for (const part of text.split(/(?<=[ \u00ad-])/)) {
          const longer = `${lines.at(-1)}${part}`;
          if (longer.trimEnd().length <= 15) lines[lines.length - 1] = longer;
          else lines.push(part);
        }
        expect(lines.length, `${entry.id}: ${text}`).toBeLessThanOrEqual(2);
        for (const line of lines) expect(line.trimEnd().length, `${entry.id}: ${text}`).toBeLessThanOrEqual(15);
      }
    }
  }
});

test("times of less than a tenth of a millisecond are said in microseconds", () => {
  expect(inUnit(0.0013, "ms")[1]).toBe("µs");
  expect(inUnit(0.0013, "ms")[0]).toBeCloseTo(1.3, 12);
  expect(inUnit(0.3, "ms")).toEqual([0.3, "ms"]);
  expect(inUnit(0.0013, "s")).toEqual([0.0013, "s"]);
  expect(inUnit(0.5)).toEqual([0.5, ""]);
});

test("what a forward pass predicts is called as the picture calls it", async () => {
  const view = await labViews.find(({ id }) => id === "forward")?.load();
  const says = (prediction: number, params: object, classes?: readonly string[]) => {
    const data = classes ? { classes } : null;
    const experiment = { params, data: { generator: "cats-dogs", seed: 1, params: {} } };
    return wordFor(view?.said, "prediction", { prediction }, { experiment, data } as unknown as Displayed);
  };
  const before = locale.value;
  locale.value = "es";
  expect(says(1, { source: "trained" }, ["cat", "dog"])).toBe("perro");
  expect(says(1, { source: "trained" })).toBeUndefined();
  expect(says(0, { source: "hand", outputs: 2 })).toBe("y1");
  expect(says(1, { source: "hand", outputs: 1 })).toBe("y1 > 0,5");
  expect(says(0, { source: "hand", outputs: 1 })).toBe("y1 ≤ 0,5");
  locale.value = before;
  expect(wordFor(view?.said, "prediction", {}, null)).toBeUndefined();
  expect(wordFor(view?.said, "confidence", { confidence: 1 }, {} as Displayed)).toBeUndefined();
});

test("every headline metric has a name in both languages", async () => {
  const nameless: string[] = [];
  for (const entry of labs) {
    const { metrics } = await entry.load();
    const view = await labViews.find(({ id }) => id === entry.id)?.load();
    for (const name of view?.headline ?? [])
      if (!metrics.find((one) => metricMatches(one.name, name))?.label) nameless.push(`${entry.id}: ${name}`);
  }
  expect(nameless).toEqual([]);
});
