/** What views of the Monte Carlo labs say of runs that are under way, or of weights without bounds. */
import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { WeightsView } from "../../client/labs/monte-carlo/importance/estimate/weights.tsx";
import { IntervalsView } from "../../client/labs/monte-carlo/integration/intervals.tsx";
import { array } from "../../shared/arrays.ts";
import "../../client/views/plot.ts";

const host = document.createElement("main");
host.style.width = "374px";
document.body.append(host);
const f64 = (values: readonly number[]) => array(Float64Array.from(values));
beforeEach(() => chooseLocale("en"));
afterEach(() => render(null, host));

it("counts the intervals that are there in mid-run, where the metrics do not say yet", () => {
  // 3 of 4 contain 0.5.
  const columns: Readonly<Record<string, readonly number[]>> = {
    estimate: [0.4, 0.5, 0.6, 0.9],
    halfWidth: [0.2, 0.2, 0.2, 0.2],
  };
  const fold = {
    finished: false,
    output: (task: string) => (task === "truth" ? { value: f64([0.5]), error: f64([0]) } : undefined),
    records: (task: string, name: string) => (task === "coverage.0" ? f64(columns[name]) : undefined),
  };
  const props = { fold, metrics: {}, locale: "en", experiment: { params: { method: "plain", repeats: 1000 } } };
  render(<IntervalsView {...(props as unknown as Parameters<typeof IntervalsView>[0])} />, host);
  expect(host.querySelector("figure")?.textContent).toContain("3 of 4 ");
});

it("draws the weights that count, however light others are", async () => {
  const logWeights = f64([...Array.from({ length: 400 }, (_, i) => Math.sin(i)), -1.4e6, -50]);
  const fold = { output: (task: string) => (task === "draws" ? { logWeights } : undefined), snapshot: () => undefined };
  render(<WeightsView {...({ fold } as unknown as Parameters<typeof WeightsView>[0])} />, host);
  await expect.poll(() => host.querySelectorAll("svg rect, svg path").length, { timeout: 10_000 }).toBeGreaterThan(4);
  expect(host.querySelector("figure")?.textContent).toContain("Without 2 weights");
  const [histogram] = host.querySelectorAll(".chart svg");
  const bars = [...histogram.querySelectorAll("rect")].filter((one) => one.getBoundingClientRect().height > 2);
  expect(bars.length).toBeGreaterThan(4);
});
