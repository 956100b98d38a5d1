import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Table } from "../../../../../shared/data/table.ts";
import type { McmcParams } from "../../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { readLong } from "../../../../../shared/labs/monte-carlo/mcmc/model.ts";
import { type Checked, checkText, ownParams } from "./check.ts";

/** Milliseconds of quiet after a key before a text is read; after a text that took long, as many times as long. */
const QUIET = 200;
const TIMES = 10;

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

/** What is found of a text, a moment after it was typed; null until then, and while its data are on their way. */
export function useCheck(params: McmcParams, text: string, table: Table | null, isReady: boolean): Checked | null {
  const found = useSignal<{ readonly text: string; readonly checked: Checked } | null>(null);
  const took = useSignal(0);
  const about = JSON.stringify([params.response, params.predictors, params.precision]);
  useEffect(() => {
    if (!isReady) return;
    let isOver = false;
    const check = async () => {
      const started = performance.now();
      // A long text is read in stages, between which the page answers.
      await readLong(ownParams(params, text), table, breathe);
      if (isOver) return;
      const checked = checkText(params, text, table);
      took.value = performance.now() - started;
      found.value = { text, checked };
    };
    const timer = setTimeout(check, found.peek() === null ? 0 : Math.max(QUIET, TIMES * took.peek()));
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text, table, isReady, about]);
  // What was found of another text underlines nothing in this one, and is said until this one is read.
  const { checked, text: of } = found.value ?? {};
  if (checked === undefined) return null;
  return of === text || checked.wrong === undefined ? checked : { ...checked, where: undefined };
}
