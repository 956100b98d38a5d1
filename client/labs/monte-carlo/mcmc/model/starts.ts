import { type McmcParams, mcmcFields } from "../../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { textOf } from "../../../../../shared/labs/monte-carlo/mcmc/model.ts";
import type { Localized } from "../../../../../shared/text.ts";
import { words } from "./words.ts";

/** A text of the gallery to begin with. */
export interface Start {
  readonly id: string;
  readonly title: Localized;
}

const PLANE = ["gaussian", "banana", "donut", "mixture", "funnel", "squiggle"];
const HIERARCHICAL = ["eight-schools-noncentered", "eight-schools-centered", "gaussian-100"];
const COLUMNS = ["linear-regression", "logistic-regression", "poisson-regression", "column-mixture"];
/** The first is what a new own model begins as; of a calibration every chain has a text of its own. */
const NONE = ["calibration"];

const all: readonly Start[] = mcmcFields.target.options
  .filter(({ value }) => !NONE.includes(value))
  .map(({ value, label }) => ({ id: value, title: value === "own" ? words.robustMean : label }));
const named = (ids: readonly string[]) => ids.flatMap((id) => all.find((one) => one.id === id) ?? []);
const known = [...PLANE, ...HIERARCHICAL, ...COLUMNS, "own"];

/** All of the gallery, by what they are. */
export const starts: readonly { readonly title: Localized; readonly starts: readonly Start[] }[] = [
  { title: words.startModels, starts: named(["own", ...HIERARCHICAL]) },
  { title: words.startColumns, starts: named(COLUMNS) },
  { title: words.startPlane, starts: named(PLANE) },
  { title: words.startPosteriors, starts: all.filter(({ id }) => !known.includes(id)) },
];

/** Its text. */
export function startText(params: McmcParams, id: string): string {
  const target = id as McmcParams["target"];
  return textOf({ ...params, target, model: mcmcFields.model.default });
}
