import type { Table } from "../../../../../shared/data/table.ts";
import { located } from "../../../../../shared/densities/located.ts";
import { parse } from "../../../../../shared/densities/text/parse.ts";
import type { ParameterStatement } from "../../../../../shared/densities/text/syntax.ts";
import { ExperimentError } from "../../../../../shared/experiment/errors.ts";
import type { McmcParams } from "../../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { modelOf, tableFor } from "../../../../../shared/labs/monte-carlo/mcmc/model.ts";
import { placeAt, type Stretch, wordAt } from "../../../../views/code-box.tsx";

/** What a text has, when nothing is wrong with it. */
export interface Facts {
  /** Parameters as they are declared: "tau > 0", "beta[columns(predictors)]". */
  readonly declared: readonly string[];
  /** Unconstrained coordinates. */
  readonly dimension: number;
  /** Names of the reported numbers, runs of elements as one: "theta[1…8]". */
  readonly reported: readonly string[];
  readonly numbers: number;
  /** Columns of the table that the text uses, with predictors and response; and its rows. */
  readonly columns: readonly string[];
  readonly rows: number;
}

export type Checked =
  | { readonly wrong: Error; readonly where: Stretch | undefined }
  | { readonly wrong?: undefined; readonly facts: Facts };

/** The parameters with this text as the model. */
export const ownParams = (params: McmcParams, text: string): McmcParams => ({ ...params, target: "own", model: text });

/** Reads a text beside a table, as a run would: some milliseconds, which grow with the rows. */
export function checkText(params: McmcParams, text: string, table: Table | null): Checked {
  const own = ownParams(params, text);
  try {
    const { target } = modelOf(own, table);
    const { columns = [], predictors, response } = tableFor(own, table, text);
    const used = [
      ...columns.map(({ name }) => name),
      ...(predictors ? ["predictors"] : []),
      ...(response ? ["response"] : []),
    ];
    const facts: Facts = {
      declared: declarationsIn(text),
      dimension: target.dimension,
      reported: runsOf(target.names),
      numbers: target.names.length,
      columns: used,
      rows: used.length > 0 ? (table?.rows ?? 0) : 0,
    };
    return { facts };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const { line, column } = error.values;
    const isPlaced = typeof line === "number" && typeof column === "number";
    return { wrong: error, where: isPlaced ? wordAt(text, placeAt(text, line, column)) : undefined };
  }
}

/** As they stand in the text, without the blanks at their ends. */
export function declarationsIn(text: string): readonly string[] {
  const statements = located(text, () => parse(text));
  return statements.flatMap((one) => (one.kind === "parameter" ? [declaration(text, one)] : []));
}

/** From the name to the comma, the end of the line or the comment that ends it; what is in brackets belongs to it. */
function declaration(text: string, { at }: ParameterStatement): string {
  let depth = 0;
  let end = at;
  for (; end < text.length; end++) {
    const sign = text[end];
    if ("([".includes(sign)) depth++;
    else if (")]".includes(sign)) depth--;
    else if (depth === 0 && ",\n;#".includes(sign)) break;
  }
  return text.slice(at, end).trim().replace(/\s+/g, " ");
}

/** Neighbours among names that are elements of one thing, as one: theta[1], …, theta[8] are "theta[1…8]". */
export function runsOf(names: readonly string[]): readonly string[] {
  const runs: { readonly name: string; readonly first: number; last: number }[] = [];
  for (const full of names) {
    const [, name, place] = /^(.*)\[(\d+)\]$/.exec(full) ?? [];
    const at = Number(place);
    const last = runs.at(-1);
    if (name === undefined) runs.push({ name: full, first: 0, last: 0 });
    else if (last?.name === name && last.last === at - 1) last.last = at;
    else runs.push({ name, first: at, last: at });
  }
  return runs.map(({ name, first, last }) =>
    first === 0 ? name : first === last ? `${name}[${first}]` : `${name}[${first}…${last}]`,
  );
}
