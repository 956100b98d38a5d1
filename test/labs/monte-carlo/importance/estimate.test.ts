import { expect, test } from "vitest";
import { type Arrays, array } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { logDensityOf } from "../../../../shared/kernels/importance/proposal.ts";
import { logSecondMoment } from "../../../../shared/kernels/importance/theory.ts";
import { noSums, plainEstimate, selfNormalised, withDraws } from "../../../../shared/kernels/importance/weights.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import { adaptedPlaces } from "../../../../shared/labs/monte-carlo/importance/estimate/adapt.ts";
import { drawBatch } from "../../../../shared/labs/monte-carlo/importance/estimate/batch.ts";
import { openProblem } from "../../../../shared/labs/monte-carlo/importance/estimate/compiled.ts";
import { EXACT, type Exact } from "../../../../shared/labs/monte-carlo/importance/estimate/exact.ts";
import type { EstimateParams } from "../../../../shared/labs/monte-carlo/importance/estimate/fields.ts";
import { measureEstimate } from "../../../../shared/labs/monte-carlo/importance/estimate/metrics.ts";
import { componentsOf, problemOf } from "../../../../shared/labs/monte-carlo/importance/estimate/model.ts";
import { exactOf, isInfinite } from "../../../../shared/labs/monte-carlo/importance/estimate/theory.ts";
import { importance } from "../../../../shared/labs/monte-carlo/importance/lab.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { erfc, exp } from "../../../../shared/math/index.ts";
import { foldIn, type Key, normal } from "../../../../shared/random/index.ts";
import { runTasks } from "../../../run.ts";
import { thorough } from "../../../thorough.ts";

await importance.ready?.();

const paramsOf = (preset: string, changes: Partial<EstimateParams> = {}) =>
  ({ ...presetExperiment(importance, preset).params, ...changes }) as unknown as EstimateParams;
const tailOf = (a: number) => 0.5 * erfc(a / Math.SQRT2);
const key: Key = [8, 8];

/** Sums over `batches` batches, and the problem behind them. */
function drawn(params: EstimateParams, batches: number, own: Key = key, table: Table | null = null) {
  const problem = problemOf(params, table);
  const components = componentsOf(params, problem.target);
  let sums = noSums;
  for (let n = 0; n < batches; n++) {
    const { logWeights, f } = drawBatch(problem, components, own, n);
    sums = withDraws(sums, logWeights, f, 0, f.length);
  }
  return { sums, problem, components, exact: () => exactOf(problem, components) };
}

test.each([
  ["a shifted normal", paramsOf("tail")],
  ["a Student's t", paramsOf("tail", { proposal: "student", proposalDegrees: 3, centre: 3 })],
  ["a uniform that covers", paramsOf("tail", { proposal: "uniform", quantity: "square", centre: 0, width: 8 })],
  ["two proposals, balanced", paramsOf("balance", { estimator: "plain", quantity: "square" })],
  [
    "two proposals, apart",
    paramsOf("balance", { estimator: "plain", combine: "apart", secondCentre: 2, centre: 4, secondWidth: 8, width: 8 }),
  ],
  ["a defensive share", paramsOf("defensive", { estimator: "plain", quantity: "tail", threshold: 2 })],
  ["three dimensions", paramsOf("tail", { dimension: 3, width: 1.2 })],
])("the plain estimate is unbiased with %s, and its variance is that of theory", (_, params) => {
  const repeats = thorough ? 400 : 60;
  const values = Float64Array.from(
    { length: repeats },
    (_, r) => plainEstimate(drawn(params, 2, foldIn(key, r)).sums)?.value ?? 0,
  );
  const mean = values.reduce((sum, x) => sum + x, 0) / repeats;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (repeats - 1);
  const exact = drawn(params, 1).exact();
  // Within 4 standard errors of the mean of the repeats.
  expect(Math.abs(mean - (exact.value ?? Number.NaN))).toBeLessThan(4 * Math.sqrt(variance / repeats));
  if (exact.variance === undefined) return;
  // Fixed shares make a mixture's variance smaller than that of a lottery. A variance errs by √(2/repeats), and by more with heavy weights.
  expect((200 * variance) / exact.variance).toBeLessThan(1 + 6 * Math.sqrt(2 / repeats));
  if (params.combine === "one" && params.defensive === 0)
    expect((200 * variance) / exact.variance).toBeGreaterThan(1 - 6 * Math.sqrt(2 / repeats));
});

test("integrals give what closed forms give", () => {
  const tail = drawn(paramsOf("tail"), 1).exact();
  expect(tail.value).toBeCloseTo(tailOf(4), 12);
  // E_q[(w f)²] for q = N(a, 1): e^(a²) P(x > 2a).
  const second = exp(16) * tailOf(8);
  expect((tail.variance ?? 0) / (second - tailOf(4) ** 2)).toBeCloseTo(1, 6);
  expect((tail.naiveVariance ?? 0) / (tailOf(4) * (1 - tailOf(4)))).toBeCloseTo(1, 8);
  const wide = drawn(paramsOf("naive", { dimension: 4, width: 1.3, quantity: "square" }), 1).exact();
  expect(wide.secondMoment).toBeCloseTo(exp(4 * logSecondMoment(0, 1.3)), 7);
  expect(drawn(paramsOf("light-tails"), 1).exact().value).toBeCloseTo(5 / 3, 6);
  expect(drawn(paramsOf("two-modes"), 1).exact().value).toBe(0);
  const half = drawn(paramsOf("naive", { proposal: "uniform", quantity: "square", centre: 2, width: 2 }), 1).exact();
  // Beyond 4: E[x²; x > 4] = 4 φ(4) + P(x > 4).
  const beyond = (4 * exp(-8)) / Math.sqrt(2 * Math.PI) + tailOf(4);
  expect(half.covered).toBeCloseTo(0.5 - beyond, 9);
  expect(half.limit).toBeCloseTo(0.5 - beyond, 9);
});

test("the best q has no variance: each term is the answer", () => {
  const params = paramsOf("optimal");
  const { sums, exact, problem, components } = drawn(params, 3);
  const { logWeights, f } = drawBatch(problem, components, key, 0);
  const terms = f.map((value, i) => value * exp(logWeights[i]));
  for (const term of terms) expect(term).toBeCloseTo(exp(0.5), 10);
  expect(plainEstimate(sums)?.standardError).toBeLessThan(1e-7);
  expect(exact().variance).toBeLessThan(1e-9);
  expect(drawn({ ...params, centre: 1.2 }, 3).exact().variance).toBeGreaterThan(0.05);
});

test("a defensive share bounds all weights, and makes the variance finite", () => {
  const params = paramsOf("defensive");
  const { problem, components } = drawn(params, 1);
  for (let n = 0; n < 5; n++)
    for (const w of drawBatch(problem, components, key, n).logWeights)
      expect(exp(w)).toBeLessThanOrEqual(10 * (1 + 1e-12));
  const bare = drawn(paramsOf("light-tails"), 1);
  expect([isInfinite(bare.problem, bare.components), isInfinite(problem, components)]).toEqual([true, false]);
});

test("in many dimensions weights keep their mean and second moment", () => {
  const params = paramsOf("naive", { dimension: 6, width: 1.2, quantity: "square" });
  const { sums, exact } = drawn(params, 60);
  const n = sums.count;
  const [mean, square] = [(exp(sums.top) * sums.w) / n, (exp(2 * sums.top) * sums.w2) / n];
  const second = exact().secondMoment ?? Number.NaN;
  expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt((second - 1) / n));
  // E w⁴ by the same closed form of a normal integral, bounded here by its value in one dimension to the sixth power.
  expect(Math.abs(square / second - 1)).toBeLessThan(0.15);
  const { target } = problemOf(params, null);
  expect(target.parts && logDensityOf(target.parts, new Float64Array(6))).toBeCloseTo(-3 * Math.log(2 * Math.PI), 12);
});

test("adaptation moves q to a rare event, round by round, and never makes it narrower", () => {
  const places = adaptedPlaces(problemOf(paramsOf("adaptive"), null), key);
  expect(places).toHaveLength(7);
  expect(places[6].centre).toBeGreaterThan(4.9);
  expect(places[6].centre).toBeLessThan(5.6);
  expect(places.every(({ width }, i) => i === 0 || width >= 1)).toBe(true);
});

test("a written density needs no constant, and names what is wrong with it", () => {
  const params = paramsOf("written", { density: "parameter x\ntarget += 7 - x^2 / 2", integrand: "x^2", width: 1 });
  const found = drawn(params, 20);
  const self = selfNormalised(found.sums);
  expect(found.exact().value).toBeCloseTo(1, 8);
  expect(Math.abs((self?.value ?? 0) - 1)).toBeLessThan(4 * (self?.standardError ?? 0));
  // E y = 1.2² − 1.5, of two parameters.
  const bent = selfNormalised(drawn(paramsOf("bent"), 20).sums);
  expect(Math.abs((bent?.value ?? 0) + 0.06)).toBeLessThan(4 * (bent?.standardError ?? 0));
  const refused = (changes: Partial<EstimateParams>) => {
    try {
      importance.check?.(paramsOf("written", changes) as never, null);
    } catch (error) {
      return error as ExperimentError;
    }
    return undefined;
  };
  expect(refused({})).toBeUndefined();
  expect(refused({ density: "parameter x\nx ~ nrmal(0, 1)" })).toMatchObject({
    path: "params.density",
    code: "density-misspelt-distribution",
    values: { line: 2 },
  });
  expect(refused({ integrand: "y + 1" })).toMatchObject({ path: "params.integrand", code: "density-unknown-name" });
  expect(refused({ estimator: "plain" })?.code).toBe("importance-no-constant");
  expect(refused({ defensive: 0.1 })?.code).toBe("importance-not-drawn");
});

test("of a column p is its kernel density; data that the form has no use for are refused with the cure", () => {
  const rows = 20;
  const values = Float64Array.from({ length: rows }, (_, i) => 100 + 7 * normal([4, 4], i));
  const table: Table = { rows, columns: 1, values, names: ["height"] };
  const { exact } = drawn(paramsOf("nile", { quantity: "mean" }), 1, key, table);
  expect(exact().value).toBeCloseTo(0, 8);
  const check = (params: object, own: Table | null) => () => importance.check?.(params as never, own);
  expect(check(paramsOf("tail"), table)).toThrow("must be table");
  expect(check(paramsOf("nile"), { ...table, values: new Float64Array(rows).fill(3) })).toThrow("do not vary");
  expect(check(presetExperiment(importance, "collapse").params, table)).toThrow("must be estimate");
  expect(check(paramsOf("light-tails", { quantity: "exponential" }), null)).toThrow(ExperimentError);
});

const table: Table = {
  rows: 40,
  columns: 1,
  names: ["y"],
  values: Float64Array.from({ length: 40 }, (_, i) => normal([2, 2], i)),
};

test.each<readonly [string, Partial<EstimateParams>, Table | null]>([
  ["a density and a quantity of its parameters", paramsOf("bent"), null],
  ["a density and the first of its parameters", paramsOf("bent", { quantity: "tail", threshold: 0.5 }), null],
  [
    "a vector within bounds",
    paramsOf("bent", { density: "parameter p[3] in (0, 1)\np ~ beta(2, 3)", integrand: "max(p)" }),
    null,
  ],
  [
    "a column of the data",
    paramsOf("written", { density: "parameter m\nm ~ normal(0, 1)\ny ~ student_t(4, m, 1)", integrand: "exp(m)" }),
    table,
  ],
  ["a quantity of a normal", paramsOf("optimal", { quantity: "own", integrand: "cos(3 * x)", dimension: 2 }), null],
  ["a quantity that is not always a number", paramsOf("optimal", { quantity: "own", integrand: "log(x)" }), null],
])("what is written has the same weights and values compiled as interpreted: %s", (_, params, data) => {
  const [compiled, interpreted] = (["wasm", "scalar"] as const).map((device) =>
    openProblem(params as EstimateParams, { device, data }),
  );
  const parts = componentsOf(params as EstimateParams, compiled.target);
  for (let n = 0; n < 3; n++) expect(drawBatch(compiled, parts, key, n)).toEqual(drawBatch(interpreted, parts, key, n));
  expect(exactOf(compiled, parts)).toEqual(exactOf(interpreted, parts));
});

test("of the best q the variance is zero, not rounding, and no gain is claimed; nor of a q that misses a part", () => {
  const { exact } = drawn(paramsOf("optimal"), 1);
  expect(exact().variance).toBe(0);
  const exactly = (values: Partial<Record<Exact, number>>) =>
    Float64Array.from(EXACT, (name) => values[name] ?? Number.POSITIVE_INFINITY);
  const gain = (values: Partial<Record<Exact, number>>) => {
    const theory = { exact: array(exactly(values)), infinite: array(Uint8Array.of(0)) };
    const fold = {
      records: () => undefined,
      done: () => 0,
      tasks: [],
      output: (id: string) => (id === "theory" ? theory : undefined),
    };
    return measureEstimate(fold as unknown as Fold, paramsOf("tail")).varianceRatio;
  };
  expect(gain({ value: 1, naiveVariance: 4, variance: 2, covered: 1 })).toBe(2);
  expect(gain({ value: 1, naiveVariance: 4, variance: 0, covered: 1 })).toBeUndefined();
  expect(gain({ value: 1, naiveVariance: 4, variance: 2, covered: 0.5 })).toBeUndefined();
});

test("a column of numbers whose squares overflow has the density of the same numbers made small; one that rounding alone moves has none", () => {
  const small = Float64Array.from({ length: 30 }, (_, i) => normal([6, 6], i));
  const densityOf = (values: Float64Array) => {
    const params = paramsOf("nile");
    return problemOf(params, { rows: values.length, columns: 1, values }).target.logDensity;
  };
  const [one, other] = [densityOf(small), densityOf(small.map((x) => x * 2 ** 1000))];
  for (const x of [-2, 0, 0.7]) expect(other(Float64Array.of(x))).toBe(one(Float64Array.of(x)));
  const flat = Float64Array.from({ length: 30 }, (_, i) => 0.1 * (1 + (i % 2) * Number.EPSILON));
  expect(() => densityOf(flat)).toThrow(expect.objectContaining({ code: "importance-flat-column" }));
});

test("the best proposal is a density, also of a quantity that is negative somewhere", () => {
  const params = paramsOf("optimal", { quantity: "own", integrand: "x^3" });
  const tasks = importance.plan(params as never, null, key);
  const { at, p, optimal } = runTasks(importance, tasks, { data: null }).output("theory") as Arrays;
  const [x, density] = [at.values as Float64Array, optimal.values as Float64Array];
  expect(density.every((value) => value >= 0)).toBe(true);
  // By the trapezoidal rule over the picture, which shows nearly all of it.
  expect(density.reduce((sum, value) => sum + value * (x[1] - x[0]), 0)).toBeCloseTo(1, 1);
  const [i, j] = [120, 230];
  const size = (k: number) => Math.abs(x[k] ** 3) * Number(p.values[k]);
  expect(density[i] / density[j]).toBeCloseTo(size(i) / size(j), 10);
});

test("the collapse tells of its weights: the share that is effective is the squared mean over the mean square", () => {
  const params = { ...presetExperiment(importance, "collapse").params, times: 3 };
  const tasks = importance.plan(params as never, null, key);
  const fold = runTasks(importance, tasks, { data: null });
  const levels = tasks.filter(({ kind }) => kind === "level");
  expect(levels.length).toBeGreaterThan(1);
  for (const { id } of levels) {
    const of = (name: string) => fold.records(id, name)?.values as Float64Array;
    for (const [i, share] of of("share").entries())
      expect((share * of("meanSquare")[i]) / of("meanWeight")[i] ** 2).toBeCloseTo(1, 10);
  }
});
