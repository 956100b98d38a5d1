/** Tables that take much: not made before they are asked for, and left when nobody waits for them any more. */
import { describe, expect, test, vi } from "vitest";
import type { RunEngine, RunOrder } from "../../../client/run/engine.ts";
import { running } from "../../../client/run/late-run.ts";
import { createSession } from "../../../client/run/session.ts";
import { asksFirst, costOf } from "../../../shared/data/generate.ts";
import { generators } from "../../../shared/data/generators/index.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { DataRef, Experiment } from "../../../shared/experiment/experiment.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";

// It comes with the first run; the tests do not wait for a file.
await running.prepare();

const table: Table = { rows: 1, columns: 1, values: new Float64Array(1) };
const clock = { now: () => 0, after: () => () => {} };

async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

/** A session with data of so many digits, whose tables are made when the test says so; they are too small for the lab to plan anything. */
async function desk(count: number, id = "rbm") {
  const found = await labs.find((entry) => entry.id === id)?.load();
  if (!found) throw new Error(`no lab ${id}`);
  const lab = { ...found, check: () => {}, estimate: () => ({ multiplyAdds: 1, bytes: 1 }), plan: () => [] };
  const data = { generator: "digits", seed: 1, params: { count, classes: 10, variation: 1 } };
  const { experiment } = await parseExperiment({ ...presetExperiment(lab), data }, labs);
  const makings: { readonly ref: DataRef; readonly stop: AbortSignal; finish(): void }[] = [];
  const orders: RunOrder[] = [];
  const engine = {
    pool: { size: 1, resume() {}, pause() {}, hashes: async () => ({}) },
    code: "",
    run: (order: RunOrder) => {
      orders.push(order);
      return new Promise(() => {});
    },
  } as unknown as RunEngine;
  const loadData = (ref: DataRef, stop: AbortSignal) =>
    new Promise<Table>((resolve, reject) => {
      stop.addEventListener("abort", () => reject(stop.reason));
      makings.push({ ref, stop, finish: () => resolve(table) });
    });
  const session = createSession({ lab, experiment, engine, loadData, asksFirst, clock, headline: [] });
  await settled();
  return { session, makings, orders };
}

describe("a table that takes much", () => {
  test("is not made when its link is opened, but when it is asked for", async () => {
    const { session, makings, orders } = await desk(60_000);
    expect(session.data.value.kind).toBe("waiting");
    expect(makings).toEqual([]);
    session.reloadData();
    expect(session.data.value.kind).toBe("loading");
    makings[0].finish();
    await settled();
    expect(session.data.value).toMatchObject({ kind: "ready", table });
    expect(orders).toEqual([]);
  });

  test("is made for a run, once", async () => {
    const { session, makings, orders } = await desk(60_000);
    void session.run();
    session.reloadData();
    await settled();
    expect(makings).toHaveLength(1);
    makings[0].finish();
    await settled();
    expect(orders).toHaveLength(1);
    expect(orders[0].data).toBe(table);
  });

  test("waits again after a reset of the run that asked for it, whose making ends", async () => {
    const { session, makings } = await desk(60_000);
    void session.run();
    await settled();
    session.reset();
    await settled();
    expect(makings[0].stop.aborted).toBe(true);
    expect([session.status.value.kind, session.data.value.kind]).toEqual(["idle", "waiting"]);
  });

  test("is waited for when an edit asks for so much", async () => {
    const { session, makings } = await desk(100);
    expect(makings).toHaveLength(1);
    session.set("data.params.count", 60_000);
    await settled();
    expect([session.data.value.kind, makings.length]).toEqual(["waiting", 1]);
  });
});

describe("a table that is being made", () => {
  test("is left when the form changes, and made anew when the change is undone", async () => {
    const { session, makings } = await desk(100);
    session.set("data.params.count", 200);
    session.undo();
    await settled();
    expect(makings.map(({ stop }) => stop.aborted)).toEqual([true, true, false]);
    expect(session.data.value.kind).toBe("loading");
    makings[2].finish();
    await settled();
    expect(session.data.value).toMatchObject({ kind: "ready", ref: makings[0].ref });
  });

  test("is kept for a run that waits for it, whatever the form says by then", async () => {
    const { session, makings, orders } = await desk(100);
    void session.run();
    await settled();
    session.set("data.params.count", 200);
    await settled();
    expect(makings[0].stop.aborted).toBe(false);
    makings[0].finish();
    await settled();
    expect(orders[0].experiment.data).toEqual(makings[0].ref);
  });

  test("is left with the page", async () => {
    const { session, makings } = await desk(100);
    session.close();
    expect(makings[0].stop.aborted).toBe(true);
    expect(session.data.value.kind).not.toBe("failed");
  });
});

/** Depth takes no data, nor do models that are trained already. */
const withData = labs.map(({ id }) => id).filter((id) => !["depth", "sampler"].includes(id));

test.each(withData)("%s: opening a valid link makes no table beyond the budget", async (id) => {
  const lab = await labs.find((entry) => entry.id === id)?.load();
  if (!lab) throw new Error(`no lab ${id}`);
  const preset = lab.presets.map((one) => presetExperiment(lab, one)).find((one) => one.data !== null);
  if (!preset) throw new Error(`no preset of ${id} has data`);
  for (const { id: generator, params } of generators.filter((one) => lab.data.generators.includes(one.id))) {
    const largest = Object.entries(params).flatMap(([name, field]) =>
      field.kind === "integer" || field.kind === "number" ? [[name, field.max] as const] : [],
    );
    const active = largest.filter(([name]) => !params[name].when);
    const data = { generator, seed: 1, params: Object.fromEntries(active) };
    const { experiment } = await parseExperiment({ ...preset, data }, labs);
    const loadData = vi.fn(async () => table);
    const engine = { pool: { resume() {} }, code: "" } as unknown as RunEngine;
    createSession({ lab, experiment: experiment as Experiment, engine, loadData, asksFirst, clock, headline: [] });
    const cost = costOf(experiment.data);
    const { bytes, steps } = limits.generated.unasked;
    const isMuch = cost !== null && (cost.bytes > bytes || cost.steps > steps);
    expect([generator, loadData.mock.calls.length]).toEqual([generator, isMuch ? 0 : 1]);
  }
});
