/** An integrand of the user's own: an expression in x1, x2, …, of which the first three may be called x, y and z. */
import { ExperimentError } from "../../../../experiment/errors.ts";
import { compileExpression, ExpressionError, parseExpression, variablesOf } from "../../../../math/expression/index.ts";
import { pow } from "../../../../math/index.ts";
import { foldIn, uniform } from "../../../../random/index.ts";
import { normalQuantile } from "../../../../stats/normal-quantile.ts";
import type { IntegrationParams } from "../fields.ts";

export interface Own {
  /** The integrand at coordinates in (0, 1): its mean is what is wanted. Throws an ExperimentError where the function has no finite value. */
  at(u: Float64Array): number;
}

const LETTERS = ["x", "y", "z"];
/** Points at which a function is tried before anything runs. */
const TRIED = 64;

/** Throws an ExperimentError for a text that is no expression, names no variable of so many dimensions, or has no value at a point that was tried. */
export function readOwn({ integrand = "", measure, lower = 0, upper = 1, dimension = 2 }: IntegrationParams): Own {
  if (measure !== "normal" && !(lower < upper))
    throw new ExperimentError(
      "params.upper",
      "empty-range",
      `upper bound: ${upper} (must be above the lower one, ${lower})`,
      {
        value: upper,
        min: lower,
      },
    );
  const f = functionOf(integrand, dimension);
  const x = new Float64Array(dimension + LETTERS.length);
  const span = upper - lower;
  const factor = measure === "integral" ? pow(span, dimension) : 1;
  const own: Own = {
    at(u) {
      for (let j = 0; j < dimension; j++) {
        x[j] = measure === "normal" ? normalQuantile(u[j]) : lower + span * u[j];
        if (j < LETTERS.length) x[dimension + j] = x[j];
      }
      const value = factor * f(x);
      if (!Number.isFinite(value)) throw notFinite(value, x.subarray(0, dimension));
      return value;
    },
  };
  const u = new Float64Array(dimension);
  for (let i = 0; i < TRIED; i++) {
    for (let j = 0; j < dimension; j++) u[j] = uniform(foldIn([7, 7], i), j) || 0.5;
    own.at(u);
  }
  return own;
}

function functionOf(text: string, dimension: number): (x: Float64Array) => number {
  const numbered = Array.from({ length: dimension }, (_, j) => `x${j + 1}`);
  const known = [...numbered, ...LETTERS.slice(0, dimension)];
  try {
    const expression = parseExpression(text);
    const unknown = variablesOf(expression).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      const at = placeOf(text, unknown);
      const allowed = dimension === 1 ? "x" : known.slice(dimension > 4 ? 0 : dimension).join(", ");
      throw new ExpressionError("unknown-variable", at, `unknown variable: ${unknown} (there are ${allowed})`, {
        value: unknown,
        allowed,
      });
    }
    // Letters stand behind all numbered variables, however many of them there are.
    return compileExpression(expression, [...numbered, ...LETTERS]);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExperimentError("params.integrand", error.code, error.message, error.values);
  }
}

/** Where a name stands that is no part of a longer one. */
function placeOf(text: string, name: string): number {
  for (const found of text.matchAll(/\p{L}[\p{L}\p{N}_]*/gu)) if (found[0] === name) return found.index;
  return 0;
}

function notFinite(value: number, x: Float64Array): ExperimentError {
  const point = Array.from(x.subarray(0, 8), (xj, j) => `x${j + 1} = ${Number(xj.toPrecision(5))}`).join(", ");
  const name = Number.isNaN(value) ? "not a number" : "infinite";
  return new ExperimentError(
    "params.integrand",
    Number.isNaN(value) ? "integrand-undefined" : "integrand-infinite",
    `function: ${name} at ${point} (must be finite: change the bounds, or the function there, as by max(…, 0))`,
    { point },
  );
}
