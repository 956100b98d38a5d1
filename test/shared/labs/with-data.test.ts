import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import type { DataRef, Experiment } from "../../../shared/experiment/experiment.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { namesNodes, withData } from "../../../shared/labs/with-data.ts";
import { naming, namingFields } from "../experiment/named-nodes.ts";
import { toyLab } from "../experiment/toys.ts";

const start = presetExperiment(naming);
const file = (name: string): DataRef => ({
  files: [{ sha256: name.padEnd(64, "0"), format: "csv", shape: [4, 2], name }],
});
const emptied = { evidence: {}, soft: {}, target: "", notes: { a: "b" }, steps: 3 };
const on = (data: DataRef): Experiment => withData(naming, start, data);

describe("what names nodes goes with the data that had them", () => {
  test("files, and another graph", () => {
    expect(on(file("a")).params).toEqual(emptied);
    const other = {
      document: { kind: "bayes", nodes: [{ name: "rain", states: ["no", "yes"], parents: [], table: [0.5, 0.5] }] },
    } as const;
    expect(on(other)).toMatchObject({ data: other, v: 2 });
    expect(on(other).params).toEqual(emptied);
  });

  test("another generator", () => {
    const made = setPath(naming, start, "data.generator", "digits");
    expect(made.params).toEqual(emptied);
    const set = setPath(naming, made, "params.evidence.x1", "low");
    expect(setPath(naming, set, "data.seed", 2).params).toEqual(set.params);
    expect(setPath(naming, set, "data.generator", "shapes").params).toEqual(emptied);
  });

  test("and stays on the same graph, on samples of it, on the same files read otherwise", () => {
    const { data } = start;
    if (data === null || !("document" in data)) throw new Error("a document is expected");
    const turned = { document: Object.fromEntries(Object.entries(data.document).reverse()) } as unknown as DataRef;
    expect(on(turned).params).toEqual(start.params);
    // Unless it was given anew, in whatever format.
    expect(withData(naming, start, turned, true).params).toEqual(emptied);
    expect(on({ ...file("a"), document: data.document } as DataRef).params).toEqual(start.params);
    const read = { ...start, data: file("a") };
    expect(withData(naming, read, { ...file("a"), reading: { header: "no" } } as DataRef).params).toEqual(start.params);
    expect(withData(naming, read, file("b")).params).toEqual(emptied);
  });

  test("sweeps no longer vary it", () => {
    const lab = toyLab(namingFields, { sweeps: true });
    let swept = setPath(lab, { ...start, lab: "toy" }, "sweep.params.target", ["rain", "sun"]);
    expect(withData(lab, swept, file("a"))).not.toHaveProperty("sweep");
    swept = setPath(lab, swept, "sweep.params.steps", [1, 2]);
    expect(withData(lab, swept, file("a")).sweep).toEqual({ "params.steps": [1, 2] });
  });
});

test("names nodes: by the field's mark", () => {
  const paths = ["params.evidence", "params.evidence.a.b", "params.target", "params.notes", "params.notes.a", "seed"];
  expect(paths.filter((path) => namesNodes(namingFields, path))).toEqual(paths.slice(0, 3));
});

test.each(labs)(
  "fields of $id that name nodes go back to nothing, and its maps fit into an experiment",
  async ({ load }) => {
    for (const field of Object.values((await load()).params)) {
      if ("names" in field) expect(["", "{}"]).toContain(canonicalJson(field.default).replaceAll('"', ""));
      if (field.kind === "map") expect(field.maxItems).toBeLessThanOrEqual(limits.map.entries);
    }
  },
);
