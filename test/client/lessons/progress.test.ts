import { expect, test } from "vitest";
import { compileLesson } from "../../../client/lessons/compile.ts";
import { isAbout, isDone, type Situation } from "../../../client/lessons/progress.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { ica } from "../../../shared/labs/factors/ica/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { naming } from "../../shared/experiment/named-nodes.ts";
import { stepsOf } from "./read.ts";

const step = (asks: string) =>
  stepsOf(compileLesson(`---\nlevel: beginner\nminutes: 1\n---\n# T\n\n- [${asks}] Do it\n`, "x.en.md"))[0];
const planted = presetExperiment(ica, "planted");
const shown = (other: Partial<Situation> = {}): Situation => ({
  experiment: planted,
  metrics: null,
  view: null,
  used: new Set(),
  ...other,
});
const done = (asks: string, situation: Partial<Situation>) => isDone(ica, step(`check: ${asks}`), shown(situation));

test("a preset is the experiment but for its seed", () => {
  expect(done("preset planted, run", { metrics: {} })).toBe(true);
  expect(done("preset planted, run", { metrics: {}, experiment: { ...planted, seed: 99 } })).toBe(true);
  expect(done("preset gaussian, run", { metrics: {} })).toBe(false);
  const others = [setPath(ica, planted, "params.restarts", 1), setPath(ica, planted, "data.params.rows", 1000)];
  for (const experiment of others) expect(done("preset planted, run", { metrics: {}, experiment })).toBe(false);
});

test("what a step names may differ from the preset, and must be as it says", () => {
  const asks = "preset planted, params.contrast == cube, run";
  const cube = setPath(ica, planted, "params.contrast", "cube");
  expect(done(asks, { metrics: {}, experiment: cube })).toBe(true);
  expect(done(asks, { metrics: {} })).toBe(false);
  expect(done(asks, { metrics: {}, experiment: setPath(ica, cube, "params.restarts", 1) })).toBe(false);
  expect(isAbout(ica, step(`check: ${asks}`), planted)).toBe(true);
  expect(isAbout(ica, step(`check: ${asks}`), presetExperiment(ica, "gaussian"))).toBe(false);
});

test("fields that depend on a named one come and go with it", () => {
  const infomax = setPath(ica, planted, "params.algorithm", "infomax");
  const plain = setPath(ica, infomax, "params.extended", false);
  const asks = "preset planted, params.algorithm == infomax, params.extended == false, run";
  expect(done(asks, { metrics: {}, experiment: plain })).toBe(true);
  expect(done(asks, { metrics: {}, experiment: infomax })).toBe(false);
});

test.each([
  ["<", 1, 2, true],
  ["<", 2, 2, false],
  ["<=", 2, 2, true],
  [">", 2, 2, false],
  [">=", 2, 2, true],
  ["==", 2, 2, true],
  ["!=", 2, 2, false],
] as const)("a metric compares by %s", (operator, found, value, expected) => {
  expect(done(`preset planted, amari ${operator} ${value}`, { metrics: { amari: found } })).toBe(expected);
});

test("a metric that was not computed holds nothing, inherited names included", () => {
  expect(done("preset planted, amari != 2", { metrics: {} })).toBe(false);
  expect(done("preset planted, constructor != 2", { metrics: {} })).toBe(false);
});

test("a metric or a run needs a run that finished here", () => {
  expect(done("preset planted, amari < 1", { metrics: null })).toBe(false);
  expect(done("preset planted, run", { metrics: null })).toBe(false);
});

test("a tab must be the one that the reader opened, a control one that was used", () => {
  expect(done("preset planted, view planes", { view: "planes" })).toBe(true);
  expect(done("preset planted, view planes", { view: "components" })).toBe(false);
  expect(done("preset planted, view planes", { view: null })).toBe(false);
  expect(done("used listen", { used: new Set(["listen", "axes"]) })).toBe(true);
  expect(done("used listen", { used: new Set(["axes"]) })).toBe(false);
});

test("own data are files of the reader", () => {
  const file = { name: "a.wav", sha256: "0".repeat(64), format: "wav" as const, shape: [2, 2], bytes: 100 };
  const experiment = { ...planted, data: { files: [file] } } as unknown as Experiment;
  expect(done("own data, run", { experiment, metrics: {} })).toBe(true);
  expect(done("own data, run", { metrics: {} })).toBe(false);
});

test("a step that the reader ticks is never ticked by the page", () => {
  expect(isDone(ica, step("step: preset planted"), shown({ metrics: {} }))).toBe(false);
});

test("an entry of a map is a setting, its name may have dots, and one that is not there was removed", () => {
  const wet = presetExperiment(naming);
  const on = (asks: string, experiment: Experiment) =>
    isDone(naming, step(`check: ${asks}`), shown({ experiment, metrics: {} }));
  const set = (path: string, value: string) => setPath(naming, wet, `params.evidence.${path}`, value);
  expect(on("preset wet, params.evidence.rain == no, run", set("rain", "no"))).toBe(true);
  expect(on("preset wet, params.evidence.rain == no, run", wet)).toBe(false);
  expect(on("preset wet, params.evidence.a.b == high, run", set("a.b", "high"))).toBe(true);
  expect(on("preset wet, params.evidence.rain != yes, run", set("rain", ""))).toBe(true);
  expect(on("preset wet, params.evidence.rain != yes, run", set("a.b", "high"))).toBe(false);
});
