import { mostEss } from "../../../../shared/labs/monte-carlo/mcmc/metrics.ts";
import { summaryQuestion } from "../../../../shared/labs/monte-carlo/mcmc/questions.ts";
import { summariesIn, summariesOf } from "../../../../shared/labs/monte-carlo/mcmc/summaries.ts";
import type { Summary } from "../../../../shared/stats/summary.ts";
import { useAnswer } from "../../answer.ts";
import type { Draws, McmcProps } from "./draws.ts";

/** Numbers of a run under way that are summarised anew for a burn-in of the visitor's own; larger ones wait for its end. */
const live = 4_000_000;

export interface Known {
  /** Of the parameters from the first on, as many as are known. */
  readonly rows: readonly Partial<Summary>[];
  /** Nothing can be said: of a result that was kept in part only what is recorded is known. */
  readonly missing: boolean;
}

/**
 * Summaries of the draws that count. Those after warm-up are metrics of the run, which the pool finds as it goes on; those after another burn-in are asked
 * for.
 */
export function useSummaries(props: McmcProps, draws: Draws): Known {
  const { names, parameters, rows, from, warmup, tasks, thinned } = draws;
  const { fold, metrics, experiment } = props;
  const isOwn = from !== warmup;
  const numbers = tasks.length * (rows - from) * names.length;
  const enough = rows - from >= 8 && names.length > 0 && (fold.finished || numbers <= live);
  const stage = fold.finished ? "all" : Math.floor((10 * rows) / (draws.params.warmup + draws.params.draws));
  const key = isOwn && enough ? `${from} ${stage} ${experiment.seed}` : null;
  const { answer, missing } = useAnswer(props.ask, key, () => {
    const { task, given } = summaryQuestion(fold, 0, names.length, from, rows);
    return { task: { ...task, partial: thinned }, given };
  });
  if (!isOwn) return { rows: summariesIn(metrics, parameters), missing: false };
  return { rows: answer ? summariesOf(answer) : [], missing };
}

/** Why a parameter has no R̂. */
export function stillness({ rhat, essBulk }: Partial<Summary>): "still" | "apart" | undefined {
  if (rhat !== undefined) return undefined;
  return essBulk === undefined ? "still" : "apart";
}

/** Whether an effective size is the most that is ever said of so many draws. */
export function isCapped(draws: Draws, size: number): boolean {
  return size >= mostEss(draws.tasks.length, draws.made) * (1 - 1e-9);
}
