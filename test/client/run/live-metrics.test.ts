import { expect, test, vi } from "vitest";
import type { Run } from "../../../client/compute/conclude.ts";
import type { Pool } from "../../../client/compute/job.ts";
import { LiveMetrics } from "../../../client/run/live-metrics.ts";
import { openFold } from "../../../shared/labs/fold.ts";

const clock = { time: 0, now: () => clock.time, after: () => () => {} };

function runOf(numbers: number, measure = vi.fn(() => ({ numbers }))) {
  const fold = openFold([{ id: "walk", kind: "walk", key: [0, 0], steps: numbers + 1, params: {} }]);
  const place = { shape: [numbers], values: new Float64Array(numbers) };
  fold.add({ task: "walk", from: 0, to: numbers, records: { place } });
  return { lab: { measure }, fold, experiment: {}, data: null, device: "wasm" } as unknown as Run;
}

function live(ask = vi.fn()) {
  const onChange = vi.fn();
  return { metrics: new LiveMetrics({ pool: { ask } as Partial<Pool> as Pool, clock, onChange }), onChange, ask };
}

test("a small run is measured on the spot, a tenth of the time at most", () => {
  const measure = vi.fn(() => {
    clock.time += 40;
    return { numbers: measure.mock.calls.length };
  });
  const run = runOf(10, measure);
  const { metrics } = live();
  expect(metrics.of(run)).toEqual({ numbers: 1 });
  clock.time += 300;
  expect(metrics.of(run)).toEqual({ numbers: 1 });
  clock.time += 100;
  expect(metrics.of(run)).toEqual({ numbers: 2 });
});

test("a large run is measured in a thread, one question at a time, while the last answer stays", async () => {
  let answer = (_: unknown) => {};
  const { metrics, onChange, ask } = live(vi.fn(() => new Promise((resolve) => (answer = resolve))));
  const run = runOf(60_000);
  expect(metrics.of(run)).toEqual({});
  clock.time += 10_000;
  expect(metrics.of(run)).toEqual({});
  await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce());
  const values = new TextEncoder().encode('{"metrics":{"numbers":7}}');
  answer({ conclusion: { shape: [values.length], values } });
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledOnce());
  expect(metrics.of(run)).toEqual({ numbers: 7 });
});

test("a question that has no answer changes nothing", async () => {
  const { metrics, onChange, ask } = live(vi.fn(() => Promise.reject(new Error("no"))));
  const run = runOf(60_000);
  expect(metrics.of(run)).toEqual({});
  await vi.waitFor(() => {
    clock.time += 1000;
    metrics.of(run);
    expect(ask.mock.calls.length).toBeGreaterThan(1);
  });
  expect(onChange).not.toHaveBeenCalled();
});
