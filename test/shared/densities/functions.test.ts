import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { densityOf, integrandOf, interpret } from "../../../shared/densities/index.ts";
import { ELEMENTWISE } from "../../../shared/densities/model/elementwise.ts";
import { REDUCTIONS } from "../../../shared/densities/model/reductions.ts";
import { gradientError, valueAt } from "./derivatives.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const logSumExp = (...x: readonly number[]) => Math.log(x.reduce((sum, one) => sum + Math.exp(one), 0));
/** Γ(n) = (n − 1)! */
const lgamma = (n: number) => Array.from({ length: n - 1 }, (_, i) => Math.log(i + 1)).reduce((a, b) => a + b, 0);

/** Values by other ways, at places where all are defined. */
const elementwise: Readonly<Record<string, readonly [inputs: readonly number[], value: number]>> = {
  abs: [[-1.5], 1.5],
  cos: [[0.7], Math.cos(0.7)],
  erf: [[0.5], 0.5204998778130465],
  erfc: [[0.5], 0.4795001221869535],
  exp: [[0.7], Math.exp(0.7)],
  expm1: [[0.7], Math.expm1(0.7)],
  floor: [[-1.5], -2],
  inv: [[4], 0.25],
  lbeta: [[3, 4], lgamma(3) + lgamma(4) - lgamma(7)],
  lgamma: [[5], lgamma(5)],
  log: [[0.7], Math.log(0.7)],
  log1m: [[0.7], Math.log(0.3)],
  log1p: [[0.7], Math.log(1.7)],
  log_choose: [[7, 3], Math.log(35)],
  log_mix: [[0.3, 1, 2], Math.log(0.3 * Math.exp(1) + 0.7 * Math.exp(2))],
  log_sigmoid: [[0.7], Math.log(sigmoid(0.7))],
  log_sum_exp: [[1, 2, 0.5], logSumExp(1, 2, 0.5)],
  logit: [[0.7], Math.log(0.7 / 0.3)],
  max: [[0.3, 0.9, 0.1], 0.9],
  min: [[0.3, 0.9, 0.1], 0.1],
  phi: [[1.96], 0.9750021048517795],
  pow: [[2.5, 1.5], 2.5 ** 1.5],
  relu: [[1.5], 1.5],
  sigmoid: [[0.7], sigmoid(0.7)],
  sign: [[-0.3], -1],
  sin: [[0.7], Math.sin(0.7)],
  softplus: [[0.7], Math.log(1 + Math.exp(0.7))],
  sqrt: [[0.7], Math.sqrt(0.7)],
  square: [[1.5], 2.25],
  tan: [[0.7], Math.tan(0.7)],
  tanh: [[0.7], Math.tanh(0.7)],
  where: [[1, 2, 3], 2],
};

it("all functions of numbers are tried", () => {
  expect(Object.keys(elementwise).sort()).toEqual(Object.keys(ELEMENTWISE).sort());
});

it.each(Object.entries(elementwise))("%s has its value and its derivative", (name, [inputs, value]) => {
  const letters = inputs.map((_, i) => `a${i}`);
  const program = integrandOf(`${name}(${letters})`, letters, { gradient: true });
  expect(valueAt(program, ...inputs)).toBeCloseTo(value, 13);
  // A condition of `where` that varies: its derivative is 0, but not across its jump.
  if (name !== "where") expect(gradientError(program, Float64Array.from(inputs))).toBeLessThan(1e-9);
});

it.each([
  ["2^3^2", 512],
  ["-2^2", -4],
  ["2^-1", 0.5],
  ["2 - 3 - 4", -5],
  ["8 / 4 / 2", 1],
  ["2 + 3 * 4", 14],
  ["(2 + 3) * 4", 20],
  ["2 * -3 + 7", 1],
  ["7 - -2", 9],
  ["2 * 3^2", 18],
  ["1 + 1 < 3", 1],
] as const)("%s is %d, of numbers and of variables alike", (text, value) => {
  expect(valueAt(integrandOf(`${text} + 0 * x`, ["x"]), 1)).toBe(value);
  const numbers = [...new Set(text.match(/\d+/g))];
  const program = integrandOf(
    text.replace(/\d+/g, (n) => `x${n}`),
    numbers.map((n) => `x${n}`),
  );
  expect(valueAt(program, ...numbers.map(Number))).toBeCloseTo(value, 12);
});

const vectors: Readonly<Record<string, readonly [text: string, value: number]>> = {
  column: ["column([[1, 2], [3, 4]], 2)[2] * v[1]", 4 * 0.3],
  columns: ["columns([[1, 2], [3, 4]]) * v[1]", 0.6],
  concat: ["dot(concat(v, [1, v[1]]), [1, 2, 3, 4, 5])", 0.3 - 1 + 6 + 4 + 1.5],
  cumsum: ["sum(cumsum(v))", 3 * 0.3 - 2 * 0.5 + 2],
  dot: ["dot(v, [1, 2, 3])", 0.3 - 1 + 6],
  length: ["length(v) * v[1]", 0.9],
  levels: ["levels([1, 3, 2]) * v[1]", 0.9],
  log_softmax: ["log_softmax(v)[2]", -0.5 - logSumExp(0.3, -0.5, 2)],
  log_sum_exp: ["log_sum_exp(v)", logSumExp(0.3, -0.5, 2)],
  max: ["max(v)", 2],
  mean: ["mean(v)", 0.6],
  min: ["min(v)", -0.5],
  ones: ["sum(ones(2)) * v[1]", 0.6],
  prod: ["prod(v)", -0.3],
  range: ["dot(range(2, 4), v)", 0.6 - 1.5 + 8],
  recur: ["sum(recur(v[1], 0.5, [v[2], v[3]]))", 0.3 + (0.15 - 0.5) + (0.5 * (0.15 - 0.5) + 2)],
  reverse: ["dot(reverse(v), [1, 2, 3])", 2 - 1 + 0.9],
  rows: ["rows([[1, 2], [3, 4], [5, 6]]) * v[1]", 0.9],
  sd: ["sd(v)", Math.sqrt((0.3 ** 2 + 1.1 ** 2 + 1.4 ** 2) / 2)],
  softmax: ["softmax(v)[3]", Math.exp(2 - logSumExp(0.3, -0.5, 2))],
  standardise: ["dot(standardise([1, 2, 3]), v)", -0.3 + 2],
  sum: ["sum(v)", 1.8],
  variance: ["variance(v)", (0.3 ** 2 + 1.1 ** 2 + 1.4 ** 2) / 2],
  zeros: ["sum(zeros(2) + v[1])", 0.6],
};

it("all functions of vectors are tried", () => {
  expect(Object.keys(vectors).sort()).toEqual(Object.keys(REDUCTIONS).sort());
});

it.each(Object.entries(vectors))("%s of a vector has its value and its derivative", (_, [text, value]) => {
  const program = integrandOf(text, [{ name: "v", length: 3 }], { gradient: true });
  expect(valueAt(program, 0.3, -0.5, 2)).toBeCloseTo(value, 13);
  expect(gradientError(program, Float64Array.of(0.3, -0.5, 2))).toBeLessThan(1e-9);
});

it("a recurrence of any length is that of its terms one by one, with factors that differ", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (terms) => {
      const text = `f = 0.9 * sin(range(1, ${terms.length}) * a)\nsum(recur(a, f, [${terms}]) * range(1, ${terms.length + 1}))`;
      let [value, sum] = [0.7, 0.7];
      terms.forEach((term, i) => {
        value = term + 0.9 * Math.sin((i + 1) * 0.7) * value;
        sum += (i + 2) * value;
      });
      const program = integrandOf(text, ["a"], { gradient: true });
      expect(valueAt(program, 0.7)).toBeCloseTo(sum, 9);
      expect(gradientError(program, Float64Array.of(0.7))).toBeLessThan(1e-7);
    }),
    { numRuns: 20 },
  );
});

describe("programs of random texts", () => {
  /** Expressions of x, y (numbers) and v (a vector of 3) whose values stay moderate. */
  const { number, vector } = fc.letrec<{ number: string; vector: string }>((tie) => ({
    number: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("x", "y", "1.5", "v[2]"),
      fc.tuple(fc.constantFrom("+", "-", "*"), tie("number"), tie("number")).map(([s, a, b]) => `(${a} ${s} ${b})`),
      fc
        .tuple(fc.constantFrom("sin", "cos", "tanh", "sigmoid", "softplus", "erf"), tie("number"))
        .map(([f, a]) => `${f}(${a})`),
      tie("number").map((a) => `(1 / (2 + sin(${a})))`),
      fc
        .tuple(tie("number"), tie("number"), tie("number"))
        .map(([a, b, c]) => `log_mix(sigmoid(${a}), sin(${b}), cos(${c}))`),
      fc
        .tuple(fc.constantFrom("sum", "mean", "log_sum_exp", "dot_self"), tie("vector"))
        .map(([f, a]) => (f === "dot_self" ? `dot(sin(${a}), cos(${a}))` : `${f}(sin(${a}))`)),
    ),
    vector: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("v", "[1, 0.5, -2]", "[x, 2, y]"),
      fc.tuple(fc.constantFrom("+", "-", "*"), tie("vector"), tie("vector")).map(([s, a, b]) => `(${a} ${s} ${b})`),
      fc.tuple(fc.constantFrom("+", "-", "*"), tie("number"), tie("vector")).map(([s, a, b]) => `(${a} ${s} ${b})`),
      fc
        .tuple(fc.constantFrom("sin", "tanh", "softplus", "cumsum", "softmax"), tie("vector"))
        .map(([f, a]) => `${f}(sin(${a}))`),
      tie("vector").map((a) => `([[1, 2, 0], [0, 1, -1], [0.5, 0, 1]] * sin(${a}))`),
      tie("vector").map((a) => `concat((${a})[2:], 0.3 * (${a})[1:1])`),
      tie("vector").map((a) => `(${a})[[3, 1, 3]]`),
    ),
  }));

  const texts = fc.oneof(
    number,
    vector.map((v) => `sum(sin(${v}))`),
  );

  it("have the gradients that differences have", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const program = integrandOf(text, ["x", "y", { name: "v", length: 3 }], { gradient: true });
        expect(gradientError(program, Float64Array.of(0.3, -0.8, 0.4, 1.1, -0.6))).toBeLessThan(1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it("have the values that the same text has when everything is a number", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const program = integrandOf(text, ["x", "y", { name: "v", length: 3 }]);
        const constants = `x = 0.3\ny = -0.8\nv = [0.4, 1.1, -0.6]\n${text} + 0 * z`;
        const folded = integrandOf(constants, ["z"]);
        const [a, b] = [interpret(program).value(Float64Array.of(0.3, -0.8, 0.4, 1.1, -0.6)), valueAt(folded, 0)];
        expect(Math.abs(a - b)).toBeLessThan(1e-9 * Math.max(1, Math.abs(a)));
      }),
      { numRuns: 60 },
    );
  });
});

describe("sums of squares of what is linear in few numbers", () => {
  it("are reduced to as many rows as there are numbers, and keep value and derivative", () => {
    const n = 40;
    const x = Array.from({ length: n }, (_, i) => Math.sin(i));
    const y = Array.from({ length: n }, (_, i) => Math.cos(3 * i) + 2);
    const g = Array.from({ length: n }, (_, i) => 1 + (i % 3));
    const text = `data x = [${x}]\ndata y = [${y}]\ndata g = [${g}]
      parameter a[3], b, s > 0
      y ~ normal(2 * a[g] - b * x + 1, s)`;
    const program = densityOf(text);
    expect(Math.max(...program.operations.map(({ length }) => length))).toBeLessThan(5);
    const at = [0.3, -0.4, 1.2, 0.7, 0.2];
    const s = Math.exp(0.2);
    const expected = y.reduce(
      (sum, value, i) => sum - 0.5 * ((value - (2 * at[g[i] - 1] - 0.7 * x[i] + 1)) / s) ** 2 - 0.2,
      0.2,
    );
    expect(valueAt(program, ...at)).toBeCloseTo(expected, 10);
    expect(gradientError(program, Float64Array.from(at))).toBeLessThan(1e-9);
  });
});
