import { expect, test, vi } from "vitest";
import type { Pool } from "../../../client/compute/job.ts";
import type { Run } from "../../../client/compute/summarise.ts";
import { LiveMetrics } from "../../../client/run/live-metrics.ts";
import { openFold } from "../../../shared/labs/fold.ts";

/** A run whose measuring takes `took` milliseconds of the desk's clock, and the metrics of it. */
function desk(measure: () => Record<string, number>, took: number) {
  const clock = { time: 0, now: () => clock.time, after: () => () => {} };
  const fold = openFold([{ id: "walk", kind: "walk", key: [0, 0], steps: 1, params: {} }]);
  const lab = {
    params: {},
    measure() {
      clock.time += took;
      return measure();
    },
  };
  const run = {
    lab,
    fold,
    experiment: { v: 1, lab: "walk", seed: 0, data: null, params: {} },
    data: null,
    device: "wasm",
  } as unknown as Run;
  const onChange = vi.fn();
  const metrics = new LiveMetrics({ pool: {} as Pool, clock, onChange });
  return { clock, onChange, read: () => metrics.of(run) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("metrics come when they are measured, a tenth of the time at most, and the last ones stay until then", async () => {
  let count = 0;
  const { clock, onChange, read } = desk(() => ({ count: ++count }), 40);
  expect(read()).toEqual({});
  // One measuring at a time.
  expect(read()).toEqual({});
  await settled();
  expect(onChange).toHaveBeenCalledOnce();
  expect(read()).toEqual({ count: 1 });
  clock.time += 300;
  read();
  await settled();
  expect(read()).toEqual({ count: 1 });
  clock.time += 100;
  read();
  await settled();
  expect(read()).toEqual({ count: 2 });
});

test("a measuring that fails changes nothing, and is tried again", async () => {
  let tries = 0;
  const { clock, onChange, read } = desk(() => {
    tries++;
    throw new Error("no");
  }, 1);
  for (let i = 0; i < 3; i++) {
    expect(read()).toEqual({});
    await settled();
    clock.time += 1000;
  }
  expect(tries).toBe(3);
  expect(onChange).not.toHaveBeenCalled();
});
