/** What of the graph topics the parameters say: their forms read and drawn, their counts. Pure functions for views and threads. */
import { ExperimentError } from "../../../experiment/errors.ts";
import {
  compileExpression,
  type Expression,
  ExpressionError,
  parseExpression,
  variablesOf,
} from "../../../math/expression/index.ts";
import { foldIn, uniform } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { type Concepts, conceptsOf, hiddenOf, MOST_HIDDEN } from "./concepts.ts";
import type { ConceptParams, GraphParams } from "./fields.ts";
import { type Form, sourceOf } from "./forms.ts";

export interface ReadForm extends Form {
  readonly expression: Expression;
}

/** The forms of the function. Throws an ExperimentError for a text that is no expression, or a size that is beyond the source. */
export function formsOf({ source, expression = "", other = "", size = 2 }: GraphParams): readonly ReadForm[] {
  if (source === "own") {
    const own = read("own", expression, "params.expression");
    return other.trim() === "" ? [own] : [own, read("other", other, "params.other")];
  }
  const { most, forms } = sourceOf(source);
  if (size > most)
    throw new ExperimentError("params.size", "size-too-large", `n: ${size} (must be at most ${most} for ${source})`, {
      value: size,
      most,
    });
  return forms(size).map((form) => ({ ...form, expression: parseExpression(form.text) }));
}

function read(id: "own" | "other", text: string, path: string): ReadForm {
  try {
    return { id, text, expression: parseExpression(text) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExperimentError(path, error.code, error.message, error.values);
  }
}

export function variablesIn(forms: readonly ReadForm[]): readonly string[] {
  return [...new Set(forms.flatMap(({ expression }) => variablesOf(expression)))];
}

/** Points at which the forms are compared: every variable uniform in [−1, 1), or a bit. One row per point; forms × points values. */
export function compared(forms: readonly ReadForm[], { source }: GraphParams, key: Key, points: number) {
  const names = variablesIn(forms);
  const isBits = source !== "own" && sourceOf(source).bits === true;
  const functions = forms.map(({ expression }) => compileExpression(expression, names));
  const values = new Float64Array(forms.length * points);
  for (let p = 0; p < points; p++) {
    const x = names.map((_, i) => {
      const drawn = uniform(foldIn(key, p), i);
      return isBits ? Math.floor(2 * drawn) : 2 * drawn - 1;
    });
    for (const [f, value] of functions.entries()) values[f * points + p] = value(x);
  }
  return values;
}

/** The network of concepts. Throws an ExperimentError for one with too many states. */
export function networkOf({ network, levels = 2 }: Pick<ConceptParams, "network" | "levels">): Concepts {
  const concepts = conceptsOf(network, levels);
  const hidden = hiddenOf(concepts).length;
  if (hidden <= MOST_HIDDEN) return concepts;
  throw new ExperimentError(
    "params.levels",
    "too-many-concepts",
    `levels: ${levels} leave ${hidden} concepts to infer (must be at most ${MOST_HIDDEN}: use ${levels - 1} levels)`,
    { value: levels, hidden, most: MOST_HIDDEN, fits: levels - 1 },
  );
}
