import { describe, expect, test } from "vitest";
import { array } from "../../shared/arrays.ts";
import { defineLab, type Lab, type Task } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { longerForm, longerForms, sameArrays, seedRule } from "./rules.ts";
import type { Short } from "./short.ts";

const words = { es: "e", en: "e" };
const integer = { kind: "integer", min: 1, max: 100, default: 4, label: words, help: words } as const;

interface Toy {
  readonly id?: string;
  readonly deterministic?: true;
  readonly singleStep?: true;
  /** Tasks for the parameters `draws` and `size`. */
  plan(draws: number, size: number): readonly Omit<Task, "key">[];
}

function toy({ id = "toy", plan, ...flags }: Toy): Lab {
  return defineLab({
    id,
    revision: 1,
    family: "graphs",
    title: words,
    summary: words,
    params: { draws: integer, size: integer },
    data: { generators: [], formats: [], none: () => true },
    presets: ["first", "second"].map((preset) => ({
      id: preset,
      title: words,
      about: words,
      seed: 1,
      data: null,
      params: {},
    })),
    metrics: [],
    wasm: [],
    devices: ["scalar"],
    estimate: () => ({ multiplyAdds: 1, bytes: 1 }),
    plan: ({ draws, size }, _, key) => plan(draws, size).map((task) => ({ ...task, key })),
    processes: {},
    measure: () => ({}),
    ...flags,
  });
}
const shortOf = (lab: Lab): Short => ({ lab, experiment: presetExperiment(lab), data: null });

const task = (steps: number, params: Task["params"] = {}) => ({ id: "train", kind: "train", steps, params });
const chain: Toy["plan"] = (draws, size) => [task(draws, { size })];
const atOnce: Toy["plan"] = (draws, size) => [task(1, { draws, size })];

describe("single-step", () => {
  test("a lab with a parameter that only adds steps goes on from a shorter run", () => {
    expect(longerForm(shortOf(toy({ plan: chain })))?.experiment.params).toEqual({ draws: 8, size: 4 });
  });

  test("a lab without one must say so", () => {
    expect(() => longerForm(shortOf(toy({ plan: atOnce })))).toThrow(/toy has no parameter/);
    expect(longerForm(shortOf(toy({ plan: atOnce, singleStep: true })))).toBeNull();
  });

  test("a lab that says so must have none", () => {
    expect(() => longerForm(shortOf(toy({ plan: chain, singleStep: true })))).toThrow(/toy says singleStep/);
  });

  test("more steps count only where nothing else changes, nor a task that is waited for", () => {
    const other: Toy["plan"] = (draws) => [task(draws, { draws })];
    expect(longerForms(shortOf(toy({ plan: other })))).toEqual([]);
    const evaluate = (draws: number) => ({ ...task(draws), id: "evaluate", after: ["train"] });
    expect(longerForms(shortOf(toy({ plan: (draws) => [task(1), evaluate(draws)] })))).toHaveLength(1);
    const both: Toy["plan"] = (draws) => [task(1, { draws }), evaluate(draws)];
    expect(longerForms(shortOf(toy({ plan: both })))).toEqual([]);
  });
});

describe("deterministic", () => {
  test("the first preset of a lab differs under another seed; the others may", () => {
    const lab = toy({ plan: chain });
    expect([seedRule(lab, "first"), seedRule(lab, "second")]).toEqual(["differ", "either"]);
  });

  test.each(["bayes-net", "factor-graph", "forward", "depth"])("%s may say that no seed changes it", (id) => {
    const lab = toy({ id, deterministic: true, plan: atOnce });
    expect([seedRule(lab, "first"), seedRule(lab, "second")]).toEqual(["equal", "equal"]);
    expect(seedRule(toy({ id, plan: atOnce }), "first")).toBe("differ");
  });

  test("no other lab may", () => {
    expect(() => seedRule(toy({ id: "rbm", deterministic: true, plan: atOnce }), "first")).toThrow(
      /rbm may not be deterministic/,
    );
  });

  test("arrays are the same to the last bit, with names, types and shapes", () => {
    const a = { w: array(Float64Array.of(1, 0, 3, 4), [2, 2]), n: array(Int32Array.of(7)) };
    const changed = (w: (typeof a)["w"]) => ({ ...a, w });
    expect(sameArrays(a, { n: array(Int32Array.of(7)), w: array(Float64Array.of(1, 0, 3, 4), [2, 2]) })).toBe(true);
    expect(sameArrays(a, changed(array(Float64Array.of(1, 0, 3, 5), [2, 2])))).toBe(false);
    expect(sameArrays(a, changed(array(Float64Array.of(1, -0, 3, 4), [2, 2])))).toBe(false);
    expect(sameArrays(a, changed(array(Float64Array.of(1, 0, 3, 4), [4])))).toBe(false);
    expect(sameArrays({ n: array(Int32Array.of(7)) }, { n: array(Uint32Array.of(7)) })).toBe(false);
    expect(sameArrays(a, { w: a.w })).toBe(false);
    expect(sameArrays({ w: a.w }, a)).toBe(false);
  });

  test("part of a larger buffer is compared by itself", () => {
    const large = Float64Array.of(9, 1, 2, 9);
    expect(sameArrays({ w: array(large.subarray(1, 3)) }, { w: array(Float64Array.of(1, 2)) })).toBe(true);
  });
});
