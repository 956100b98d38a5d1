/** Times by clocks that we made up: what is taken for a pass, and what is said of many. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passesFor, spanFor, spreadOf, tickOf, timed, timedLater } from "../../../shared/labs/inference/timing.ts";

/** A clock that ticks every `tick` milliseconds, over work that takes `cost` each time it is done; reading it costs a little. */
function coarse(tick: number, cost: number) {
  let now = 0;
  return {
    clock: () => {
      now += 1e-4;
      return Math.floor(now / tick + 1e-9) * tick;
    },
    pass: () => {
      now += cost;
    },
  };
}

describe("percentiles", () => {
  test("of fixed samples are those of their closed form", () => {
    // 1, …, 100: between neighbours in proportion, 1 + 99 · share.
    const values = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1);
    expect(spreadOf(values)).toEqual({ p50: 50.5, p95: 1 + 99 * 0.95, least: 1, count: 100 });
    expect(spreadOf([3])).toEqual({ p50: 3, p95: 3, least: 3, count: 1 });
    expect(spreadOf([4, 2])).toEqual({ p50: 3, p95: 3.9, least: 2, count: 2 });
  });

  test("leave gaps out, and are not there for none", () => {
    expect(spreadOf([Infinity, 5, Infinity])?.p50).toBe(5);
    expect(spreadOf([Infinity])).toBeUndefined();
  });

  test("lie in order, whatever the samples", () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }), (values) => {
        const { p50, p95, least } = spreadOf(values) ?? expect.fail();
        expect(least).toBeLessThanOrEqual(p50);
        expect(p50).toBeLessThanOrEqual(p95);
        expect(p95).toBeLessThanOrEqual(Math.max(...values));
      }),
    ));
});

describe("a clock that ticks rarely", () => {
  test.each([0.005, 0.1, 1])("of %f ms is seen as such", (tick) => {
    expect(tickOf(coarse(tick, 0).clock)).toBeCloseTo(tick, 6);
  });

  test("that stands still has no tick, and hangs nothing", () => {
    expect(tickOf(() => 7)).toBe(0);
    expect(
      passesFor(
        () => undefined,
        () => 7,
        0.5,
      ),
    ).toBe(2 ** 16);
  });

  test.each([
    [0.1, 0.0021],
    [0.1, 0.37],
    [1, 0.013],
    [0.005, 4],
  ])("ticking every %f ms, still tells a pass of %f ms to a tenth", (tick, cost) => {
    const { clock, pass } = coarse(tick, cost);
    const least = spanFor(tickOf(clock));
    const passes = passesFor(pass, clock, least);
    const found = timed(pass, passes, clock);
    // Ten ticks or more: an error of one tick at most, and what reading the clock costs.
    expect(Math.abs(found - cost) / cost).toBeLessThan(0.11);
  });

  test("passes that are waited for are timed alike", async () => {
    const { clock, pass } = coarse(0.1, 0.25);
    const found = await timedLater(async () => pass(), 40, clock);
    expect(found).toBeCloseTo(0.25, 2);
  });
});
