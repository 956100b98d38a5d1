/** Own data on the page: how files are read is part of the draft, and what was chosen is one step to undo. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { decode } from "../../client/app/lab/decode.ts";
import { tableOf } from "../../client/app/lab/engine.ts";
import { fittings } from "../../client/app/lab/fittings.ts";
import { answerAsked, asked, attachToSession } from "../../client/app/lab/take-files.ts";
import type { RunOrder } from "../../client/run/engine.ts";
import { findFile } from "../../client/run/own-files.ts";
import { createSession, type Session } from "../../client/run/session.ts";
import { decodeFile } from "../../shared/data/readers/file.ts";
import { withShapes } from "../../shared/data/resolve.ts";
import { fa } from "../../shared/labs/factors/fa/lab.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { importance } from "../../shared/labs/monte-carlo/importance/lab.ts";
import { mcmc } from "../../shared/labs/monte-carlo/mcmc/lab.ts";
import { onnxFile } from "../../shared/labs/onnx-file.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { mlp } from "../../shared/labs/representation/mlp/lab.ts";
import { eventually } from "../eventually.ts";
import { runLab } from "../run.ts";
import { naming } from "../shared/experiment/named-nodes.ts";

vi.mock("../../shared/data/readers/file.ts", async (original) => {
  const file = await original<typeof import("../../shared/data/readers/file.ts")>();
  return { ...file, decodeFile: vi.fn(file.decodeFile) };
});
beforeEach(() => {
  vi.mocked(decodeFile).mockClear();
});

const orders: RunOrder[] = [];
function open(lab: Lab, experiment = presetExperiment(lab)): Session {
  const engine = {
    code: "this",
    pool: { hashes: async () => ({}), pause() {}, resume() {} } as never,
    run: (order: RunOrder) => {
      orders.push(order);
      return new Promise<never>(() => {});
    },
  };
  return createSession({
    lab,
    experiment,
    engine,
    loadData: (ref) => tableOf(ref, lab),
    shapesOf: (ref) => withShapes(ref, findFile, decode),
    clock: { now: () => 0, after: () => () => {} },
    headline: [],
  });
}
const file = (name: string, text: string) => new File([text], name);
const is = (session: Session, kind: string) => eventually(() => expect(session.data.value.kind).toBe(kind));
const dataOf = (session: Session) => session.draft.value.experiment.data;
const line = (r: number, ...more: readonly (string | number)[]) =>
  [r % 7, (r * r) % 11, (r * 3) % 5, ...more].join(",");
const rows = (count: number, more: (r: number) => readonly (string | number)[] = () => []) =>
  Array.from({ length: count }, (_, r) => line(r, ...more(r)));

test.each([
  ["net.onnx", "onnx-needs-lab", "no onnx at all"],
  ["model.json", "model-needs-lab", '{"modelTopology": {}, "weightsManifest": []}'],
])("a net (%s) that is given to a lab without nets is refused under its own name", async (name, code, text) => {
  const session = open(fa);
  const before = session.draft.value.experiment;
  await expect(attachToSession(session, [file(name, text)])).rejects.toMatchObject({ code, values: { name } });
  expect(session.draft.value.experiment).toBe(before);
});

test("a net that joins generated data brings its layers along, before anything runs", async () => {
  await mlp.ready?.();
  const session = open(mlp);
  const { data: ref, params } = session.draft.value.experiment;
  const data = await tableOf(ref, mlp);
  if (!data) throw new Error("no data");
  expect(params.hidden).not.toEqual([3]);
  const trained = runLab(mlp, data, { epochs: 1, hidden: [3], activations: "sigmoid" });
  const net = onnxFile(mlp, { fold: trained.fold, params: trained.experiment.params, data });
  if (!net) throw new Error("no net");
  await attachToSession(session, [new File([net], "net.onnx")]);
  await is(session, "ready");
  expect(session.draft.value.experiment.params).toMatchObject({ hidden: [3], activations: "sigmoid" });
  // What somebody has set is theirs to change.
  const set = open(mlp, setPath(mlp, presetExperiment(mlp), "seed", "7"));
  set.set("params.hidden", "5, 5");
  await attachToSession(set, [new File([net], "net.onnx")]);
  await is(set, "ready");
  expect(set.draft.value.experiment.params.hidden).toEqual([5, 5]);
});

describe("how files are read", () => {
  const gaps = ["a,b,c", ...rows(20), ",1,2", "3,,4"].join("\n");

  test("files whose rows a lab refuses are its data all the same: what it needs is chosen there", async () => {
    const session = open(fa);
    await attachToSession(session, [file("gaps.csv", gaps)]);
    await is(session, "failed");
    expect(session.data.value).toMatchObject({ error: { code: "rows-with-gaps", values: { value: 2, rows: 22 } } });
    session.set("data.reading.gaps", "drop");
    await is(session, "ready");
    expect(session.data.value).toMatchObject({ table: { rows: 20 } });
    expect(dataOf(session)).toMatchObject({ files: [{ name: "gaps.csv", shape: [22, 3] }], reading: { gaps: "drop" } });
    expect(session.draft.value.experiment.v).toBe(2);
    session.undo();
    expect(dataOf(session)).not.toHaveProperty("reading");
    expect(session.draft.value.experiment.v).toBe(1);
    session.close();
  });

  test("only a choice of how cells are found reads the file again; its shape is that of the cells, and nothing more is there to undo", async () => {
    const session = open(fa);
    await attachToSession(session, [file("plain.csv", ["1990,1991,1992", ...rows(20)].join("\n"))]);
    await is(session, "ready");
    expect(decodeFile).toHaveBeenCalledTimes(1);
    const before = session.draft.value;
    session.set("data.reading.ignored", "1990");
    await is(session, "ready");
    session.set("data.reading.standardise", "yes");
    await is(session, "ready");
    expect(decodeFile).toHaveBeenCalledTimes(1);
    session.set("data.reading", { header: "no" });
    await eventually(() => expect(dataOf(session)).toMatchObject({ files: [{ shape: [21, 3] }] }));
    await is(session, "ready");
    expect(session.data.value).toMatchObject({ table: { rows: 21 } });
    expect(decodeFile).toHaveBeenCalledTimes(2);
    expect(session.draft.value.past).toHaveLength(before.past.length + 3);
    session.undo();
    expect(dataOf(session)).toMatchObject({ files: [{ shape: [20, 3] }], reading: { standardise: "yes" } });
    session.close();
  });

  test("a run waits until the experiment says what is read", async () => {
    const session = open(fa);
    await attachToSession(session, [file("wait.csv", ["2001,2002,2003", ...rows(30)].join("\n"))]);
    await is(session, "ready");
    session.set("params.factors", 1);
    session.set("data.reading.header", "no");
    void session.run();
    await eventually(() => expect(orders).not.toHaveLength(0));
    expect(orders.at(-1)?.experiment.data).toMatchObject({ files: [{ shape: [31, 3] }], reading: { header: "no" } });
    session.close();
  });

  test("a table that is for another task is taken, though that task has parameters that the draft had not", async () => {
    const session = open(importance, presetExperiment(importance, "nile"));
    const words = Array.from({ length: 30 }, (_, i) => `word${i}`);
    await attachToSession(session, [file("words.csv", ["name", ...words].join("\n"))]);
    await is(session, "ready");
    expect(session.draft.value.experiment.params.task).toBe("vocabulary");
    session.close();
  });

  test("several roles are set in one step", async () => {
    const session = open(mcmc, setPath(mcmc, presetExperiment(mcmc), "params.target", "linear-regression"));
    const text = ["a,b,c,d", ...rows(20, (r) => [(r * 5) % 13])].join("\n");
    await attachToSession(session, [file("roles.csv", text)]);
    const steps = session.draft.value.past.length;
    session.set("data.reading", { columns: ["c", "a"], target: "b" });
    await is(session, "ready");
    expect(dataOf(session)).toMatchObject({ reading: { columns: ["a", "c"], target: "b" } });
    expect(session.data.value).toMatchObject({ table: { names: ["a", "b", "c"], target: 1 } });
    expect(session.draft.value.past).toHaveLength(steps + 1);
    session.set("data.reading.label", "d");
    expect(session.errors.value["data.reading.label"]).toMatchObject({ code: "takes-no-reading" });
    session.close();
  });

  test("the same files given with another reading are read so, under the name that they have", async () => {
    const session = open(fa);
    await attachToSession(session, [file("one.csv", gaps)]);
    await attachToSession(session, [file("renamed.csv", gaps)], { gaps: "drop" });
    await is(session, "ready");
    expect(dataOf(session)).toMatchObject({ files: [{ name: "one.csv" }], reading: { gaps: "drop" } });
    session.close();
  });
});

test("a file that can be read in two ways is kept until its owner says which", async () => {
  const session = open(fa);
  const before = dataOf(session);
  const text = ["a\tb\tc", "1.250\t1\t2", "2.400\t2\t1", "3.105\t1\t1", "1.330\t3\t5", "1.990\t5\t7"].join("\n");
  await expect(attachToSession(session, [file("two.tsv", text)])).rejects.toMatchObject({ code: "two-readings" });
  expect(dataOf(session)).toBe(before);
  const { choice, second } = asked.value?.error.values ?? {};
  await answerAsked(String(choice), String(second));
  expect(asked.value).toBeNull();
  expect(dataOf(session)).toMatchObject({ files: [{ name: "two.tsv" }], reading: { [String(choice)]: second } });
  session.close();
});

test("what names nodes of the data before is emptied with them, which one undo brings back; what is set then stays", async () => {
  const start = presetExperiment(naming);
  const session = open(naming, start);
  await attachToSession(session, [file("own.csv", ["a,b,c", ...rows(9)].join("\n"))]);
  const { params } = session.draft.value.experiment;
  expect(params).toEqual({ evidence: {}, soft: {}, target: "", notes: { a: "b" }, steps: expect.any(Number) });
  const fitting = fittings.value.get(session);
  expect(fitting?.before.params).toEqual(start.params);
  expect(fitting?.from.params).toEqual(params);
  session.set("params.evidence.a", "low");
  session.set("data.reading.ignored", "c");
  await is(session, "ready");
  expect(session.draft.value.experiment.params.evidence).toEqual({ a: "low" });
  for (let step = 0; step < 3; step++) session.undo();
  expect(session.draft.value.experiment).toEqual(start);
  session.close();
});
