/** What a form may offer to vary. Pure functions. */
import { generatorOf } from "../../../../shared/data/generators/known.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import type { Fields, Params } from "../../../../shared/experiment/fields.ts";
import { activeFields } from "../../../../shared/experiment/schema.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { isSeed } from "../../../../shared/labs/seed-paths.ts";

/** Axes beside seeds that a page can lay out. */
export const mostAxes = 3;

/** Paths that may be varied and are not yet, of controls that apply now. */
export function freePaths(lab: Pick<Lab, "params">, { data, params, sweep = {} }: Experiment): readonly string[] {
  if (Object.keys(sweep).filter((path) => !isSeed(path)).length >= mostAxes) return [];
  const paths = (prefix: string, fields: Fields, values: Params) =>
    activeFields(fields, values)
      .filter(([, { kind }]) => kind !== "columns" && kind !== "text" && kind !== "map")
      .map(([name]) => `${prefix}.${name}`);
  const generated =
    data !== null && "generator" in data ? paths("data.params", generatorFields(data), data.params) : [];
  return [...paths("params", lab.params, params), ...generated].filter((path) => !Object.hasOwn(sweep, path));
}

/** Those of the generator of the data; none of other data. */
export function generatorFields(data: Experiment["data"]): Fields {
  if (data === null || !("generator" in data)) return {};
  return generatorOf(data.generator)?.params ?? {};
}
