/** Files of graphs on the page: they become the document of the draft, in one step to undo. */

import { expect, test } from "vitest";
import { tableOf } from "../../client/app/lab/engine.ts";
import { attachToSession } from "../../client/app/lab/take-files.ts";
import { createSession } from "../../client/run/session.ts";
import { writeGraph } from "../../shared/data/readers/graphs.ts";
import { parseDocument } from "../../shared/experiment/parse-document.ts";
import { defineLab } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { eventually } from "../eventually.ts";
import { pair, sprinkler } from "../shared/experiment/documents.ts";

const words = { es: "a", en: "a" };
const lab = defineLab({
  id: "net",
  revision: 1,
  family: "graphs",
  title: words,
  summary: words,
  params: {},
  data: { generators: [], formats: ["bif", "csv"], documents: ["bayes"], parseDocument },
  presets: [{ id: "first", title: words, about: words, seed: 1, data: { document: sprinkler }, params: {} }],
  metrics: [],
  wasm: [],
  devices: ["wasm"],
  estimate: () => ({ multiplyAdds: 1, bytes: 1 }),
  plan: () => [],
  processes: {},
  measure: () => ({}),
});
const pool = { resume() {}, pause() {} } as never;
function open() {
  const clock = { now: () => 0, after: () => () => {} };
  const engine = { code: "", pool, run: () => new Promise<never>(() => {}) };
  const loadData = (ref: Parameters<typeof tableOf>[0]) => tableOf(ref, lab);
  return createSession({ lab, experiment: presetExperiment(lab), engine, loadData, clock, headline: [] });
}
const rainy = { ...sprinkler, name: "rainy" };
const file = (text: string, name = "net.bif") => new File([text], name);
const bif = writeGraph(rainy, "bif").text;

test("a graph file is read into the draft, and undone in one step", async () => {
  const session = open();
  await attachToSession(session, [file(bif)]);
  expect(session.draft.value.experiment).toMatchObject({ v: 2, data: { document: rainy } });
  expect(session.data.value).toMatchObject({ kind: "ready", table: { document: rainy } });
  session.undo();
  expect(session.draft.value.experiment).toEqual(presetExperiment(lab));
});

test("samples of the graph stand beside it", async () => {
  const session = open();
  await attachToSession(session, [file("rain,wet\n0,1\n1,0\n1,1\n", "samples.csv")]);
  expect(session.draft.value.experiment.data).toMatchObject({ files: [{ name: "samples.csv" }], document: sprinkler });
  await eventually(() =>
    expect(session.data.value).toMatchObject({ kind: "ready", table: { rows: 3, document: sprinkler } }),
  );
});

test("what cannot be read changes nothing, and says where it stands", async () => {
  const session = open();
  const before = session.draft.value;
  await expect(attachToSession(session, [file(bif.replace("discrete", "continuous"))])).rejects.toThrow(/line \d/);
  expect(session.draft.value).toBe(before);
});

test("a lab of graphs that is given none takes that of its first preset", async () => {
  const entry = { id: "net", family: "graphs" as const, load: async () => lab };
  const { experiment } = await parseExperiment({ v: 2, lab: "net", seed: 1 }, [entry]);
  expect(experiment.data).toEqual({ document: sprinkler });
  await expect(parseExperiment({ v: 2, lab: "net", seed: 1, data: { document: pair } }, [entry])).rejects.toMatchObject(
    {
      code: "unfit-document",
    },
  );
});
