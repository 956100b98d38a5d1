/** Runs and sweeps that are asked for before their code is there. */
import { afterEach, describe, expect, test, vi } from "vitest";
import type { RunEngine, RunOrder } from "../../../client/run/engine.ts";
import { eventually } from "../../eventually.ts";
import { lab, presetOf } from "./sweep-lab.ts";

const files = { run: "../../../client/run/running.ts", sweep: "../../../client/run/sweep-control.ts" } as const;

/** A session of a page that has just been opened. */
async function desk(what: keyof typeof files) {
  vi.resetModules();
  const { createSession } = await import("../../../client/run/session.ts");
  const orders: RunOrder[] = [];
  const pool = { size: 1, resume() {}, pause() {}, hashes: async () => ({}) };
  const run = (order: RunOrder) => {
    orders.push(order);
    return new Promise((_, reject) => order.signal.addEventListener("abort", () => reject(order.signal.reason)));
  };
  const session = createSession({
    ...{ lab, experiment: presetOf(lab), engine: { pool, code: "", run } as unknown as RunEngine },
    ...{ loadData: async () => null, clock: { now: () => 0, after: () => () => {} }, headline: [] },
  });
  if (what === "sweep") session.set("sweep.params.rate", [0.1, 0.3]);
  return { session, orders, expected: what === "sweep" ? 2 : 1 };
}

afterEach(() => {
  for (const file of Object.values(files)) vi.doUnmock(file);
});

describe.each(["run", "sweep"] as const)("a %s whose code is on its way", (what) => {
  test("is under way at once, and starts when it comes", async () => {
    const { session, orders, expected } = await desk(what);
    void session.run();
    expect([session.status.value.kind, orders.length]).toEqual(["preparing", 0]);
    expect(session.underWay.value).toEqual(session.draft.value.experiment);
    await eventually(() => expect(orders).toHaveLength(expected));
    session.close();
  });

  test("that was taken back never starts, and another does", async () => {
    const { session, orders, expected } = await desk(what);
    const first = session.run();
    session.reset();
    expect([session.status.value.kind, session.underWay.value]).toEqual(["idle", null]);
    await first;
    await import("../../../client/run/running.ts");
    expect(orders).toHaveLength(0);
    void session.run();
    await eventually(() => expect(orders).toHaveLength(expected));
    session.close();
  });

  test("gives way to what was asked for after it", async () => {
    const { session, orders } = await desk(what);
    void session.run();
    session.set("sweep.params.rate", what === "sweep" ? [] : [0.1, 0.3, 0.9]);
    session.set("params.rate", 0.7);
    void session.run();
    const rates = what === "sweep" ? [0.7] : [0.1, 0.3, 0.9];
    await eventually(() => expect(orders.map(({ experiment }) => experiment.params.rate)).toEqual(rates));
    session.close();
  });

  test("has failed where it does not come, and can be asked for again", async () => {
    vi.doMock(files[what], () => {
      throw new Error("no network");
    });
    const { session, orders, expected } = await desk(what);
    await session.run();
    expect([session.status.value.kind, session.underWay.value]).toEqual(["failed", null]);
    vi.doUnmock(files[what]);
    void session.run();
    await eventually(() => expect(orders).toHaveLength(expected));
    session.close();
  });
});
