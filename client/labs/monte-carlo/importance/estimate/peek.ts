import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Arrays } from "../../../../../shared/arrays.ts";
import { canonicalJson } from "../../../../../shared/experiment/canonical.ts";
import {
  effectiveSize,
  effectiveTerms,
  noSums,
  plainEstimate,
  selfNormalised,
  withDraws,
} from "../../../../../shared/kernels/importance/weights.ts";
import { BATCH } from "../../../../../shared/labs/monte-carlo/importance/estimate/batch-size.ts";
import type { EstimateParams } from "../../../../../shared/labs/monte-carlo/importance/estimate/fields.ts";
import { lastOf, recordsOf } from "../../../../../shared/labs/monte-carlo/importance/estimate/results.ts";
import type { ImportanceParams } from "../../../../../shared/labs/monte-carlo/importance/fields.ts";
import type { ViewProps } from "../../../view.ts";

export type EstimateProps = ViewProps<ImportanceParams>;

export const paramsOf = ({ experiment: { params } }: EstimateProps) => params as unknown as EstimateParams;

/** Draws that are looked at while nothing was run: enough to see, quick enough to follow the hand. */
const PEEKED_STEPS = 10;

/** What all draws say, of which a run shows, and a published result keeps, a part. */
export interface Found {
  readonly count: number;
  readonly value?: number | undefined;
  readonly error?: number | undefined;
  readonly ess: number;
  readonly essTerms: number;
}

/** Weighted draws, and the curves behind them. */
export interface Peek {
  /** What it was drawn with. */
  readonly params: EstimateParams;
  readonly draws: Arrays;
  readonly theory: Arrays | undefined;
  readonly found: Found;
  /** The draws of the run that is shown, or a glance at what the form says. */
  readonly isRun: boolean;
}

/**
 * What the form says now, and draws for it: those of the run where it is of this very form, else a thousand that the pool makes at once, each time that
 * something moves. While they come the last ones stay.
 */
export function usePeek(props: EstimateProps): {
  readonly params: EstimateParams;
  readonly peek: Peek | undefined;
  readonly error: unknown;
} {
  const { draft, experiment, fold, ask, version } = props;
  const given = (draft?.experiment.params ?? experiment.params) as ImportanceParams;
  const text = canonicalJson(given);
  const params = given as unknown as EstimateParams;
  const run = fold.output("draws") ?? fold.snapshot("draws");
  const isRun = text === canonicalJson(experiment.params) && run !== undefined;
  const asked = useSignal<Peek | undefined>(undefined);
  const error = useSignal<unknown>(null);
  const latest = useRef(text);
  latest.current = text;
  const isBusy = useRef(false);
  useEffect(() => {
    if (isRun || given.task !== "estimate") return;
    const control = new AbortController();
    const work = async () => {
      // One question at a time: what the hand does meanwhile is asked next.
      while (isBusy.current) {
        await new Promise<void>((resolve) => setTimeout(resolve, 20));
        if (control.signal.aborted) return;
      }
      isBusy.current = true;
      const { draws: _draws, repeats: _repeats, ...own } = params;
      const { task: _task, ...rest } = own as unknown as ImportanceParams;
      try {
        const draws = await ask({ kind: "draws", steps: PEEKED_STEPS, params: rest }, {});
        const theory = await ask({ kind: "theory", steps: 1, params: rest }, {});
        if (latest.current === text) {
          asked.value = peekOf(params, draws, theory);
          error.value = null;
        }
      } catch (failed) {
        if (latest.current === text) error.value = failed;
      }
      isBusy.current = false;
    };
    void work();
    return () => control.abort();
  }, [text, isRun, ask]);
  const own = useMemo(
    () => (isRun && run ? peekOf(params, run, fold.output("theory"), foundIn(fold, params)) : undefined),
    [isRun, text, version],
  );
  return { params, peek: own ?? asked.value, error: isRun ? null : error.value };
}

function peekOf(params: EstimateParams, draws: Arrays, theory: Arrays | undefined, ofRun?: Found): Peek {
  return { params, draws, theory, isRun: ofRun !== undefined, found: ofRun?.count ? ofRun : foundBy(draws, params) };
}

function foundBy(draws: Arrays, { estimator }: EstimateParams): Found {
  const [logWeights, f] = [Float64Array.from(draws.logWeights.values), Float64Array.from(draws.f.values)];
  const sums = withDraws(noSums, logWeights, f, 0, f.length);
  const estimate = estimator === "plain" ? plainEstimate(sums) : selfNormalised(sums);
  return {
    count: sums.count,
    value: estimate?.value,
    error: estimate?.standardError,
    ess: effectiveSize(sums),
    essTerms: effectiveTerms(sums),
  };
}

function foundIn(fold: EstimateProps["fold"], params: EstimateParams): Found {
  const [value, error] = recordsOf(params).map((name) => lastOf(fold, name));
  return {
    count: fold.done("draws") * BATCH,
    value,
    error,
    ess: lastOf(fold, "ess") ?? 0,
    essTerms: lastOf(fold, "essTerms") ?? 0,
  };
}
