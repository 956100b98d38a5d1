import { describe, expect, test } from "vitest";
import { inFloat32, isInFloat32 } from "../../../../shared/densities/float32.ts";
import { densityOf, interpret } from "../../../../shared/densities/index.ts";
import type { Operation, Program } from "../../../../shared/densities/program.ts";
import { normal, uniform } from "../../../../shared/random/index.ts";
import { openCompiled } from "./open.ts";

/** Rows: whole and broken blocks of 32, broken quads, and more than 127 blocks. */
const ROWS = [17, 32, 33, 62, 95, 4101];
const columns = 3;
const matrix = (rows: number) => Float64Array.from({ length: rows * columns }, (_, i) => normal([1, 1], i));

const TEXTS = {
  logistic: "parameter a, b[3]\na ~ normal(0, 1)\nb ~ normal(0, 1)\nresponse ~ bernoulli_logit(a + predictors * b)\n",
  Poisson: "parameter a, b[3]\na ~ normal(0, 1)\nb ~ normal(0, 1)\nresponse ~ poisson_log(a + predictors * b)\n",
  robust:
    "parameter b[3], s > 0\nb ~ normal(0, 1)\ns ~ exponential(1)\nu = (response - predictors * b) / s\ntarget += sum(-log(1 + u^2)) - 17 * log(s)\n",
} as const;

function programOf(text: string, rows: number): Program {
  const response = Float64Array.from({ length: rows }, (_, i) => (uniform([2, 2], i) > 0.4 ? 1 : 0));
  return densityOf(text, { predictors: { rows, columns, values: matrix(rows) }, response });
}

function expectSameBits(program: Program): void {
  const reference = interpret(program);
  const compiled = openCompiled(program);
  for (const scale of [0.5, 3, 200]) {
    const position = Float64Array.from({ length: program.dimension }, (_, i) => scale * normal([5, 6], i));
    const gradient = new Float64Array(program.dimension);
    const value = reference.value(position, gradient);
    expect(compiled.density(position)).toEqual({ value, gradient });
    expect(compiled.value(position)).toEqual(value);
  }
}

describe.each(Object.entries(TEXTS))("%s regression in float32", (_, text) => {
  test.each(ROWS)("of %d rows has the interpreter's bits", (rows) => {
    const program = inFloat32(programOf(text, rows));
    expect(isInFloat32(program)).toBe(true);
    expectSameBits(program);
  });

  test("is the density in float64 but for rounding", () => {
    const program = programOf(text, 95);
    const [single, double] = [interpret(inFloat32(program)), interpret(program)];
    const position = Float64Array.from({ length: program.dimension }, (_, i) => 0.5 * normal([5, 6], i));
    const [own, exact] = [new Float64Array(program.dimension), new Float64Array(program.dimension)];
    const [value, expected] = [single.value(position, own), double.value(position, exact)];
    // 95 terms of size 1, each rounded a dozen times to 24 bits.
    expect(Math.abs(value - expected)).toBeLessThan(1e-3);
    expect(value).not.toBe(expected);
    own.forEach((slope, i) => {
      expect(Math.abs(slope - exact[i])).toBeLessThan(1e-3);
    });
  });
});

test("every operation that there is in float32 has the interpreter's bits", () => {
  const rows = 71;
  const operations: Operation[] = [
    { op: "position", at: 0, length: 3 },
    { op: "position", at: 3, length: 1 },
    { op: "data", data: 1, length: rows },
    { op: "times", matrix: 0, x: 0, length: rows },
    { op: "constant", value: 0.3, length: 1 },
  ];
  const add = (operation: Operation) => operations.push(operation) - 1;
  const sums: number[] = [];
  const told = (x: number) => sums.push(add({ op: "sum", x, length: 1 }));
  for (const op of ["neg", "abs", "sqrt", "floor", "exp", "log", "expm1", "tanh", "sin", "cos", "erf"] as const)
    told(add({ op, x: 3, length: rows }));
  for (const op of ["add", "sub", "mul", "div", "max", "min", "less", "atMost", "equal"] as const)
    for (const y of [1, 2, 4]) told(add({ op, x: 3, y, length: rows }));
  const small = add({
    op: "exp",
    x: add({ op: "neg", x: add({ op: "abs", x: 3, length: rows }), length: rows }),
    length: rows,
  });
  sums.push(add({ op: "sumLog1p", x: small, length: 1 }));
  const then = 2;
  told(
    add({
      op: "select",
      condition: add({ op: "less", x: 3, y: 1, length: rows }),
      then,
      otherwise: small,
      length: rows,
    }),
  );
  const back = add({ op: "timesTransposed", matrix: 0, x: small, length: 3 });
  let value = sums[0];
  for (const x of sums.slice(1)) value = add({ op: "add", x: value, y: x, length: 1 });
  const program: Program = {
    dimension: sums.length + 3,
    operations,
    data: [
      { kind: "matrix", rows, columns: 3, values: matrix(rows) },
      { kind: "vector", values: Float64Array.from({ length: rows }, (_, i) => normal([7, 7], i)) },
    ],
    value,
    gradient: [back, ...sums],
    reported: [0],
    names: ["0", "1", "2"],
  };
  const single = inFloat32(program);
  expect(single.operations.filter((one) => one.single).length).toBeGreaterThan(80);
  expectSameBits(single);
});

test("what has no rows of a matrix, or needs a function that there is not in float32, stays as it is", () => {
  const plain = densityOf("parameter x[40]\nx ~ normal(0, 1)\n");
  expect(inFloat32(plain)).toBe(plain);
  const gamma = programOf("parameter b[3]\nb ~ normal(0, 1)\ntarget += sum(lgamma(1 + exp(predictors * b)))\n", 40);
  expect(inFloat32(gamma)).toBe(gamma);
});
