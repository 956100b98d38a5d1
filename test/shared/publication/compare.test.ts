import { describe, expect, test } from "vitest";
import type { Metric } from "../../../shared/labs/lab.ts";
import { QUANTISER } from "../../../shared/labs/quantiser.ts";
import type { Claimed } from "../../../shared/publication/claimed.ts";
import { compareClaim, type Here } from "../../../shared/publication/compare.ts";
import type { Claim } from "../../../shared/publication/publication.ts";
import { quantiseGraph } from "../../../shared/quant/float/index.ts";
import { encodeGraph } from "../../../shared/quant/graph/index.ts";

const meaning = { es: "", en: "" };
const metrics: readonly Metric[] = [
  { name: "loss", unit: "", meaning, kind: "exact" },
  { name: "mean.<x>", unit: "", meaning, kind: "exact" },
  { name: "seconds", unit: "s", meaning, kind: "measured" },
  { name: "latency.<place>", unit: "ms", meaning, kind: "measured" },
  { name: "speed.<place>.<size>", unit: "", meaning, kind: "measured" },
];
const engine = { wasm: { rbm: "a".repeat(64) }, random: "1", revision: 1 };
const claim = (change: Partial<Claim> = {}): Claim => ({
  engine,
  device: "wasm",
  digest: "d".repeat(64),
  metrics: { loss: 1, "mean.a": -2, seconds: 3, "latency.edge": 5, "speed.edge.8": 2 },
  seconds: 1,
  ...change,
});
const experiment = { v: 1, lab: "toy", seed: 1, data: null, params: {} } as const;
const here = (change: Partial<Claim> = {}): Here => ({
  result: { ...claim(change), experiment, arrays: {} },
  tasks: [],
  model: () => undefined,
});
const compare = (claimed: Claim | Claimed, run: Here) =>
  compareClaim("claim" in claimed ? claimed : { claim: claimed }, run, { metrics, processes: {} });
const other = "e".repeat(64);

test("an equal claim of the same engine and device is the same; what was measured does not count", () => {
  const measured = { ...claim().metrics, seconds: 9, "latency.edge": 0, "latency.page": 1, "speed.edge.8": 0 };
  expect(compare(claim(), here({ seconds: 9, metrics: measured }))).toEqual({ kind: "same" });
});

test("another digest or metric on the same engine and device is different, however close", () => {
  expect(compare(claim(), here({ digest: other }))).toMatchObject({ kind: "different", differs: ["digest"] });
  const near = { ...claim().metrics, loss: 1 + Number.EPSILON };
  expect(compare(claim({ metrics: near }), here())).toMatchObject({
    kind: "different",
    differs: ["metrics"],
    metrics: [
      { name: "loss", claimed: 1 + Number.EPSILON, here: 1, agrees: false },
      { name: "mean.a", agrees: true },
    ],
  });
});

test("a metric that is not finite is equal to one that is not, and to no other", () => {
  const infinite = { ...claim().metrics, loss: Number.NaN };
  expect(compare(claim({ metrics: infinite }), here()).kind).toBe("different");
  expect(compare(claim({ metrics: infinite }), here({ metrics: infinite })).kind).toBe("same");
  const elsewhere = here({ device: "webgpu" });
  expect(compare(claim({ metrics: infinite }), elsewhere)).toMatchObject({ kind: "other", agreement: "beyond" });
});

test.each<[string, Partial<Claim>]>([
  ["device", { device: "webgpu" }],
  ["module", { engine: { ...engine, wasm: { rbm: "b".repeat(64) } } }],
  ["random numbers", { engine: { ...engine, random: "2" } }],
  ["module less", { engine: { ...engine, wasm: {} } }],
  ["module more", { engine: { ...engine, wasm: { ...engine.wasm, more: "a".repeat(64) } } }],
  ["revision", { engine: { ...engine, revision: 2 } }],
  ["unknown revision", { engine: { wasm: engine.wasm, random: "1" } }],
  ["file readers", { engine: { ...engine, data: 1 } }],
])("another %s is another engine: equal, within the tolerance or beyond it", (_, change) => {
  const { loss: __, ...fewer } = claim().metrics;
  expect(compare(claim(change), here())).toMatchObject({ kind: "other", agreement: "equal" });
  expect(compare(claim({ ...change, digest: other }), here())).toMatchObject({ kind: "other", agreement: "within" });
  expect(compare(claim({ ...change, metrics: fewer }), here())).toMatchObject({ kind: "other", agreement: "beyond" });
  // Whichever side it is.
  expect(compare(claim(), here(change)).kind).toBe("other");
});

test("what a GPU computed is compared within the tolerance on any GPU, never to the bit", () => {
  const gpu = { device: "webgpu" } as const;
  const changed = (loss: number) => here({ ...gpu, digest: other, metrics: { ...claim().metrics, loss } });
  expect(compare(claim(gpu), here(gpu))).toMatchObject({ kind: "other", agreement: "equal" });
  expect(compare(claim(gpu), changed(1.01))).toMatchObject({ kind: "other", agreement: "within" });
  expect(compare(claim(gpu), changed(1.03))).toMatchObject({ kind: "other", agreement: "beyond" });
});

test("two results of unknown revision are not known to be of one engine", () => {
  const old = { engine: { wasm: engine.wasm, random: "1" } };
  expect(compare(claim(old), here(old))).toMatchObject({ kind: "other", agreement: "equal" });
});

test("between engines the exact metrics decide, within two in a hundred; measured ones do not count", () => {
  const agreement = (change: Record<string, number>) => {
    const verdict = compare(
      claim(),
      here({ digest: other, device: "webgpu", metrics: { ...claim().metrics, ...change } }),
    );
    return verdict.kind === "other" && verdict.agreement;
  };
  expect(agreement({ loss: 1.019, "mean.a": -2.03, seconds: 100, "latency.edge": 0 })).toBe("within");
  expect(agreement({ loss: 1.03 })).toBe("beyond");
  expect(agreement({ "mean.a": 2 })).toBe("beyond");
  expect(agreement({ "mean.b": 1 })).toBe("beyond");
  expect(agreement({ made: 1 })).toBe("beyond");
});

describe("a graph of integers", () => {
  const { graph } = quantiseGraph(
    {
      input: { shape: [2] },
      nodes: [
        {
          name: "d",
          inputs: ["input"],
          op: "dense",
          units: 1,
          weights: Float32Array.of(1, -1),
          bias: Float32Array.of(0),
        },
      ],
      outputs: ["d"],
    },
    Float32Array.of(0, 1, 1, 0),
  );
  const own = encodeGraph({ ...graph, quantiser: QUANTISER });
  const verdict = (model: Uint8Array, made: Uint8Array | undefined) =>
    compare({ claim: claim(), model }, { ...here(), model: () => made });

  test("of this version of the quantiser must be the very bytes", () => {
    expect(verdict(own, own)).toEqual({ kind: "same" });
    const changed = own.slice();
    changed[own.length - 1] ^= 1;
    expect(verdict(changed, own)).toMatchObject({ kind: "different", differs: ["model"] });
    expect(verdict(own, undefined)).toMatchObject({ kind: "different", differs: ["model"] });
  });

  test.each([
    ["a later version", encodeGraph({ ...graph, quantiser: QUANTISER + 1 })],
    ["none, from before versions were counted", encodeGraph(graph)],
  ])("of %s is of another engine, not different", (__, older) => {
    expect(verdict(older, own)).toMatchObject({ kind: "other", agreement: "within", differs: ["model"] });
    // What else differs is still told.
    const wrong = { claim: claim({ metrics: { ...claim().metrics, loss: 7 } }), model: older };
    expect(compare(wrong, { ...here(), model: () => own })).toMatchObject({ kind: "other", agreement: "beyond" });
  });

  test("that is an output of the run has no version, and must be the very bytes", () => {
    const output = encodeGraph(graph);
    expect(verdict(output, output)).toEqual({ kind: "same" });
    const changed = output.slice();
    changed[output.length - 1] ^= 1;
    expect(verdict(changed, output)).toMatchObject({ kind: "different", differs: ["model"] });
  });

  test.each([
    ["a model that is no graph", new Uint8Array([1, 2, 3])],
    ["a file that is cut", encodeGraph({ ...graph, quantiser: QUANTISER + 1 }).slice(0, -1)],
  ])("%s has no version to differ by", (__, model) =>
    expect(verdict(model, own)).toMatchObject({ kind: "different", differs: ["model"] }),
  );
});
