import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { generateHere } from "../../../../shared/data/generate.ts";
import { split } from "../../../../shared/data/split.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { dciOf, migOf, probe, sapOf } from "../../../../shared/kernels/disentanglement/index.ts";
import { metricMatches } from "../../../../shared/labs/metrics.ts";
import { stopOf } from "../../../../shared/labs/nets/traversals.ts";
import { checkFactors, judgedRows } from "../../../../shared/labs/representation/factors-of-variation/data.ts";
import { factorsOf, labelsOf, ofRows } from "../../../../shared/labs/representation/factors-of-variation/factors.ts";
import {
  type FactorsOfVariationParams,
  factorsOfVariationFields,
} from "../../../../shared/labs/representation/factors-of-variation/fields.ts";
import { factorsOfVariation } from "../../../../shared/labs/representation/factors-of-variation/lab.ts";
import { SPAN, STOPS, traversalOf } from "../../../../shared/labs/representation/factors-of-variation/traversals.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { runTasks } from "../../../run.ts";
import { recordedMetrics } from "../../catalogue.ts";

await factorsOfVariation.ready?.();

const shapes = (change: object) =>
  generateHere({
    generator: "shapes",
    seed: 3,
    params: {
      ...{ count: 400, forms: "all", colour: false, x: true, y: true },
      ...{ scale: false, rotation: false, brightness: false, light: false, ...change },
    },
  });
const paramsOf = (change: Partial<FactorsOfVariationParams>) =>
  ({
    ...defaults(factorsOfVariationFields),
    ...{ architecture: "dense", filters: undefined, kernel: undefined, hidden: [32], latents: 4, epochs: 12 },
    ...change,
  }) as FactorsOfVariationParams;
const run = (data: Table, params: FactorsOfVariationParams) =>
  runTasks(factorsOfVariation, factorsOfVariation.plan(params, data, keyOfSeed(1)), { data });
const codesOf = ({ shape: [rows, width], values }: Arrays[string]) => ({
  rows,
  width,
  values: Float64Array.from(values),
});

describe("known factors", () => {
  test("are those that vary; the one that is the class is of classes", () => {
    expect(factorsOf(shapes({})).map(({ name, classes }) => [name, classes])).toEqual([
      ["form", 4],
      ["x", 0],
      ["y", 0],
    ]);
    expect(factorsOf(shapes({ forms: "car", light: true })).map(({ name }) => name)).toEqual(["x", "y", "light"]);
    const { factors: _, ...withoutFactors } = shapes({});
    expect(factorsOf(withoutFactors).map(({ name, classes }) => [name, classes])).toEqual([["class", 4]]);
    const { labels: __, ...bare } = withoutFactors;
    expect(factorsOf(bare)).toEqual([]);
  });

  test("as labels: numbers with mean 0 and variance 1 over the training rows, classes one-hot, known for the part that was asked", () => {
    const data = shapes({});
    const { train, test: held } = split({ rows: 400 }, 0.2);
    const labels = labelsOf(data, train, 0.25);
    expect(labels.columns).toBe(6);
    expect(Array.from(held, (row) => labels.known[row]).some((known) => known > 0)).toBe(false);
    expect(labels.known.reduce((sum, known) => sum + known, 0)).toBe(80);
    const column = (c: number) => Array.from(train, (row) => labels.values[row * 6 + c]);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const c of [4, 5]) {
      expect(mean(column(c))).toBeCloseTo(0, 5);
      expect(mean(column(c).map((value) => value * value))).toBeCloseTo(1, 5);
    }
    for (const row of train) {
      const own = Array.from(labels.values.subarray(row * 6, row * 6 + 4));
      expect(own).toEqual([0, 1, 2, 3].map((k) => Number(k === data.labels?.[row])));
    }
  });
});

describe("a run", () => {
  const data = shapes({ forms: "ellipse" });
  const params = paramsOf({ beta: 1, labelled: 1, latents: 4, epochs: 25 });
  const fold = run(data, params);
  const { held, learnt, divergences, logLikelihood } = fold.output("codes") as Arrays;
  const scores = fold.output("scores") as Arrays;
  const metrics = factorsOfVariation.measure(fold, { params } as never, data);

  test("gives the scores that its codes have", () => {
    const rows = judgedRows(split({ rows: 400 }, params.testFraction));
    const of = (own: Uint32Array) => factorsOf(data).map((factor) => ofRows(factor, own));
    const [test_, train] = [codesOf(held), codesOf(learnt)];
    const all = { ...test_, rows: 400, values: Float64Array.of(...test_.values, ...train.values) };
    const both = of(Uint32Array.of(...rows.held, ...rows.learnt));
    const dci = dciOf(train, of(rows.learnt), test_, of(rows.held));
    expect(metrics).toMatchObject({
      mig: migOf(all, both).mig,
      sap: sapOf(all, both).sap,
      "dci.disentanglement": dci.disentanglement,
      "dci.completeness": dci.completeness,
      "dci.informativeness": dci.informativeness,
    });
    expect(Array.from(scores.linear.values)).toEqual([...probe(train, of(rows.learnt), test_, of(rows.held))]);
  });

  test("the bound is the fit less the sum of what the numbers cost", () => {
    const kl = Array.from(divergences.values).reduce((sum, own) => sum + own, 0);
    expect(metrics.kl).toBeCloseTo(kl, 10);
    expect(metrics.elbo).toBeCloseTo(logLikelihood.values[0] - kl, 10);
    expect(divergences.values.every((own) => own >= 0)).toBe(true);
  });

  test("with labels the numbers of the code are the factors, in their order", () => {
    const { values } = scores.predictability;
    expect([values[0], values[3]].every((own) => own > 0.85)).toBe(true);
    expect([values[1], values[2]].every((own) => own < 0.1)).toBe(true);
    expect(fold.records("train", "labels")?.values.length).toBeGreaterThan(0);
  });

  test("metrics are declared, and named as every lab's caller knows them", () => {
    expect(Object.keys(metrics)).toEqual(
      expect.arrayContaining(["mig", "dci.disentanglement", "dci.completeness", "dci.informativeness", "sap"]),
    );
    for (const name of Object.keys(metrics))
      expect(factorsOfVariation.metrics.some((metric) => metricMatches(metric.name, name))).toBe(true);
  });

  test("its weights are those of the autoencoder alone", () => {
    const names = Object.keys(factorsOfVariation.weights?.(fold) ?? {});
    expect(names).toContain("layer0.weights");
    expect(names.every((name) => name.startsWith("layer"))).toBe(true);
  });
});

test("FactorVAE lowers the total correlation that its discriminator sees", () => {
  const data = shapes({ forms: "ellipse" });
  const tc = (gamma: number) => {
    const params = paramsOf({ method: "factor-vae", beta: undefined, gamma, epochs: 25 });
    return factorsOfVariation.measure(run(data, params), { params } as never, data).tc;
  };
  expect(tc(20)).toBeLessThan(0.3 * tc(0));
});

test("pictures whose factors are not known are learnt and not scored", () => {
  const { factors: _, labels: __, classes: ___, ...bare } = shapes({ count: 60 });
  const params = paramsOf({ epochs: 1 });
  const fold = run(bare, params);
  expect(fold.tasks.map(({ id }) => id)).toEqual(["train", "codes"]);
  const metrics = factorsOfVariation.measure(fold, { params } as never, bare);
  expect(metrics.mig).toBeUndefined();
  expect(metrics.elbo).toBeLessThan(0);
});

test("with one factor alone nothing can be disentangled from it: that score is left out", () => {
  const { factors: _, ...data } = shapes({ count: 80 });
  const params = paramsOf({ epochs: 1 });
  const metrics = factorsOfVariation.measure(run(data, params), { params } as never, data);
  expect(metrics["dci.disentanglement"]).toBeUndefined();
  expect(metrics["dci.completeness"]).toBeGreaterThanOrEqual(0);
  expect(metrics.mig).toBeGreaterThanOrEqual(0);
});

test("what cannot be learnt is refused with the cure", () => {
  const data = shapes({});
  const { factors: _, labels: __, ...bare } = data;
  expect(() => checkFactors(paramsOf({ labelled: 0.5 }), bare)).toThrow("factors of these data are not known");
  expect(() => checkFactors(paramsOf({ labelled: 0.5, latents: 2 }), data)).toThrow("must be at least 3");
  const large = { ...data, values: Float32Array.from(data.values, (value) => 2 * value) };
  expect(() => checkFactors(paramsOf({}), large)).toThrow("must be from 0 to 1");
});

test("the recorded presets say what their texts say of them", () => {
  const of = (id: string, name: string) => recordedMetrics(factorsOfVariation, id)[name] ?? Number.NaN;
  const disentangled = (id: string) => of(id, "dci.disentanglement");
  for (const score of ["mig", "dci.disentanglement", "dci.completeness", "sap"])
    expect(of("three", score)).toBeGreaterThan(of("vae", score) + 0.2);
  // The VAE's whole code predicts the factors as well, its bound is better, and it uses all numbers.
  expect(of("vae", "dci.informativeness")).toBeGreaterThan(of("three", "dci.informativeness") - 0.01);
  expect(of("vae", "elbo")).toBeGreaterThan(of("three", "elbo"));
  expect(of("vae", "active")).toBe(6);
  // FactorVAE comes apart further than the VAE, and its bound loses less than that of the β-VAE.
  expect(disentangled("factor-vae")).toBeGreaterThan(disentangled("vae") + 0.1);
  expect(of("factor-vae", "elbo")).toBeGreaterThan(of("three", "elbo") + 5);
  expect(of("factor-vae", "tc")).toBeLessThan(0.2);
  expect(disentangled("labels")).toBeGreaterThan(0.9);
  expect(disentangled("car")).toBeGreaterThan(0.9);
});

test("traversals move one number each, from end to end, the others held", () => {
  const { shape, values } = traversalOf([0.5, -1]);
  expect(shape).toEqual([2 * STOPS, 2]);
  expect([0, (STOPS - 1) / 2, STOPS - 1].map((k) => stopOf({ stops: STOPS, span: SPAN }, k))).toEqual([-2.4, 0, 2.4]);
  expect(Array.from(values.subarray(0, 2))).toEqual([Math.fround(-2.4), -1]);
  expect(Array.from(values.subarray(4 * STOPS - 2))).toEqual([0.5, Math.fround(2.4)]);
});
