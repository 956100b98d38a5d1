import { afterEach, describe, expect, test, vi } from "vitest";
import { viewDraft } from "../../../client/app/lab/view-draft.ts";
import type { RunEngine } from "../../../client/run/engine.ts";
import { createSession } from "../../../client/run/session.ts";
import type { Table } from "../../../shared/data/table.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { DataRef, Experiment } from "../../../shared/experiment/experiment.ts";
import { parseDocument } from "../../../shared/experiment/parse-document.ts";
import { defineLab } from "../../../shared/labs/lab.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { eventually } from "../../eventually.ts";
import { pair, sprinkler } from "../../shared/experiment/documents.ts";

const words = { es: "a", en: "a" };
const lab = defineLab({
  id: "net",
  revision: 1,
  family: "graphs",
  title: words,
  summary: words,
  params: { rate: { kind: "number", label: words, help: words, min: 0, max: 1, default: 0.5 } },
  data: { generators: [], formats: ["csv"], documents: ["bayes"], parseDocument },
  presets: [{ id: "first", title: words, about: words, seed: 1, data: { document: sprinkler }, params: {} }],
  metrics: [],
  wasm: [],
  devices: ["wasm"],
  estimate: () => ({ multiplyAdds: 1, bytes: 1 }),
  plan: () => [],
  processes: {},
  measure: () => ({}),
});
const renamed = { ...sprinkler, name: "lawn" };
const files = [{ sha256: "0".repeat(64), format: "csv", shape: [2, 3], name: "samples.csv" }] as const;
const samples: Table = { rows: 2, columns: 3, values: new Float64Array(6) };

const open: { close(): void }[] = [];
afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

function sessionOf(experiment: Experiment = presetExperiment(lab)) {
  const loadData = vi.fn(async (ref: DataRef) =>
    ref && "document" in ref && ref.document ? { ...samples, document: ref.document } : null,
  );
  const engine = { pool: { resume: () => {} }, code: "", run: vi.fn() } as unknown as RunEngine;
  const clock = { now: () => 0, after: () => () => {} };
  const session = createSession({ lab, experiment, engine, loadData, clock, headline: [] });
  open.push(session);
  return { session, loadData };
}

describe("the draft of a view", () => {
  test("is on the document that it was given, at once, and can be undone and redone", () => {
    const { session } = sessionOf();
    expect(viewDraft(session).undo).toBeUndefined();
    viewDraft(session).edit(renamed);
    const draft = viewDraft(session);
    expect(draft.experiment.data).toEqual({ document: renamed });
    expect(draft.data?.document).toEqual(renamed);
    draft.undo?.();
    expect(viewDraft(session).experiment).toEqual(presetExperiment(lab));
    viewDraft(session).redo?.();
    expect(viewDraft(session).experiment.data).toEqual({ document: renamed });
    expect(viewDraft(session).redo).toBeUndefined();
  });

  test("takes the edits of one gesture for one step, until it settles", () => {
    const { session } = sessionOf();
    const edit = (name: string) => viewDraft(session).edit({ ...sprinkler, name }, "drag");
    for (const name of ["a", "b"]) edit(name);
    viewDraft(session).settle();
    edit("c");
    const names = () => (viewDraft(session).experiment.data as { document: typeof sprinkler }).document.name;
    expect(names()).toBe("c");
    viewDraft(session).undo?.();
    expect(names()).toBe("b");
    viewDraft(session).undo?.();
    expect(names()).toBe("sprinkler");
  });

  test("changes parameters with the document, in one step", () => {
    const { session } = sessionOf();
    viewDraft(session).edit(renamed, undefined, { rate: 0.25 });
    expect(viewDraft(session).experiment.params).toEqual({ rate: 0.25 });
    viewDraft(session).undo?.();
    expect(viewDraft(session).experiment).toEqual(presetExperiment(lab));
  });

  test("keeps the files that are samples of the graph, and what was read of them", async () => {
    const { session, loadData } = sessionOf({ ...presetExperiment(lab), data: { files, document: sprinkler } });
    await eventually(() => expect(viewDraft(session).data).not.toBeNull());
    viewDraft(session).edit(renamed);
    expect(viewDraft(session).experiment.data).toEqual({ files, document: renamed });
    expect(viewDraft(session).data).toEqual({ ...samples, document: renamed });
    expect(loadData).toHaveBeenCalledTimes(1);
  });

  test("lets go of files that are no samples of the graph, with what changes beside, in one step", () => {
    const before = { ...presetExperiment(lab), data: { files, document: sprinkler } };
    const { session } = sessionOf(before);
    viewDraft(session).editAlone(renamed, { rate: 0.25 });
    expect(viewDraft(session).experiment).toMatchObject({ data: { document: renamed }, params: { rate: 0.25 } });
    expect(viewDraft(session).experiment.data).not.toHaveProperty("files");
    viewDraft(session).undo?.();
    expect(viewDraft(session).experiment).toEqual(before);
  });

  test("changes nothing for what the lab does not take", () => {
    const { session } = sessionOf();
    const [rain] = sprinkler.nodes;
    const cyclic = { ...sprinkler, nodes: [{ ...rain, parents: ["rain"], table: [1, 0, 0, 1] }] };
    expect(() => viewDraft(session).edit(cyclic)).toThrow(ExperimentError);
    expect(() => viewDraft(session).edit(pair)).toThrow(/unfit document/);
    expect(() => viewDraft(session).edit(renamed, undefined, { rate: 2 })).toThrow(ExperimentError);
    expect(viewDraft(session).undo).toBeUndefined();
  });
});
