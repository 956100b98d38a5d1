import type { Arrays } from "../../../arrays.ts";
import { type Summary, summarise } from "../../../stats/summary.ts";
import type { Fold } from "../../fold.ts";
import type { LabQuestion, Recording } from "../../recording.ts";
import { measureCrowd } from "./crowd/measure.ts";
import { isCrowd } from "./crowd/plan.ts";
import { recordCrowd } from "./crowd/recording.ts";
import { CALIBRATION, type McmcParams } from "./fields.ts";
import { summaryQuestion } from "./questions.ts";
import { measureCalibration } from "./rank-test.ts";
import { recordMcmc } from "./recording.ts";
import { rehearsalQuestion } from "./rehearsal.ts";
import { rows, warmupRows } from "./rows.ts";
import { hasMomentum } from "./sampler-rules.ts";
import { summariesOf } from "./summaries.ts";
import { columnOf } from "./summarising.ts";
import { totalsIn, totalsOf, totalsQuestion } from "./totals.ts";
import { seriesOf } from "./walkers.ts";

/** Metrics of a run whose parameters have these names; `parts`: answers to `partsOf`. */
export function measureOf(
  fold: Fold,
  params: McmcParams,
  names: readonly string[],
  parts?: readonly Arrays[],
): Record<string, number> {
  if (params.target === CALIBRATION) return measureCalibration(fold, params.draws);
  return isCrowd(params) ? measureCrowd(fold, params, names) : measureChains(fold, params, names, parts);
}

/** What of it the page keeps to show before anything is run. */
export function recordingOf(fold: Fold, params: McmcParams, parameters: number): Recording {
  if (params.target === CALIBRATION) return { keep: {} };
  return isCrowd(params) ? recordCrowd(parameters) : recordMcmc(fold, params);
}

/** What takes long in it, as questions. */
export function partsOf(fold: Fold, params: McmcParams, parameters: number): readonly LabQuestion[] {
  return isCrowd(params) || params.target === CALIBRATION ? [] : chainParts(fold, params, parameters);
}

/** What readies a thread for them, now that `task` is done: where they are more than a moment's work. */
export function rehearsalOf(fold: Fold, params: McmcParams, parameters: number, task: string): LabQuestion | undefined {
  if (isCrowd(params) || params.target === CALIBRATION) return undefined;
  const from = warmupRows(fold, task, params.warmup);
  const all = fold.tasks.length * (rows(fold, task) - from);
  if (all * parameters < 2 * PART_VALUES) return undefined;
  return rehearsalQuestion(fold, task, from, Math.min(parametersOfPart(all), parameters));
}

/** Numbers of an unfinished run that are diagnosed at a time: parameters that are beyond wait for its end, but for the first. A tenth of a second of a thread. */
const LIVE_VALUES = 1_000_000;
/** Numbers that a thread is given at a time once a run is finished: a quarter of a second of it. */
const PART_VALUES = 10_400_000;
/** Parameters of one part at the least, but of the last. */
const FEWEST_PARAMETERS = 2;

/** The draws that count: rows [from, to) of every chain, and how many parameters are diagnosed. */
function extent(fold: Fold, { warmup }: McmcParams, parameters: number) {
  const tasks = fold.tasks.map(({ id }) => id);
  const from = Math.max(...tasks.map((task) => warmupRows(fold, task, warmup)));
  const to = Math.min(...tasks.map((task) => rows(fold, task)));
  const live = Math.max(1, Math.floor(LIVE_VALUES / (tasks.length * (to - from))));
  return { tasks, from, to, known: fold.finished ? parameters : Math.min(live, parameters) };
}

/** Fewer draws of a chain than these say nothing. */
const FEWEST = 4;

/** What `measureChains` needs, as questions: the summaries of several parameters each, the totals last. */
function chainParts(fold: Fold, params: McmcParams, parameters: number): readonly LabQuestion[] {
  const { tasks, from, to, known } = extent(fold, params, parameters);
  if (to - from < FEWEST) return [];
  const each = parametersOfPart(tasks.length * (to - from));
  const summaries = partSizes(known, each).map(({ first, count }) => summaryQuestion(fold, first, count, from, to));
  return [...summaries, totalsQuestion(fold, from)];
}

/** How many parameters a thread is given at a time, of so many draws. */
function parametersOfPart(draws: number): number {
  return Math.max(1, Math.floor(PART_VALUES / draws));
}

/** Parts of `each`, smaller ones at the end, so that threads are done at about the same time. */
function partSizes(all: number, each: number): readonly { readonly first: number; readonly count: number }[] {
  const parts: { first: number; count: number }[] = [];
  for (let first = 0; first < all; ) {
    let count = each;
    while (count > FEWEST_PARAMETERS && all - first < 2 * count) count = Math.ceil(count / 2);
    count = Math.min(count, all - first);
    parts.push({ first, count });
    first += count;
  }
  return parts;
}

/** Metrics over the draws after warm-up that every chain has made; `parts`: answers to `chainParts`. */
function measureChains(
  fold: Fold,
  params: McmcParams,
  names: readonly string[],
  parts?: readonly Arrays[],
): Record<string, number> {
  const { tasks, from: warmup, to, known } = extent(fold, params, names.length);
  const last = parts?.at(-1);
  const totals = last ? totalsOf(last) : totalsIn(fold, warmup);
  const metrics: Record<string, number> = { [workOf(params.sampler)]: totals.leapfrogs };
  const draws = to - warmup;
  if (draws < FEWEST) return metrics;
  metrics.divergences = totals.divergent;
  metrics.acceptance = totals.accept / tasks.reduce((sum, id) => sum + rows(fold, id) - warmup, 0);
  if (hasMomentum(params.sampler)) putExtreme(metrics, "ebfmi", totals.ebfmi, Math.min);
  if (params.sampler === "tempering") Object.assign(metrics, swapMetrics(fold));
  const series = seriesOf(fold, warmup, to);
  const summaries: readonly Partial<Summary>[] =
    parts?.slice(0, -1).flatMap(summariesOf) ??
    names
      .slice(0, known)
      .map((_, column) =>
        summarise(
          Object.values(series.given).map((one) => columnOf(one, column, series.from, series.to - series.from)),
        ),
      );
  summaries.forEach((summary, i) => {
    for (const [kind, value] of Object.entries(summary)) put(metrics, `${kind}.${names[i]}`, value);
  });
  // The largest of those that have a value would hide a parameter whose chains stand still.
  const rhats = summaries.map((summary) => summary.rhat);
  if (!rhats.includes(undefined)) putExtreme(metrics, "rhat", rhats, Math.max);
  putExtreme(
    metrics,
    "essBulk",
    summaries.map((summary) => summary.essBulk),
    Math.min,
  );
  putExtreme(
    metrics,
    "essTail",
    summaries.map((summary) => summary.essTail),
    Math.min,
  );
  putExtreme(metrics, "mcse", summaries.map(relativeError), Math.max);
  return metrics;
}

/** How evaluations of the density are called: by the gradients that a sampler uses (of Metropolis, that is none). */
function workOf(sampler: McmcParams["sampler"]): "gradients" | "evaluations" {
  return hasMomentum(sampler) || sampler === "metropolis" ? "gradients" : "evaluations";
}

function relativeError({ mcse, sd }: Partial<Summary>): number | undefined {
  return mcse === undefined || sd === undefined ? undefined : mcse / sd;
}

function put(metrics: Record<string, number>, name: string, value: number | undefined): void {
  if (value !== undefined && Number.isFinite(value)) metrics[name] = value;
}

/** The extreme of the values that exist. */
function putExtreme(
  metrics: Record<string, number>,
  name: string,
  values: readonly (number | undefined)[],
  extreme: (...values: number[]) => number,
): void {
  const known = values.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  if (known.length > 0) metrics[name] = extreme(...known);
}

/** Smallest swap rate of a ladder, and that of each pair, over all chains; nothing before they are finished. */
function swapMetrics(fold: Fold): Record<string, number> {
  const chains = fold.tasks.flatMap(({ id }) => fold.output(id)?.swapRate ?? []);
  if (chains.length < fold.tasks.length) return {};
  const pairs = chains[0].shape[0];
  const rates = Array.from({ length: pairs }, (_, pair) => {
    const sum = chains.reduce((total, { values }) => total + values[pair], 0);
    return sum / chains.length;
  });
  const own = Object.fromEntries(rates.map((rate, pair) => [`swapRate.${pair + 1}`, rate]));
  return { swapRate: Math.min(...rates), ...own };
}
