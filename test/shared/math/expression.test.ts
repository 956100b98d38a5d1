import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  apply,
  compileExpression,
  type Expression,
  ExpressionError,
  FUNCTIONS,
  number,
  parseExpression,
  printExpression,
  variable,
  variablesOf,
} from "../../../shared/math/expression/index.ts";

const evaluated = (text: string, values: Readonly<Record<string, number>> = {}) =>
  compileExpression(parseExpression(text), Object.keys(values))(Object.values(values));

const leaves = fc.oneof(
  fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => number(value === 0 ? 0 : value)),
  fc.constantFrom("x", "y1", "w_2", "ñ", "x₁").map(variable),
);
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaves,
    fc.tuple(fc.constantFrom("+", "-", "*", "/", "^"), tie("tree"), tie("tree")).map(([op, a, b]) => apply(op, a, b)),
    fc
      .tuple(fc.constantFrom("neg", ...Object.keys(FUNCTIONS)), tie("tree"))
      .map(([operation, a]) => apply(operation, a)),
    fc.tuple(fc.constantFrom("max", "min"), tie("tree"), tie("tree")).map(([op, a, b]) => apply(op, a, b)),
  ),
}));

describe("an expression", () => {
  it("printed and read again is the same tree", () => {
    fc.assert(
      fc.property(tree, (expression) => {
        expect(parseExpression(printExpression(expression))).toEqual(expression);
      }),
    );
  });

  it("without functions has the value that JavaScript gives it", () => {
    const plain = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof(
        { depthSize: "small" },
        fc.integer({ min: 0, max: 9 }).map(String),
        fc.constantFrom("x", "y"),
        fc.tuple(tie("text"), fc.constantFrom("+", "-", "*", "/"), tie("text")).map((parts) => parts.join(" ")),
        tie("text").map((inner) => `(${inner})`),
        tie("text").map((inner) => `- ${inner}`),
      ),
    })).text;
    fc.assert(
      fc.property(plain, (text) => {
        const expected = new Function("x", "y", `return ${text}`)(3, 0.5) as number;
        const found = evaluated(text, { x: 3, y: 0.5 });
        if (Number.isNaN(expected)) expect(found).toBeNaN();
        else expect(found).toBe(expected);
      }),
    );
  });

  it.each([
    ["2^3^2", 512],
    ["-2^2", -4],
    ["2^-1", 0.5],
    ["8/4/2", 1],
    ["7-4-2", 1],
    ["2 × 3 − 1 · 2 ÷ 4", 5.5],
    ["2**3", 8],
    ["1e-3*2.5E3", 2.5],
    [".5 + 1.", 1.5],
    ["max(1, 4, 2) - min(3)", 1],
    ["--3", 3],
    ["relu(-2) + relu(2)", 2],
  ])("%s is %d", (text, value) => expect(evaluated(text)).toBe(value));

  it("knows its functions, near to those of the machine", () => {
    const pairs: readonly (readonly [string, number])[] = [
      ["σ(0.3)", 1 / (1 + Math.exp(-0.3))],
      ["ln(2)", Math.log(2)],
      ["sen(pi/6)", 0.5],
      ["tan(1)", Math.tan(1)],
      ["sqrt(2)", Math.SQRT2],
      ["softplus(1)", Math.log1p(Math.E)],
    ];
    for (const [text, value] of pairs) expect(evaluated(text)).toBeCloseTo(value, 14);
  });

  it("lists its variables as they are read", () =>
    expect(variablesOf(parseExpression("b + x1*w1 + x1*a"))).toEqual(["b", "x1", "w1", "a"]));

  it("keeps what is not a number", () => {
    expect(evaluated("max(1, log(-1))")).toBeNaN();
    expect(evaluated("relu(log(-1))")).toBeNaN();
  });
});

describe("a wrong text is refused with its place", () => {
  it.each([
    ["", "ends-early", 1],
    ["2 x", "no-sign", 3],
    ["2(x)", "no-sign", 2],
    ["(x + 1", "not-closed", 1],
    ["x + 1)", "not-opened", 6],
    ["x + * 2", "misplaced", 5],
    ["x +", "ends-early", 4],
    ["sin", "not-called", 1],
    ["f(x)", "unknown-function", 1],
    ["x + sin(x, y)", "wrong-count", 5],
    ["x # 2", "unknown-character", 3],
    ["1e999", "number-too-large", 1],
    ["x, y", "misplaced", 2],
    ["(x y)", "no-sign", 4],
    ["toString(x)", "unknown-function", 1],
    ["(".repeat(300), "expression-too-deep", 202],
  ])("%s: %s at %d", (text, code, at) => {
    let error: unknown;
    try {
      parseExpression(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ExpressionError);
    const { code: found, values } = error as ExpressionError;
    expect({ code: found, at: values.at }).toEqual({ code, at });
  });

  it("and nothing but an ExpressionError comes of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."x1+-*/^(),. sinlog") }), (text) => {
        try {
          parseExpression(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
    );
  });

  it("a variable without a value, by name", () =>
    expect(() => compileExpression(parseExpression("x + z"), ["x"])).toThrow("variable without a value: z"));
});
