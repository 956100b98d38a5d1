import { afterEach, describe, expect, test, vi } from "vitest";
import { offerWords } from "../../../client/app/lab/offer.ts";
import type { RunEngine, RunOrder } from "../../../client/run/engine.ts";
import type { Head } from "../../../client/run/interrupted.ts";
import { running } from "../../../client/run/late-run.ts";
import { createSession, type ResumeOffer, type Session } from "../../../client/run/session.ts";
import { load, remove, store, storedKeys } from "../../../client/run/storage.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Result } from "../../../shared/experiment/result.ts";
import { type OpenFold, openFold } from "../../../shared/labs/fold.ts";
import { defineLab, type Task } from "../../../shared/labs/lab.ts";
import { eventually } from "../../eventually.ts";

// It comes with the first run; the tests do not wait for a file.
await running.prepare();

const words = { es: "a", en: "a" };
const lab = defineLab({
  id: "toy",
  revision: 1,
  family: "factors",
  title: words,
  summary: words,
  params: {
    steps: { kind: "integer", label: words, help: words, min: 1, max: 100, default: 10 },
    rate: { kind: "number", label: words, help: words, min: 0, max: 1, default: 0.5 },
  },
  data: { generators: [], formats: [], none: () => true },
  presets: [{ id: "first", title: words, about: words, seed: 1, data: null, params: {} }],
  metrics: [],
  wasm: [],
  devices: ["scalar", "wasm"],
  estimate: () => ({ multiplyAdds: 1, bytes: 1 }),
  plan: ({ steps, rate }): Task[] => {
    if (rate === 0) throw new Error("nothing learns");
    return [{ id: "train", kind: "train", key: [0, 0], steps, params: { rate } }];
  },
  check: ({ rate }) => {
    if (rate === 0) throw new Error("nothing learns");
  },
  processes: {},
  measure: (fold) => ({ done: fold.done("train") }),
});
const first: Experiment = { v: 1, lab: "toy", seed: 1, data: null, params: { steps: 10, rate: 0.5 } };

/** An engine whose runs advance and end when the test says so. */
function puppet(own: typeof lab, hashes: () => Promise<Record<string, string>>, code: string) {
  const orders: (RunOrder & {
    fold: OpenFold;
    finish(): void;
    fail(error: unknown): void;
    advance(steps: number): void;
  })[] = [];
  const pool = {
    size: 2,
    paused: false,
    pause: vi.fn(() => {
      pool.paused = true;
    }),
    resume: vi.fn(() => {
      pool.paused = false;
    }),
    step: vi.fn(),
    resize: vi.fn(),
    close: vi.fn(),
    run: vi.fn(),
    ask: vi.fn(),
    hashes,
  };
  const engine: RunEngine = {
    pool,
    code,
    run(order) {
      const fold = openFold(own.plan(order.experiment.params, null, [0, 0]));
      return new Promise<Result>((resolve, reject) => {
        order.signal.addEventListener("abort", () => reject(order.signal.reason));
        orders.push({
          ...order,
          fold,
          advance(steps) {
            const from = fold.done("train");
            const values = new Float64Array(steps);
            fold.add({ task: "train", from, to: from + steps, records: { loss: { shape: [steps], values } } });
            order.onChange(fold);
          },
          finish: () =>
            resolve({
              experiment: order.experiment,
              engine: { wasm: {}, random: "1", revision: own.revision },
              device: order.device,
              metrics: { done: 10 },
              digest: "d",
              arrays: {},
              seconds: 1,
            }),
          fail: reject,
        });
      });
    },
  };
  return { engine, pool, orders };
}

/** What the code of a page computes with. */
interface Release {
  readonly code?: string;
  readonly revision?: number;
  readonly hashes?: () => Promise<Record<string, string>>;
}

/** Time that moves when the test says so. */
function fakeClock() {
  let now = 0;
  const waiting: { at: number; call: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds: number, call: () => void) {
      const entry = { at: now + milliseconds, call };
      waiting.push(entry);
      return () => {
        const at = waiting.indexOf(entry);
        if (at >= 0) waiting.splice(at, 1);
      };
    },
    pass(milliseconds: number) {
      now += milliseconds;
      for (const entry of waiting.filter(({ at }) => at <= now)) {
        waiting.splice(waiting.indexOf(entry), 1);
        entry.call();
      }
    },
  };
}

async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

function desk({ revision = 1, hashes = async () => ({}), code = "this code" }: Release = {}) {
  const clock = fakeClock();
  const own = { ...lab, revision };
  const { engine, pool, orders } = puppet(own, hashes, code);
  const session: Session = createSession({
    lab: own,
    experiment: first,
    engine,
    loadData: async () => null,
    clock,
    headline: [],
  });
  return { clock, pool, orders, session };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("session", () => {
  test("an edit changes the draft, an invalid one changes nothing and names its place", () => {
    const { session } = desk();
    session.set("params.steps", "20");
    expect(session.draft.value.experiment.params.steps).toBe(20);
    session.set("params.steps", "1000");
    expect(session.draft.value.experiment.params.steps).toBe(20);
    expect(session.errors.value).toHaveProperty(["params.steps"]);
    session.set("params.steps", "30");
    expect(session.errors.value).toEqual({});
    session.undo();
    session.undo();
    expect(session.draft.value.experiment).toEqual(first);
  });

  test("opening a session runs nothing", async () => {
    const { orders, session } = desk();
    await settled();
    expect(orders).toHaveLength(0);
    expect(session.status.value.kind).toBe("idle");
  });

  test("the old picture stays until the new run has something to show; a failed run keeps the last good one", async () => {
    const { clock, orders, session } = desk();
    const recorded = {
      experiment: first,
      data: null,
      fold: openFold([]),
      metrics: { done: 99 },
      source: "recorded" as const,
    };
    session.show(recorded);
    void session.run();
    await settled();
    expect(session.status.value.kind).toBe("preparing");
    expect(session.shown.value).toBe(recorded);
    orders[0].advance(3);
    expect(session.status.value).toMatchObject({ kind: "running", done: 3, total: 10 });
    expect(session.shown.value).toBe(recorded);
    clock.pass(20);
    await settled();
    clock.pass(20);
    expect(session.shown.value).toMatchObject({ source: "run", metrics: { done: 3 } });
    orders[0].fail(new Error("out of luck"));
    await settled();
    expect(session.status.value).toMatchObject({ kind: "failed" });
    expect(session.shown.value).toMatchObject({ source: "run", metrics: { done: 3 } });
  });

  test.each([0, 8, 15, 16, 17, 100])(
    "a failure %s ms after a report stays, whatever is still reported",
    async (delay) => {
      const { clock, orders, session } = desk();
      void session.run();
      await settled();
      orders[0].advance(3);
      clock.pass(delay);
      orders[0].fail(new Error("out of luck"));
      await settled();
      orders[0].advance(1);
      clock.pass(100);
      await settled();
      clock.pass(100);
      expect(session.status.value).toMatchObject({ kind: "failed" });
    },
  );

  test("an end stays, though its metrics and its last frame come later", async () => {
    const { clock, orders, session } = desk();
    void session.run();
    await settled();
    orders[0].advance(10);
    orders[0].finish();
    await settled();
    orders[0].onChange(orders[0].fold);
    clock.pass(100);
    await settled();
    clock.pass(100);
    expect(session.status.value).toMatchObject({ kind: "finished" });
  });

  test("parameters that the lab refuses make a run fail, and say why, also beside the result of another run", async () => {
    const { clock, orders, session } = desk();
    void session.run();
    await settled();
    orders[0].advance(10);
    orders[0].finish();
    await settled();
    clock.pass(100);
    expect(session.shown.value).toMatchObject({ source: "run", result: { digest: "d" } });
    session.set("params.rate", "0");
    await session.run();
    expect(session.status.value).toMatchObject({ kind: "failed", error: { message: "nothing learns" } });
  });

  test("a run that fails before it has computed anything leaves the picture that was there", async () => {
    const { clock, orders, session } = desk();
    const recorded = { experiment: first, data: null, fold: openFold([]), metrics: {}, source: "recorded" as const };
    session.show(recorded);
    void session.run();
    await settled();
    // The driver reports once before anything is done.
    orders[0].onChange(orders[0].fold);
    clock.pass(20);
    expect(session.status.value).toMatchObject({ kind: "running", done: 0 });
    orders[0].fail(new Error("no module"));
    await settled();
    expect(session.shown.value).toBe(recorded);
  });

  test("at most one frame is drawn for many chunks", async () => {
    const { clock, orders, session } = desk();
    void session.run();
    await settled();
    const before = session.version.value;
    for (let i = 0; i < 5; i++) orders[0].advance(1);
    expect(session.version.value).toBe(before);
    clock.pass(20);
    expect(session.version.value).toBe(before + 1);
  });

  test("a finished run has its result, and reset brings back what was there before, with seed and data", async () => {
    const { orders, session } = desk();
    const recorded = { experiment: first, data: null, fold: openFold([]), metrics: {}, source: "recorded" as const };
    session.show(recorded);
    session.set("seed", 7);
    void session.run();
    await settled();
    orders[0].advance(10);
    orders[0].finish();
    await settled();
    expect(session.status.value).toMatchObject({ kind: "finished", result: { digest: "d" } });
    expect(session.shown.value).toMatchObject({ source: "run", result: { digest: "d" } });
    session.reset();
    expect(session.status.value.kind).toBe("idle");
    expect(session.shown.value).toBe(recorded);
    expect(session.draft.value.experiment.seed).toBe(7);
  });

  test("pause, step and resume go to the pool; a first step pauses by itself", async () => {
    const { clock, orders, pool, session } = desk();
    session.step();
    await settled();
    // The driver reports once before anything is done; the threads are asked for a step until they have done it.
    orders[0].onChange(orders[0].fold);
    expect(session.status.value.kind).toBe("paused");
    expect(pool.pause).toHaveBeenCalledTimes(1);
    clock.pass(16);
    clock.pass(16);
    expect(pool.step.mock.calls).toEqual([[1], [1]]);
    orders[0].advance(1);
    clock.pass(16);
    clock.pass(16);
    expect(session.status.value).toMatchObject({ kind: "paused", done: 1 });
    expect(pool.step).toHaveBeenCalledTimes(2);
    session.step();
    expect(pool.step).toHaveBeenCalledTimes(3);
    orders[0].advance(1);
    clock.pass(16);
    expect(session.status.value).toMatchObject({ kind: "paused", done: 2 });
    session.resume();
    expect(session.status.value.kind).toBe("running");
    expect(pool.paused).toBe(false);
  });

  test("a run under way keeps its values, whatever the form says", async () => {
    const { orders, session } = desk();
    expect(session.underWay.value).toBeNull();
    void session.run();
    await settled();
    orders[0].advance(1);
    session.pause();
    session.set("params.rate", 0.1);
    expect(session.underWay.value).toEqual(first);
    session.resume();
    orders[0].advance(9);
    orders[0].finish();
    await settled();
    expect(session.underWay.value).toBeNull();
    void session.run();
    await settled();
    expect(session.underWay.value?.params.rate).toBe(0.1);
    session.reset();
    expect(session.underWay.value).toBeNull();
  });

  test("pauses do not count as work", async () => {
    const { clock, orders, session } = desk();
    void session.run();
    await settled();
    clock.pass(1000);
    orders[0].advance(1);
    session.pause();
    clock.pass(5000);
    session.resume();
    clock.pass(1000);
    orders[0].advance(1);
    clock.pass(16);
    expect(session.status.value).toMatchObject({ kind: "running", seconds: 2.016 });
  });

  test("a new run takes the place of one under way, whose reports are dropped", async () => {
    const { clock, orders, session } = desk();
    void session.run();
    await settled();
    session.set("seed", 2);
    void session.run();
    await settled();
    expect(orders[0].signal.aborted).toBe(true);
    orders[0].advance(5);
    clock.pass(20);
    expect(session.status.value.kind).toBe("preparing");
    orders[1].advance(2);
    clock.pass(20);
    await settled();
    clock.pass(20);
    expect(session.shown.value).toMatchObject({ experiment: { seed: 2 }, metrics: { done: 2 } });
  });

  test("more steps go on from what was computed; another parameter starts anew", async () => {
    const { clock, orders, session } = desk();
    void session.run();
    await settled();
    orders[0].advance(10);
    orders[0].finish();
    await settled();
    session.set("params.steps", 30);
    void session.run();
    await settled();
    expect(orders[1].resume?.fold).toBe(orders[0].fold);
    expect(orders[1].resume?.engine).toEqual({ wasm: {}, random: "1", revision: 1 });
    orders[1].advance(1);
    clock.pass(20);
    orders[1].finish();
    await settled();
    session.set("params.rate", 0.1);
    void session.run();
    await settled();
    expect(orders[2].resume).toBeUndefined();
  });

  test("a run that is cut short is offered with its checkpoint to the next session", async () => {
    const { clock, orders, session } = desk();
    void session.run();
    await settled();
    clock.pass(4000);
    const checkpoint = { w: { shape: [1], values: Float32Array.of(4) } };
    orders[0].fold.add({
      task: "train",
      from: 0,
      to: 4,
      records: { loss: { shape: [4], values: new Float64Array(4) } },
      checkpoint,
    });
    orders[0].onChange(orders[0].fold);
    await settled();
    // While it runs, it is not interrupted: its lock says so to other tabs.
    const meanwhile = desk();
    await meanwhile.session.recover();
    expect(meanwhile.session.offer.value).toBeNull();
    // A tab that crashed holds no lock any more.
    vi.stubGlobal("navigator", {});
    const next = desk();
    await next.session.recover();
    expect(next.session.offer.value?.experiment).toEqual(first);
    void next.session.takeOffer();
    await settled();
    expect(next.orders[0].resume?.fold.checkpoint("train")).toEqual({ step: 4, arrays: checkpoint });
    next.orders[0].advance(10);
    next.orders[0].finish();
    await settled();
    const last = desk();
    await last.session.recover();
    expect(last.session.offer.value).toBeNull();
  });

  test("a run that another tab is at is offered when that tab goes, and not when it came to its end there", async () => {
    const checkpoint = { w: { shape: [1], values: Float32Array.of(4) } };
    const records = { loss: { shape: [4], values: new Float64Array(4) } };
    const runUpTo4 = async () => {
      const tab = desk();
      void tab.session.run();
      await settled();
      tab.orders[0].fold.add({ task: "train", from: 0, to: 4, records, checkpoint });
      tab.orders[0].onChange(tab.orders[0].fold);
      await settled();
      const other = desk();
      await other.session.recover();
      expect(other.session.offer.value).toBeNull();
      return { tab, other };
    };
    const ended = await runUpTo4();
    ended.tab.orders[0].advance(6);
    ended.tab.orders[0].finish();
    await expect.poll(() => ended.tab.session.status.value.kind).toBe("finished");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ended.other.session.offer.value).toBeNull();
    const left = await runUpTo4();
    left.tab.session.close();
    await expect.poll(() => left.other.session.offer.value?.fold.slots[0].step).toBe(4);
    // A third tab is quicker to go on with it: the run is that tab's now.
    const third = desk();
    await third.session.recover();
    void third.session.takeOffer();
    await expect.poll(() => third.orders.length).toBe(1);
    await left.other.session.takeOffer();
    expect(left.other.orders).toHaveLength(0);
    expect(left.other.session.status.value.kind).toBe("idle");
    third.session.reset();
    await expect.poll(() => third.session.status.value.kind).toBe("idle");
    left.other.session.close();
  });

  test("an offer leaves the run under way alone, stands while it goes on, and is gone when the same experiment has finished", async () => {
    const checkpoint = { w: { shape: [1], values: Float32Array.of(4) } };
    const records = { loss: { shape: [4], values: new Float64Array(4) } };
    const cut = desk();
    void cut.session.run();
    await settled();
    cut.orders[0].fold.add({ task: "train", from: 0, to: 4, records, checkpoint });
    cut.orders[0].onChange(cut.orders[0].fold);
    await settled();
    cut.session.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const next = desk();
    await next.session.recover();
    const offered = next.session.offer.value;
    expect(offered?.fold.slots[0].step).toBe(4);
    void next.session.run();
    await settled();
    next.orders[0].advance(2);
    await next.session.takeOffer();
    expect(next.orders).toHaveLength(1);
    expect(next.orders[0].signal.aborted).toBe(false);
    expect(next.session.offer.value).toBe(offered);
    // A run that is given up takes nothing of the older one along.
    next.session.reset();
    await settled();
    const again = desk();
    await again.session.recover();
    expect(again.session.offer.value?.id).toBe(offered?.id);
    void again.session.run();
    await settled();
    again.orders[0].advance(10);
    again.orders[0].finish();
    await expect.poll(() => again.session.status.value.kind).toBe("finished");
    expect(again.session.offer.value).toBeNull();
    const last = desk();
    await last.session.recover();
    expect(last.session.offer.value).toBeNull();
    next.session.close();
  });

  test("what was kept before a parameter was added has it, at its default", async () => {
    const { session } = desk();
    const without = (steps: number): Experiment => ({ ...first, params: { steps } });
    await store("draft/toy", without(10));
    expect(await session.recover()).toBeNull();
    await store("draft/toy", without(20));
    expect((await session.recover())?.experiment.params).toEqual({ steps: 20, rate: 0.5 });
    session.replace(without(30));
    expect(session.draft.value.experiment.params).toEqual({ steps: 30, rate: 0.5 });
    session.close();
    await remove("draft/toy");
  });

  test("what was handed to the form is kept though nothing was changed, and is where it started after a reload too", async () => {
    const { session, clock } = desk();
    const from = { ...first, seed: 5 };
    session.replace(from, { isHanded: true });
    expect(session.origin.value).toEqual(from);
    clock.pass(1000);
    await eventually(async () =>
      expect(await desk().session.recover()).toMatchObject({ experiment: from, origin: from }),
    );
    session.set("params.steps", 20);
    clock.pass(1000);
    const changed = { ...from, params: { ...from.params, steps: 20 } };
    await eventually(async () =>
      expect(await desk().session.recover()).toMatchObject({ experiment: changed, origin: from }),
    );
    // A preset is in the address: nothing to keep.
    session.replace({ ...first, seed: 2 }, { asOrigin: true });
    clock.pass(1000);
    await eventually(async () => expect(await desk().session.recover()).toBeNull());
  });

  describe("after a release", () => {
    const checkpoint = { w: { shape: [1], values: Float32Array.of(4) } };
    const records = { loss: { shape: [4], values: new Float64Array(4) } };
    const math = (digit: string) => async () => ({ math: digit.repeat(64) });
    /** A run with a checkpoint at step 4, cut short in one release. */
    async function cutShort(before: Release): Promise<void> {
      const { orders, session } = desk(before);
      void session.run();
      await settled();
      orders[0].fold.add({ task: "train", from: 0, to: 4, records, checkpoint });
      orders[0].onChange(orders[0].fold);
      await settled();
      session.close();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    async function visit(release: Release) {
      const next = desk(release);
      await next.session.recover();
      return next;
    }
    const words = (offer: ResumeOffer | null) => {
      const { about, take } = offerWords(offer as ResumeOffer);
      return [about, take].map(({ es, en }) => `${es} / ${en}`).join(" ");
    };
    afterEach(async () => {
      await remove(...(await storedKeys("interrupted")));
    });

    test.each<[string, Release, Release]>([
      ["another revision of the lab", { revision: 1 }, { revision: 2 }],
      ["an earlier revision", { revision: 2 }, { revision: 1 }],
      ["other code on the same engine", {}, { code: "other code" }],
      ["another module", { hashes: math("a") }, { hashes: math("b") }],
      ["one module more", {}, { hashes: math("a") }],
    ])("with %s, a run is offered to be run again, and nothing of it is gone on with", async (_, before, release) => {
      await cutShort(before);
      const { orders, session } = await visit(release);
      expect(session.offer.value).toMatchObject({ goesOn: false, experiment: first });
      expect(words(session.offer.value)).toMatch(
        /con otra versión.* in another version.*Ejecutar de nuevo \/ Run again/,
      );
      void session.takeOffer();
      await expect.poll(() => orders.length).toBe(1);
      expect(orders[0].resume).toBeUndefined();
      expect(orders[0].experiment).toEqual(first);
      await expect.poll(() => storedKeys("interrupted")).toEqual([]);
      // What the new code computes is kept as the new code's.
      orders[0].fold.add({ task: "train", from: 0, to: 4, records, checkpoint });
      orders[0].onChange(orders[0].fold);
      await settled();
      session.close();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect((await visit(release)).session.offer.value).toMatchObject({ goesOn: true });
    });

    test("without a change, it is gone on with", async () => {
      await cutShort({ hashes: math("a") });
      const { orders, session } = await visit({ hashes: math("a") });
      expect(session.offer.value?.goesOn).toBe(true);
      expect(words(session.offer.value)).toMatch(/Seguir desde ahí \/ Resume it/);
      void session.takeOffer();
      await expect.poll(() => orders.length).toBe(1);
      expect(orders[0].resume?.fold.checkpoint("train")?.step).toBe(4);
      session.reset();
    });

    test("a run that an earlier version kept without its engine is offered to be run again", async () => {
      await cutShort({});
      const [key] = await storedKeys("interrupted/");
      const { engine: _, ...head } = (await load<Head>(key)) as Head;
      await store(key, head);
      const { orders, session } = await visit({});
      expect(session.offer.value?.goesOn).toBe(false);
      void session.takeOffer();
      await expect.poll(() => orders.length).toBe(1);
      expect(orders[0].resume).toBeUndefined();
      session.reset();
    });

    test("while the modules cannot be had nothing is offered, and nothing is lost", async () => {
      await cutShort({});
      const offline = await visit({ hashes: () => Promise.reject(new Error("offline")) });
      expect(offline.session.offer.value).toBeNull();
      expect((await visit({})).session.offer.value?.goesOn).toBe(true);
    });
  });
});

describe("a model that is only run", () => {
  const model = { rows: 1, columns: 1, values: Float64Array.of(1), model: { name: "model.json", text: "{}" } };
  const data = { generator: "points", seed: 1, params: {} };
  const own = { ...lab, onlyRuns: () => true };

  test("waits until it is known whether there is a GPU, runs there, and leaves it once it has failed", async () => {
    const { engine, orders } = puppet(own, async () => ({}), "this code");
    let found: (gpu: "hardware") => void = () => {};
    const session = createSession({
      lab: own,
      experiment: { ...first, data },
      engine,
      loadData: async () => model,
      findGpu: () => new Promise((resolve) => (found = resolve)),
      clock: fakeClock(),
      headline: [],
    });
    await settled();
    void session.run();
    await settled();
    expect(orders).toHaveLength(0);
    found("hardware");
    await settled();
    expect(session.devices.value).toContain("webgpu");
    expect(orders.map(({ device }) => device)).toEqual(["webgpu"]);

    orders[0].onInstead?.("device lost");
    orders[0].advance(10);
    orders[0].finish();
    await eventually(() => expect(session.status.value).toMatchObject({ kind: "finished", instead: "device lost" }));
    expect(session.device.value).toBe("wasm");
    session.chooseDevice("webgpu");
    void session.run();
    await settled();
    expect(orders.at(-1)?.device).toBe("webgpu");
    session.close();
  });
});

describe("a run that leaves a GPU", () => {
  const kept = async () => (await storedKeys("interrupted/")).length;

  test("keeps nothing of what the GPU has computed, and is stored as what it is now", async () => {
    const { engine, orders } = puppet(lab, async () => ({}), "this code");
    const clock = fakeClock();
    const session = createSession({
      ...{ lab, experiment: first, engine, clock, headline: [] },
      loadData: async () => null,
    });
    session.chooseDevice("webgpu");
    void session.run();
    await settled();
    const [order] = orders;
    order.advance(4);
    order.fold.add({ task: "train", from: 4, to: 4, records: {}, checkpoint: { state: ofGpu } });
    order.onChange(order.fold);
    await eventually(async () => expect(await kept()).toBe(1));
    expect(session.status.value).not.toHaveProperty("instead");

    order.onInstead?.("device lost");
    const again = openFold(lab.plan(first.params, null, [0, 0]));
    order.onChange(again);
    await eventually(async () => expect(await kept()).toBe(0));
    clock.pass(20);
    expect(session.status.value).toMatchObject({ kind: "running", done: 0, instead: "device lost" });
    expect(session.device.value).toBe("wasm");

    again.add({ task: "train", from: 0, to: 2, records: { loss: { shape: [2], values: new Float64Array(2) } } });
    again.add({ task: "train", from: 2, to: 2, records: {}, checkpoint: { state: ofWasm } });
    order.onChange(again);
    await eventually(async () => expect(await kept()).toBe(1));
    const [key] = await storedKeys("interrupted/");
    expect(await load<Head>(key)).toMatchObject({ device: "wasm" });
    const slots = await Promise.all((await storedKeys("interrupted-slot/")).map((slot) => load(slot)));
    expect(JSON.stringify(slots)).not.toContain("3.25");
    expect(JSON.stringify(slots)).toContain("7.5");
    session.close();
    for (const name of await storedKeys("")) await remove(name);
  });
});

const ofGpu = { shape: [1], values: Float64Array.of(3.25) };
const ofWasm = { shape: [1], values: Float64Array.of(7.5) };
