import { expect, test } from "vitest";
import { integrandOf, type Program } from "../../../../shared/densities/index.ts";
import { BLOCK, POINTS, VALUES } from "../../../../shared/kernels/integration/integrands.ts";
import { scalarMachine } from "../../../../shared/kernels/integration/scalar.ts";
import { wasmMachine } from "../../../../shared/kernels/integration/wasm.ts";
import { normalQuantile } from "../../../../shared/stats/normal-quantile.ts";
import { fresh } from "../../../wasm.ts";

const variables = { name: "X", length: 6, elements: (j: number) => [`x${j + 1}`] };
/** Texts, and what they say in JavaScript's own functions. */
const cases: readonly (readonly [text: string, f: (x: readonly number[]) => number])[] = [
  ["x1 + 2 * x2 - x3 / (1 + x4)", (x) => x[0] + 2 * x[1] - x[2] / (1 + x[3])],
  ["exp(-sum(X^2)) * cos(x6)", (x) => Math.exp(-x.reduce((sum, one) => sum + one * one, 0)) * Math.cos(x[5])],
  ["3", () => 3],
  ["sum(X[2:4]) < 1", (x) => (x[1] + x[2] + x[3] < 1 ? 1 : 0)],
  [
    "data w = [3, -1, 0.5, 2, 7, 1]\nr = sum(w * X)\nmax(r, 0) + floor(5 * x1)",
    (x) => Math.max(3 * x[0] - x[1] + 0.5 * x[2] + 2 * x[3] + 7 * x[4] + x[5], 0) + Math.floor(5 * x[0]),
  ],
  [
    "data a = [1, 2, 3]\nsum(exp(-a * x1)) + log(x2) + abs(x3 - 0.5)^1.5",
    (x) => Math.exp(-x[0]) + Math.exp(-2 * x[0]) + Math.exp(-3 * x[0]) + Math.log(x[1]) + Math.abs(x[2] - 0.5) ** 1.5,
  ],
  [
    "data A = [[1, 2, 0, 0, 0, 1], [0, 1, 3, 0, 0, -1]]\nsum((A * X)^2)",
    (x) => (x[0] + 2 * x[1] + x[5]) ** 2 + (x[1] + 3 * x[2] - x[5]) ** 2,
  ],
  [
    "data k = [1, 1, 3, 6]\nsum(X[k]) * tanh(x1) + log_sum_exp(X)",
    (x) => (2 * x[0] + x[2] + x[5]) * Math.tanh(x[0]) + Math.log(x.reduce((sum, one) => sum + Math.exp(one), 0)),
  ],
  ["data y = [0, 1, 1]\nsum(log1p(exp(y * x1)))", (x) => Math.log1p(1) + 2 * Math.log1p(Math.exp(x[0]))],
  ["sum(cumulative_sum(X))", (x) => x.reduce((sum, one, j) => sum + (6 - j) * one, 0)],
  [
    "data a = [9, 1, 8, 2, 7, 3, 6, 4, 5, 1, 7]\nsum(exp(a * x1)) - exp(9 * x1)",
    (x) => [1, 8, 2, 7, 3, 6, 4, 5, 1, 7].reduce((sum, one) => sum + Math.exp(one * x[0]), 0),
  ],
  // Too long to be written out: compiled for one point, which is called again and again.
  [
    `data t = [${Array.from({ length: 5000 }, (_, i) => i % 7).join(", ")}]\nmean(t * x1)`,
    (x) => {
      let sum = 0;
      for (let i = 0; i < 5000; i++) sum += (i % 7) / 5000;
      return sum * x[0];
    },
  ],
];

/** Values at a block of points on both devices, and the points. */
function values(program: Program, normal: boolean, count: number) {
  const problem = { program, dimension: 6, normal };
  const machines = [wasmMachine(fresh("integration"), problem), scalarMachine(problem)];
  const [compiled, interpreted] = machines.map((machine) => {
    machine.open("latin", 10, [3, 1]);
    machine.draw(5, count);
    machine.evaluate(count);
    return machine.room().slice(VALUES, VALUES + count);
  });
  const room = machines[1].room();
  const points = Array.from({ length: count }, (_, i) =>
    Array.from({ length: 6 }, (_, j) => room[POINTS + j * BLOCK + i]),
  );
  return { compiled, interpreted, points };
}

const named = cases.map(([text, f]) => [text.split("\n").at(-1), text, f] as const);

test.each(named)("%s: the same bits compiled as interpreted, and the right values", (_, text, f) => {
  const stretch = { low: -1, span: 3, factor: 2 };
  for (const [normal, count] of [
    [false, BLOCK],
    [true, 37],
  ] as const) {
    const program = integrandOf(text, [variables], normal ? {} : { stretch });
    const { compiled, interpreted, points } = values(program, normal, count);
    expect(compiled).toEqual(interpreted);
    points.forEach((u, i) => {
      const expected = normal ? f(u.map(normalQuantile)) : 2 * f(u.map((uj) => -1 + 3 * uj));
      if (Number.isNaN(expected)) expect(interpreted[i]).toBeNaN();
      else expect(Math.abs(interpreted[i] - expected)).toBeLessThan(1e-12 * (1 + Math.abs(expected)));
    });
  }
});
