import { signal } from "@preact/signals";
import type { NDArray } from "../../../../shared/arrays.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import { isRegression, type McmcParams } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { parameterNames, reading } from "../../../../shared/labs/monte-carlo/mcmc/names.ts";
import { warmupRows } from "../../../../shared/labs/monte-carlo/mcmc/rows.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** What every view of this lab is given. */
export type McmcProps = ViewProps<McmcParams>;

/** Rows at the start of every chain that the figures leave out; null: the warm-up. Shared by all views. */
export const burnIn = signal<number | null>(null);
/** Index of the parameter that the diagnostic views show. */
export const parameter = signal(0);

/** What the views read of a fold: nothing is copied. */
export interface Draws {
  readonly params: McmcParams;
  /** Names as the reader sees them: coefficients with their column. */
  readonly names: readonly string[];
  /** Names as metrics have them. */
  readonly parameters: readonly string[];
  readonly tasks: readonly string[];
  /** Rows that every chain has. */
  readonly rows: number;
  readonly warmup: number;
  /** First row that counts. */
  readonly from: number;
  /** Some rows were left out when the result was kept: nothing that takes all of them can be found. */
  readonly thinned: boolean;
  /** Draws of each chain that count, before any were left out. */
  readonly made: number;
  readonly fold: Fold;
}

export function drawsOf({ experiment, fold, data }: Pick<McmcProps, "experiment" | "fold" | "data">): Draws {
  const { params } = experiment;
  const tasks = fold.tasks.map(({ id }) => id);
  const rows = Math.min(...tasks.map((task) => fold.records(task, "draw")?.shape[0] ?? 0));
  const warmup = Math.max(...tasks.map((task) => warmupRows(fold, task, params.warmup)));
  const from = Math.min(burnIn.value ?? warmup, Math.max(rows - 1, 0));
  const thinned = tasks.some((task) => rows < fold.done(task)) && fold.finished;
  const parameters = parameterNames(params, data, fold.records(tasks[0], "draw")?.shape[1] ?? 1);
  return {
    params,
    names: shownNames(params, data, parameters),
    parameters,
    tasks,
    rows,
    warmup,
    from,
    thinned,
    made: thinned ? params.draws : rows - from,
    fold,
  };
}

export function shownNames(params: McmcParams, data: McmcProps["data"], names: readonly string[]): readonly string[] {
  if (!isRegression(params.target) || data === null) return names;
  const { chosenColumns, columnName } = reading.code();
  const { predictors } = chosenColumns(params, data);
  return names.map((name, i) =>
    i > 0 && i <= predictors.length ? `${name} ${columnName(data, predictors[i - 1])}` : name,
  );
}

/** One parameter of one chain, rows from `from` on (all chains equally long), every `stride`-th. */
export function series({ fold, rows }: Draws, task: string, column: number, from: number, stride = 1): Float64Array {
  const { shape, values } = fold.records(task, "draw") as NDArray;
  const found = new Float64Array(Math.max(Math.ceil((rows - from) / stride), 0));
  for (let i = 0; i < found.length; i++) found[i] = values[(from + i * stride) * shape[1] + column];
  return found;
}

/** Every how many draws of a chain are drawn, so that all chains together have about that many points. */
export function strideFor({ tasks, rows, from }: Draws, most: number): number {
  return Math.max(1, Math.ceil((tasks.length * (rows - from)) / most));
}

/** A diagnostic of an answer as figures show it: not a number where a mark says that it has no value (all diagnostics are positive). */
export function shownValue(value: number): number {
  return value < 0 ? Number.NaN : value;
}

/** How a question about the draws that count is asked of a result that was kept in part: what was recorded is about the draws after warm-up. */
export function keptAnswer({ from, warmup, thinned }: Draws, name: string) {
  return { recordedAs: from === warmup ? name : undefined, partial: thinned };
}

/** Says of a result that was kept in part how many of its draws a figure shows. */
export function keptNote({ thinned, rows, fold, tasks }: Draws): string | undefined {
  if (!thinned) return undefined;
  const [kept, made] = [rows, fold.done(tasks[0])].map((count) => formatInteger(count, locale.value));
  return t(words.keptOf, { kept, made });
}
