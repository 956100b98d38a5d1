/** An integrand of the user's own: a text in the language of densities, of x1, x2, …, of which the first three may be called x, y and z, or of all of them as X. */
import {
  DensityError,
  integrandOf,
  interpret,
  type Program,
  type VectorVariable,
} from "../../../../densities/index.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import type { Stated } from "../../../../kernels/integration/machine.ts";
import { pow } from "../../../../math/index.ts";
import { foldIn, uniform } from "../../../../random/index.ts";
import { normalQuantile } from "../../../../stats/normal-quantile.ts";
import { type IntegrationParams, integrationFields } from "../fields.ts";

export interface Own {
  /** The integrand of coordinates in (0, 1): its mean is what is wanted. */
  readonly stated: Stated;
  /** What is wrong with the function at coordinates in (0, 1) where its value is not finite. */
  refuse(value: number, u: ArrayLike<number>): ExperimentError;
}

const LETTERS = ["x", "y", "z"];
const MOST_DIMENSIONS = integrationFields.dimension.max;
/** Points at which a function is tried before anything runs. */
const TRIED = 64;

type OwnParams = Pick<IntegrationParams, "integrand" | "measure" | "lower" | "upper" | "dimension">;

/** Tasks, checks and views ask for the same again and again. */
const known = new Map<string, Own>();
const MOST_KNOWN = 8;

/** Throws an ExperimentError for a text that states no function of so many variables, or one without a value at a point that was tried. */
export function readOwn({ integrand = "", measure = "integral", lower = 0, upper = 1, dimension = 2 }: OwnParams): Own {
  const key = JSON.stringify([integrand, measure, lower, upper, dimension]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const normal = measure === "normal";
  if (!normal && !(lower < upper))
    throw new ExperimentError(
      "params.upper",
      "empty-range",
      `upper bound: ${upper} (must be above the lower one, ${lower})`,
      { value: upper, min: lower },
    );
  const span = upper - lower;
  const factor = measure === "integral" ? pow(span, dimension) : 1;
  const program = programOf(integrand, dimension, normal ? undefined : { low: lower, span, factor });
  const shown = (uj: number) => (normal ? normalQuantile(uj) : lower + span * uj);
  const own: Own = {
    stated: { program, dimension, normal },
    refuse: (value, u) => notFinite(value, Array.from(u, shown)),
  };
  tryAtPoints(own);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, own);
  return own;
}

function tryAtPoints({ stated: { program, dimension, normal }, refuse }: Own): void {
  const { value } = interpret(program);
  for (let i = 0; i < TRIED; i++) {
    const u = Float64Array.from({ length: dimension }, (_, j) => uniform(foldIn([7, 7], i), j) || 0.5);
    const found = value(normal ? u.map(normalQuantile) : u);
    if (!Number.isFinite(found)) throw refuse(found, u);
  }
}

type Stretch = { readonly low: number; readonly span: number; readonly factor: number };

function programOf(text: string, dimension: number, stretch: Stretch | undefined): Program {
  const elements = (j: number) => [`x${j + 1}`, ...LETTERS.slice(j, j + 1)];
  const variables: VectorVariable = { name: "X", length: dimension, elements };
  try {
    return integrandOf(text, [variables], stretch && { stretch });
  } catch (error) {
    if (!(error instanceof DensityError)) throw error;
    throw (
      unknownName(error, dimension) ?? new ExperimentError("params.integrand", error.code, error.message, error.values)
    );
  }
}

/** A variable that there would be with more dimensions, or a name that means nothing here. */
function unknownName({ code, values }: DensityError, dimension: number): ExperimentError | undefined {
  if (code !== "density-unknown-name" && code !== "density-misspelt-name") return undefined;
  const value = String(values.value);
  const needed = LETTERS.includes(value) ? LETTERS.indexOf(value) + 1 : Number(/^x([1-9]\d?)$/.exec(value)?.[1] ?? 0);
  if (needed > dimension && needed <= MOST_DIMENSIONS)
    return new ExperimentError(
      "params.integrand",
      "integrand-dimension",
      `${value}: is variable ${needed}, and there are ${dimension} (set dimensions to ${needed}; line ${values.line}, character ${values.column})`,
      { ...values, needed, dimension },
    );
  // Of a letter or two each other letter is near.
  if (code === "density-misspelt-name" && value.length > 2) return undefined;
  const allowed = dimension > 3 ? `x1, …, x${dimension}, X` : [...LETTERS.slice(0, dimension), "X"].join(", ");
  return new ExperimentError(
    "params.integrand",
    "integrand-name",
    `unknown name: ${value} (there are ${allowed}; line ${values.line}, character ${values.column})`,
    { ...values, allowed },
  );
}

function notFinite(value: number, x: readonly number[]): ExperimentError {
  const point = x
    .slice(0, 8)
    .map((xj, j) => `x${j + 1} = ${Number(xj.toPrecision(5))}`)
    .join(", ");
  const name = Number.isNaN(value) ? "not a number" : "infinite";
  return new ExperimentError(
    "params.integrand",
    Number.isNaN(value) ? "integrand-undefined" : "integrand-infinite",
    `function: ${name} at ${point} (must be finite: change the bounds, or the function there, as by max(…, 0))`,
    { point },
  );
}
