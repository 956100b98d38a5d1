import { describe, expect, test, vi } from "vitest";
import { estimate, estimateSweep, learnRate, type Planned } from "../../../client/run/estimate.ts";
import type { WallClock } from "../../../client/run/session-types.ts";
import { defineLab, type Task } from "../../../shared/labs/lab.ts";

const words = { es: "a", en: "a" };
const lab = (id: string) =>
  defineLab({
    revision: 1,
    id,
    family: "factors",
    title: words,
    summary: words,
    params: {
      chains: { kind: "integer", label: words, help: words, min: 1, max: 64, default: 1 },
      method: {
        kind: "choice",
        label: words,
        help: words,
        default: "plain",
        options: [
          { value: "plain", label: words },
          { value: "fancy", label: words },
        ],
      },
    },
    data: { generators: [], formats: [], none: () => true },
    presets: [],
    metrics: [],
    wasm: [],
    devices: ["scalar", "wasm"],
    estimate: ({ chains }) => ({ multiplyAdds: 6e9 * chains, bytes: 1 }),
    plan: ({ chains }): Task[] =>
      Array.from({ length: chains }, (_, i) => ({ id: `${i}`, kind: "chain", key: [0, 0], steps: 1, params: {} })),
    processes: {},
    measure: () => ({}),
  });
const run = (id: string, method = "plain", chains = 1, threads = 4): Planned => ({
  lab: lab(id),
  experiment: { v: 1, lab: id, seed: 1, data: null, params: { chains, method } },
  data: null,
  device: "wasm",
  threads,
});

describe("the estimate of a run", () => {
  test("counts on the probe before the first run, and on no more threads than there are tasks side by side", () => {
    expect(estimate(run("new"), 3e9)).toMatchObject({ seconds: 2, measured: false });
    expect(estimate(run("new", "plain", 8), 3e9)).toMatchObject({ seconds: 4, measured: false });
    expect(estimate({ ...run("new"), device: "scalar" }, 3e9).seconds).toBe(20);
  });

  test("is what an earlier run took, whatever the probe says, and a busy spell does not spoil it", () => {
    learnRate(run("known"), 5);
    expect(estimate(run("known"), 1e6)).toMatchObject({ seconds: 5, measured: true });
    learnRate(run("known"), 60);
    expect(estimate(run("known"), 1e6).seconds).toBeCloseTo(5);
    for (let i = 0; i < 3; i++) learnRate(run("known"), 50);
    expect(estimate(run("known"), 1e6).seconds).toBeCloseTo(50);
  });

  test("keeps the rates of algorithms and devices of one lab apart", () => {
    learnRate(run("two", "fancy"), 100);
    // Better than nothing for the other one, until it has been run.
    expect(estimate(run("two"), 1e9).seconds).toBeCloseTo(100);
    learnRate(run("two"), 1);
    expect(estimate(run("two", "fancy"), 1e9).seconds).toBeCloseTo(100);
    expect(estimate(run("two"), 1e9).seconds).toBeCloseTo(1);
    expect(estimate({ ...run("two"), device: "scalar" }, 3e9).measured).toBe(false);
  });

  test("counts on a short run only where it was faster than was known: much of it is its start", () => {
    learnRate(run("short", "fancy"), 0.1);
    expect(estimate(run("short", "fancy"), 3e9)).toMatchObject({ seconds: 2, measured: false });
    learnRate(run("short"), 100);
    expect(estimate(run("short", "fancy"), 1e9).seconds).toBeCloseTo(100);
    learnRate(run("short", "fancy"), 0.1);
    expect(estimate(run("short", "fancy"), 1e9).seconds).toBeCloseTo(0.1);
    learnRate(run("short", "fancy"), 0.19);
    expect(estimate(run("short", "fancy"), 1e9).seconds).toBeCloseTo(0.1);
  });

  test("outlives the visit", async () => {
    const storage = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (name: string) => storage.get(name) ?? null,
      setItem: (name: string, value: string) => storage.set(name, value),
    });
    learnRate(run("later"), 7);
    vi.resetModules();
    const next = await import("../../../client/run/estimate.ts");
    expect(next.estimate(run("later"), 1).seconds).toBeCloseTo(7);
    vi.unstubAllGlobals();
  });
});

describe("the probe of the machine", () => {
  /** A clock whose waits are over at once. */
  const clock: WallClock = {
    now: () => 0,
    after(_, call) {
      call();
      return () => {};
    },
  };
  const fresh = async () => {
    vi.resetModules();
    return import("../../../client/run/probe.ts");
  };

  test("takes the best of twelve slices, once", async () => {
    const { probe, probedRate } = await fresh();
    const slow = 2e7;
    const time = vi.fn(() => (time.mock.calls.length === 9 ? 1.2e9 : slow));
    probe(clock, time);
    probe(clock, time);
    expect(time).toHaveBeenCalledTimes(12);
    expect(probedRate.value).toBeCloseTo(3.6e9);
  });

  test("says nothing that no machine does, however busy it was or its clock stood still", async () => {
    const { probe, probedRate, referenceRate } = await fresh();
    expect(probedRate.value).toBe(referenceRate);
    probe(clock, () => 1e6);
    expect(probedRate.value).toBe(referenceRate / 4);
    const { sane } = await fresh();
    expect(sane(Number.POSITIVE_INFINITY)).toBe(4 * referenceRate);
  });
});

describe("the estimate of a sweep", () => {
  test("shares its threads among all runs, and is no shorter than the longest", () => {
    const runs = (...chains: number[]) => chains.map((one) => run("swept", "plain", one));
    expect(estimateSweep(runs(1, 1, 1, 1), 3e9)).toMatchObject({ seconds: 2, bytes: 1, measured: false });
    expect(estimateSweep(runs(1), 3e9)?.seconds).toBe(estimate(run("swept"), 3e9).seconds);
    expect(estimateSweep(runs(2, 1), 3e9)?.seconds).toBe(2);
    expect(estimateSweep(runs(...new Array<number>(100).fill(1)), 3e9)?.seconds).toBeCloseTo(50);
  });

  test("is none where a run does not fit its data", () => {
    const broken = {
      ...lab("broken"),
      estimate: () => {
        throw new RangeError("no fit");
      },
    };
    expect(estimateSweep([{ ...run("broken"), lab: broken }], 1e9)).toBeUndefined();
  });
});
