import { afterEach, describe, expect, test, vi } from "vitest";
import type { RunEngine, RunOrder } from "../../../client/run/engine.ts";
import { running } from "../../../client/run/late-run.ts";
import { createSession, type Session } from "../../../client/run/session.ts";
import type { SweptRun } from "../../../client/run/session-types.ts";
import { remove, storedKeys } from "../../../client/run/storage.ts";
import { array } from "../../../shared/arrays.ts";
import type { Result } from "../../../shared/experiment/result.ts";
import { openFold } from "../../../shared/labs/fold.ts";
import { eventually } from "../../eventually.ts";
import { type Lab, presetOf } from "./sweep-lab.ts";

// It comes with the first run; the tests do not wait for a file.
await running.prepare();

/** Runs of a lab that end when the test says so; the metric is the rate. */
function desk(lab: Lab, code = "this code") {
  const timers: { at: number; call: () => void }[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    after(milliseconds: number, call: () => void) {
      const timer = { at: now + milliseconds, call };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const timer of timers.splice(0)) timer.call();
  };
  const orders: (RunOrder & { half(): void; finish(): void; fail(error: unknown): void })[] = [];
  const pool = {
    size: 2,
    paused: false,
    pause: vi.fn(),
    resume: vi.fn(),
    step: vi.fn(),
    resize: vi.fn(),
    close: vi.fn(),
  };
  const engine: RunEngine = {
    pool: { ...pool, run: vi.fn(), ask: vi.fn(), hashes: async () => ({}) },
    code,
    run: (order) =>
      new Promise<Result>((resolve, reject) => {
        const { experiment, device, signal, onChange } = order;
        const fold = openFold(lab.plan(experiment.params, null, [0, 0]));
        const rate = Number(experiment.params.rate);
        signal.addEventListener("abort", () => reject(signal.reason));
        onChange(fold);
        const add = (from: number, to: number) => {
          const records = { loss: array(new Float64Array(to - from).fill(rate)) };
          fold.add({
            task: "train",
            from,
            to,
            records,
            ...(to === 10 && { output: { w: array(Float64Array.of(rate)) } }),
          });
          onChange(fold);
        };
        const metrics = { accuracy: rate, done: 10 };
        const digest = `digest ${experiment.seed} ${rate}`;
        const engineOfRun = { wasm: {}, random: "1", revision: 1 };
        const result = { experiment, engine: engineOfRun, device, metrics, digest, arrays: {}, seconds: 1 };
        orders.push({
          ...order,
          half: () => add(0, 5),
          finish() {
            add(fold.done("train"), 10);
            resolve(result);
          },
          fail: reject,
        });
      }),
  };
  const session: Session = createSession({
    ...{ lab, experiment: presetOf(lab), engine, clock, headline: [] },
    loadData: async () => null,
  });
  return { session, orders, pool, pass };
}

const settled = async () => {
  for (let i = 0; i < 40; i++) await Promise.resolve();
};
const kinds = (session: Session) => session.sweep.value?.runs.map(({ kind }) => kind);

afterEach(async () => {
  await remove(...(await storedKeys("sweep.")));
});

describe("a session with a sweep", async () => {
  const { lab } = await import("./sweep-lab.ts");
  // It comes with the first sweep; the tests do not wait for a file.
  await import("../../../client/run/sweep-control.ts");

  test("runs all of it, tells how far it is, marks nothing as the reader's that is not, and shows the best", async () => {
    const { session, orders, pass } = desk(lab);
    session.set("sweep.params.rate", [0.1, 0.3, 0.2]);
    void session.run();
    await settled();
    expect(orders.map(({ experiment }) => experiment.params.rate)).toEqual([0.1, 0.3, 0.2]);
    expect(orders.every(({ experiment }) => experiment.sweep === undefined)).toBe(true);
    expect([session.showsGrid.value, session.underWay.value?.sweep]).toEqual([
      true,
      { "params.rate": [0.1, 0.3, 0.2] },
    ]);
    orders[0].finish();
    orders[1].half();
    await settled();
    pass(2000);
    expect(kinds(session)).toEqual(["finished", "running", "running"]);
    expect(session.status.value).toMatchObject({ kind: "running", done: 1, total: 3, fraction: 0.5 });
    orders[2].finish();
    orders[1].finish();
    await eventually(() => expect(session.status.value.kind).toBe("finished"));
    expect(session.status.value).toMatchObject({ result: { digest: "digest 1 0.3", seconds: 2 } });
    expect(session.shown.value).toMatchObject({ source: "run", metrics: { accuracy: 0.3 } });
    session.openRun(2);
    expect([session.showsGrid.value, session.shown.value?.metrics.accuracy]).toEqual([false, 0.2]);
    expect(session.shown.value?.fold.finished).toBe(true);
  });

  test("keeps the others where one fails, and fails where all do", async () => {
    const { session, orders } = desk(lab);
    session.set("sweep.params.rate", [0.1, 0.2]);
    void session.run();
    await settled();
    orders[0].fail(new Error("diverged"));
    orders[1].finish();
    await eventually(() => expect(session.status.value.kind).toBe("finished"));
    expect(kinds(session)).toEqual(["failed", "finished"]);
    // Again, what failed alone.
    void session.run();
    await settled();
    expect(orders.slice(2).map(({ experiment }) => experiment.params.rate)).toEqual([0.1]);
    session.reset();
    void session.run();
    await settled();
    for (const order of orders.slice(3)) order.fail(new Error("diverged"));
    await eventually(() =>
      expect(session.status.value).toMatchObject({ kind: "failed", error: { message: "diverged" } }),
    );
  });

  test("pauses, stops with what is finished, and goes on with the rest", async () => {
    const { session, orders, pool, pass } = desk(lab);
    session.set("sweep.seed", [1, 2, 3]);
    void session.run();
    await settled();
    orders[1].finish();
    await settled();
    pass(200);
    session.pause();
    expect([pool.pause.mock.calls.length, session.status.value.kind]).toEqual([1, "paused"]);
    session.resume();
    expect(session.status.value.kind).toBe("running");
    session.stopSweep();
    await settled();
    expect([session.status.value.kind, kinds(session)]).toEqual(["idle", ["waiting", "finished", "waiting"]]);
    expect(orders[0].signal.aborted).toBe(true);
    void session.run();
    await settled();
    expect(orders.slice(3).map(({ experiment }) => experiment.seed)).toEqual([1, 3]);
  });

  test("is there after a reload with what was finished, but not under other code", async () => {
    const before = desk(lab);
    before.session.set("sweep.params.rate", [0.1, 0.2]);
    void before.session.run();
    await settled();
    before.orders[1].finish();
    await eventually(async () => expect(await storedKeys("sweep.")).toHaveLength(1));
    before.session.close();
    const other = desk(lab, "other code");
    other.session.set("sweep.params.rate", [0.1, 0.2]);
    await other.session.recover();
    const after = desk(lab);
    after.session.set("sweep.params.rate", [0.1, 0.2]);
    await after.session.recover();
    await eventually(() => expect(kinds(after.session)).toEqual(["waiting", "finished"]));
    expect(after.session.sweep.value?.runs[1]).toMatchObject({ metrics: { accuracy: 0.2 }, digest: "digest 1 0.2" });
    expect(other.session.sweep.value).toBeNull();
    void after.session.run();
    await settled();
    expect(after.orders.map(({ experiment }) => experiment.params.rate)).toEqual([0.1]);
    after.orders[0].finish();
    await eventually(() => expect(kinds(after.session)).toEqual(["finished", "finished"]));
    // Only its numbers were kept: it is run again.
    after.session.openRun(1);
    await settled();
    expect(after.orders.at(-1)?.experiment.params.rate).toBe(0.2);
    const kept: SweptRun | undefined = after.session.sweep.value?.runs[1];
    expect(kept?.kind).toBe("finished");
  });

  test("gives way to a run of another experiment", async () => {
    const { session, orders } = desk(lab);
    session.set("sweep.params.rate", [0.1, 0.2]);
    void session.run();
    await settled();
    session.set("sweep.params.rate", []);
    void session.run();
    await settled();
    expect(orders.slice(0, 2).map(({ signal }) => signal.aborted)).toEqual([true, true]);
    expect(orders).toHaveLength(3);
    expect(session.showsGrid.value).toBe(false);
    session.undo();
    expect(session.draft.value.experiment.sweep).toEqual({ "params.rate": [0.1, 0.2] });
  });
});
