import { afterEach, expect, test } from "vitest";
import { sayChanges } from "../../../client/app/lab/changes.tsx";
import { loadGraphLines } from "../../../client/i18n/graph-line.ts";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { autoencoder } from "../../../shared/labs/autoencoders/autoencoder/lab.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { rbm } from "../../../shared/labs/partition/rbm/lab.ts";
import { pair, sprinkler } from "../../shared/experiment/documents.ts";

afterEach(() => chooseLocale("en"));

type Edits = readonly (readonly [path: string, value: unknown])[];
const said = (lab: Lab, start: Experiment, edits: Edits) =>
  sayChanges(
    lab,
    start,
    edits.reduce((now, [path, value]) => setPath(lab, now, path, value), start),
  ).map(({ label, before, after }) => `${label} ${before} → ${after}`);

test.each([
  ["en", ["Gibbs steps (k) 5 → 7", "Learning rate 0.05 → 0.0125", "Seed 1 → 123456"]],
  ["es", ["Pasos de Gibbs (k) 5 → 7", "Tasa de aprendizaje 0,05 → 0,0125", "Semilla 1 → 123456"]],
] as const)("changes are said in the terms of the form and the signs of the language (%s)", (language, lines) => {
  chooseLocale(language);
  const edits: Edits = [
    ["seed", 123456],
    ["params.k", 7],
    ["params.learningRate", 0.0125],
  ];
  expect(said(rbm, presetExperiment(rbm, "bars-and-stripes"), edits)).toEqual(lines);
});

test("other data are one change, whatever their own parameters", () => {
  const start = presetExperiment(rbm, "bars-and-stripes");
  expect(said(rbm, start, [["data.generator", "digits"]])).toEqual(["Data Bars and stripes → Handwritten digits"]);
  expect(said(rbm, start, [["data.seed", 3]])).toEqual(["Data seed 1 → 3"]);
  const files = (name: string, reading?: object): Experiment => ({
    ...start,
    data: {
      files: [{ sha256: name.padEnd(64, "0"), format: "csv", shape: [3, 2], name }],
      ...(reading && { reading }),
    },
  });
  const both = sayChanges(rbm, files("a.csv"), files("a.csv", { decimal: "comma", header: "no" }));
  expect(both.map(({ label }) => label)).toEqual(["How files are read"]);
  expect(sayChanges(rbm, start, files("a.csv"))[0].after).toBe("a.csv");
});

test("graphs are told by name and size, and by what differs where these are the same", async () => {
  await loadGraphLines();
  const start = presetExperiment(rbm, "bars-and-stripes");
  const on = (document: GraphDocument): Experiment => ({ ...start, data: { document } });
  const change = (a: GraphDocument, b: GraphDocument) => {
    const [{ before, after }] = sayChanges(rbm, on(a), on(b));
    return [before, after];
  };
  const [rain, ...rest] = sprinkler.nodes;
  const drier = { ...sprinkler, nodes: [{ ...rain, table: [0.9, 0.1] }, ...rest] };
  expect(change(sprinkler, drier)).toEqual([
    "sprinkler: 3 nodes, 3 arcs",
    "sprinkler: 3 nodes, 3 arcs, with changes in rain",
  ]);
  expect(change(pair, sprinkler)[0]).toBe("2 nodes, 2 factors");
  const [first, ...others] = pair.factors;
  const other = { ...pair, factors: [{ ...first, table: [1, 2, 3, 4, 5, 7] }, ...others] };
  expect(change(pair, other)[1]).toBe("2 nodes, 2 factors, with changes in (a, b)");
  expect(change(sprinkler, { ...sprinkler, properties: ["x"] })[1]).toMatch(/with changes in its name or notes$/);
});

test("a parameter that applies on one side alone has a dash on the other", () => {
  const start = presetExperiment(autoencoder, "classic");
  const lines = said(autoencoder, start, [["params.optimizer", "sgd"]]);
  expect(lines).toEqual(["Optimizer Adam → Gradient descent with momentum", "Momentum – → 0.9"]);
});
