/** Scores of disentanglement by their published formulas: on codes whose score is known, by enumeration, and by what must not change them. */
import { describe, expect, test } from "vitest";
import { completenessOf, determination, disentanglementOf } from "../../../shared/kernels/disentanglement/dci.ts";
import { type Codes, dciOf, type Factor, migOf, probe, sapOf } from "../../../shared/kernels/disentanglement/index.ts";
import { entropy, mutualInformation } from "../../../shared/kernels/disentanglement/information.ts";
import { thresholdAccuracy } from "../../../shared/kernels/disentanglement/sap.ts";
import { binRows, boost, cutsOf } from "../../../shared/kernels/disentanglement/trees.ts";
import { integer, normal, uniform } from "../../../shared/random/index.ts";

const ROWS = 2000;
const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const column = (of: (n: number) => number, rows = ROWS) => Float64Array.from({ length: rows }, (_, n) => of(n));
const factor = (values: Float64Array, classes = 0): Factor => ({ name: "f", values, classes });
const codesOf = (columns: readonly Float64Array[]): Codes => ({
  rows: columns[0].length,
  width: columns.length,
  values: column(
    (at) => columns[at % columns.length][Math.floor(at / columns.length)],
    columns[0].length * columns.length,
  ),
});

/** Four numbers, uniform over ranges of their own, and a class. */
const numbers = range(4).map((j) => column((n) => 2 ** j * uniform([11, n], j)));
const classes = column((n) => integer([12, n], 0, 4));
const factors = [...numbers.map((own) => factor(own)), factor(classes, 4)];
const perfect = [...numbers, classes];
const noise = (j: number) => column((n) => normal([13, n], j));
/** Each pair rotated by 45° after it was brought to one scale. */
const rotated = [0, 2].flatMap((j) => {
  const [a, b] = [numbers[j], numbers[j + 1]].map((own, k) => own.map((x) => x / 2 ** (j + k)));
  return [a.map((x, n) => (x + b[n]) / Math.SQRT2), a.map((x, n) => (x - b[n]) / Math.SQRT2)];
});

const halves = (columns: readonly Float64Array[]) =>
  [0, 1].map((h) => columns.map((own) => own.filter((_, n) => n % 2 === h)));
const dci = (columns: readonly Float64Array[], own: readonly Factor[] = factors) => {
  const [train, test] = halves(columns);
  const [known, truth] = halves(own.map(({ values }) => values));
  const as = (values: readonly Float64Array[]) => own.map((one, j) => ({ ...one, values: values[j] }));
  return dciOf(codesOf(train), as(known), codesOf(test), as(truth));
};

describe("mutual information", () => {
  test("equals the sum over the table of counts", () => {
    // p = [[3, 1], [1, 3]] / 8: I = ¾ log(3/2) + ¼ log(1/2), H = log 2.
    const [a, b] = [Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1), Int32Array.of(0, 0, 0, 1, 0, 1, 1, 1)];
    expect(mutualInformation(a, b)).toBeCloseTo(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5), 14);
    expect(mutualInformation(b, a)).toBeCloseTo(mutualInformation(a, b), 14);
    expect(entropy(a)).toBeCloseTo(Math.LN2, 14);
    expect(mutualInformation(a, a)).toBeCloseTo(Math.LN2, 14);
    expect(mutualInformation(a, new Int32Array(8))).toBe(0);
  });
});

describe("mutual information gap", () => {
  const constant = column(() => 3);
  test("of the factors themselves is 1, also with codes beside them that say nothing", () => {
    const { mig, information } = migOf(codesOf([...perfect, constant]), factors);
    // A code has a little of other factors by chance, about 19²/(2·2000) = 0.09 of 3 nats, more of the class in the share of log 4.
    expect(information.values[0]).toBeCloseTo(1, 12);
    const known = range(2).map((j) => column((n) => Math.floor(n / 20 ** j) % 20, 400));
    const exact = known.map((own) => factor(own));
    expect(migOf(codesOf(known), exact).mig).toBeCloseTo(1, 12);
    expect(migOf(codesOf([...known, column(() => 3, 400)]), exact).mig).toBeCloseTo(1, 12);
    expect(mig).toBeGreaterThan(0.95);
  });

  test("of pairs rotated by 45° is at most 0.05", () => {
    expect(migOf(codesOf(rotated), factors.slice(0, 4)).mig).toBeLessThanOrEqual(0.05);
    expect(migOf(codesOf(rotated), factors.slice(0, 4)).mig).toBeGreaterThanOrEqual(0);
  });

  test("of codes that know nothing is 0 within the error of counting", () => {
    const { mig, information } = migOf(codesOf(range(6).map(noise)), factors);
    expect(mig).toBeLessThan(0.02);
    expect(Math.max(...information.values)).toBeLessThan(0.06);
  });

  test("is the formula, on a table made by hand", () => {
    // The first code is the factor, the second half of it: I = [2 log 2, log 2] of H = 2 log 2.
    const four = column((n) => n % 4, 8);
    const { mig } = migOf(codesOf([four, four.map((x) => Math.floor(x / 2))]), [factor(four, 4)]);
    expect(mig).toBeCloseTo(0.5, 14);
  });
});

describe("disentanglement, completeness, informativeness", () => {
  const of = (rows: readonly (readonly number[])[]) => ({
    width: rows.length,
    factors: rows[0].length,
    values: Float64Array.from(rows.flat()),
  });

  test("equal their formulas on importances made by hand", () => {
    const one = of([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    expect([disentanglementOf(one), completenessOf(one)]).toEqual([1, 1]);
    // Code 0 has ½ and ½ of both, code 1 the rest of the first, code 2 the rest of the second: D = ½·0 + ½·1, C = 1 − H₃(½, ½) = 1 − log 2/log 3.
    const shared = of([
      [0.5, 0.5],
      [0.5, 0],
      [0, 0.5],
    ]);
    expect(disentanglementOf(shared)).toBeCloseTo(0.5, 14);
    expect(completenessOf(shared)).toBeCloseTo(1 - Math.LN2 / Math.log(3), 14);
    const uneven = of([
      [0.9, 0.2],
      [0.1, 0.8],
    ]);
    const h = (p: number) => -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
    expect(disentanglementOf(uneven)).toBeCloseTo((1.1 * (1 - h(0.9 / 1.1)) + 0.9 * (1 - h(0.1 / 0.9))) / 2, 13);
    expect(completenessOf(uneven)).toBeCloseTo((1 - h(0.9) + 1 - h(0.2)) / 2, 13);
    expect([disentanglementOf(of([[0], [0]])), completenessOf(of([[0, 0]]))]).toEqual([0, 0]);
  });

  test("of the factors themselves are 1, but for what trees of steps leave of a line", () => {
    const scores = dci([...perfect, noise(0)]);
    expect(scores.disentanglement).toBeGreaterThan(0.98);
    expect(scores.completeness).toBeGreaterThan(0.98);
    expect(scores.informativeness).toBeGreaterThan(0.98);
    expect(scores.informative[4]).toBe(1);
    for (const j of range(5)) {
      const own = range(6).map((i) => scores.importance.values[5 * i + j]);
      expect(own.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
      expect(own.indexOf(Math.max(...own))).toBe(j);
    }
  });

  test("rotated pairs are informative, but neither disentangled nor complete", () => {
    const scores = dci(rotated, factors.slice(0, 4));
    expect(scores.informativeness).toBeGreaterThan(0.9);
    // Each code is of two of four factors, evenly: 1 − log 2 / log 4.
    expect(Math.abs(scores.disentanglement - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(scores.completeness - 0.5)).toBeLessThan(0.05);
  });

  test("of codes that know nothing there is nothing informative, and no importance is one code's", () => {
    const scores = dci(range(5).map(noise));
    expect(scores.informative.subarray(0, 4).every((own) => own < 0.02)).toBe(true);
    // Of four classes a quarter is right by chance: 4 deviations of √(3/16/1000).
    expect(Math.abs(scores.informative[4] - 0.25)).toBeLessThan(0.055);
    expect(scores.disentanglement).toBeLessThan(0.1);
    expect(scores.completeness).toBeLessThan(0.1);
  });
});

describe("boosted trees", () => {
  test("the first split is the best one of all, by enumeration", () => {
    const rows = 60;
    const columns = range(3).map((j) => column((n) => uniform([21, n], j), rows));
    const target = column((n) => (columns[1][n] > 0.37 ? 3 : -1) + 0.1 * normal([22, n], 0), rows);
    const codes = codesOf(columns);
    const binned = binRows(codes, cutsOf(codes));
    const { importance, predicted } = boost(binned, target, binned);
    expect(importance[1]).toBeGreaterThan(0.97 * importance.reduce((sum, own) => sum + own, 0));
    expect(determination(target, predicted)).toBeGreaterThan(0.98);
  });

  test("importances are what the sum of squares fell by: with whole steps they add up to it", () => {
    // One column of two values: each tree takes 15 % of what is left, so that the gain of tree t is S·0.85^(2t).
    const rows = 40;
    const two = column((n) => n % 2, rows);
    const codes = codesOf([two, column(() => 1, rows)]);
    const binned = binRows(codes, cutsOf(codes));
    const { importance } = boost(binned, two, binned);
    const expected = range(60).reduce((sum, t) => sum + (rows / 4) * 0.85 ** (2 * t), 0);
    expect(importance[0]).toBeCloseTo(expected, 9);
    expect(importance[1]).toBe(0);
  });
});

describe("separated attribute predictability", () => {
  test("equals its formula: R² of lines, balanced accuracy of thresholds, the gap of the two best", () => {
    const y = Float64Array.of(1, 2, 3, 4);
    const a = Float64Array.of(1, 3, 2, 4);
    // cov = 4, var = 5 each, summed: R² = 16/25. The other code is the factor turned over: 1.
    const { sap, scores } = sapOf(codesOf([a, y.map((x) => -2 * x)]), [factor(y)]);
    expect(Array.from(scores.values)).toEqual([0.64, 1]);
    expect(sap).toBeCloseTo(0.36, 14);
    expect(sapOf(codesOf([y.map(() => 7)]), [factor(y)]).sap).toBe(0);
  });

  test("thresholds are the best of all, by enumeration", () => {
    const rows = 9;
    for (let trial = 0; trial < 60; trial++) {
      const code = column((n) => integer([31, 9 * trial + n], 0, 7), rows);
      const labels = column((n) => (n < 3 ? n : integer([32, 9 * trial + n], 0, 3)), rows);
      const counts = range(3).map((k) => labels.filter((own) => own === k).length);
      let best = 0;
      for (const low of range(9))
        for (let high = low; high < 9; high++)
          for (const pick of range(27)) {
            const kinds = [pick % 3, Math.floor(pick / 3) % 3, Math.floor(pick / 9)];
            const said = (x: number) => kinds[x < low ? 0 : x < high ? 1 : 2];
            const right = range(3).map((k) => labels.filter((own, n) => own === k && said(code[n]) === k).length);
            best = Math.max(best, right.reduce((sum, r, k) => sum + r / counts[k], 0) / 3);
          }
      expect(thresholdAccuracy(code, labels, 3)).toBeCloseTo(best, 12);
    }
  });

  test("of the factors themselves is near 1 less chance; of rotated pairs near 0; of noise near 0", () => {
    // Of a class the next best code has about the accuracy of chance, ¼: the gap is ¾ there.
    const { sap } = sapOf(codesOf(perfect), factors);
    expect(Math.abs(sap - (4 * 1 + 0.75) / 5)).toBeLessThan(0.02);
    expect(sapOf(codesOf(rotated), factors.slice(0, 4)).sap).toBeLessThan(0.05);
    expect(sapOf(codesOf(range(5).map(noise)), factors).sap).toBeLessThan(0.02);
  });
});

describe("linear probe", () => {
  const [train, test_] = halves(rotated);
  const [known, truth] = halves([numbers[0], classes]);
  const as = (values: readonly Float64Array[]) => [factor(values[0]), factor(values[1], 4)];
  const of = (own: readonly (readonly Float64Array[])[]) =>
    probe(codesOf(own[0]), as(known), codesOf(own[1]), as(truth));

  test("finds what is a linear function of all codes together, however they are rotated and copied", () => {
    expect(of([train, test_])[0]).toBeCloseTo(1, 8);
    // A code twice, and one that does not vary, change nothing but rounding and a ridge of 1e-6.
    const more = (own: readonly Float64Array[]) => [...own, own[0], own[0].map(() => 2)];
    expect(of([more(train), more(test_)])[0]).toBeCloseTo(1, 5);
  });

  test("is right about a class as often as chance where the codes do not know it, and always where they do", () => {
    expect(Math.abs(of([train, test_])[1] - 0.25)).toBeLessThan(0.055);
    const shown = (own: readonly Float64Array[], labels: Float64Array) => [
      ...own,
      ...[0, 1, 2].map((k) => labels.map((label, n) => Number(label === k) + 0.01 * own[0][n])),
    ];
    expect(of([shown(train, known[1]), shown(test_, truth[1])])[1]).toBe(1);
  });
});

describe("what must not matter", () => {
  const mixed = [numbers[0].map((x, n) => x + 0.3 * classes[n]), ...rotated.slice(1), classes, noise(2)];
  const scoresOf = (columns: readonly Float64Array[]) => {
    const { disentanglement, completeness, informativeness } = dci(columns);
    const codes = codesOf(columns);
    return [migOf(codes, factors).mig, sapOf(codes, factors).sap, disentanglement, completeness, informativeness];
  };
  const before = scoresOf(mixed);

  test("the order of the codes", () => {
    const after = scoresOf([3, 5, 0, 2, 4, 1].map((i) => mixed[i]));
    for (const [at, own] of after.entries()) expect(own).toBeCloseTo(before[at], 9);
  });

  test("the scale and the origin of each code, by powers of two, and its sign but for ties at the edges of bins", () => {
    const scaled = scoresOf(mixed.map((own, i) => own.map((x) => x * 2 ** (i - 2))));
    for (const [at, own] of scaled.entries()) expect(own).toBeCloseTo(before[at], 9);
    const turned = scoresOf(mixed.map((own) => own.map((x) => -x)));
    for (const [at, own] of turned.entries()) expect(Math.abs(own - before[at])).toBeLessThan(0.02);
  });
});
