import type { Localized } from "../../../../shared/text.ts";
import { type Answer, useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";
import { atomsKey, atomsOf } from "./state.ts";
import { words } from "./words.ts";

/** The pool's explanation of one of the offered rows with the newest atoms. */
export function useExplanation({ experiment, data, fold, ask }: ViewProps, row: number): Answer {
  const atoms = atomsOf(fold);
  const params = fold.tasks.find(({ id }) => id === "train")?.params;
  return useAnswer(ask, atoms && params && data ? `${atomsKey({ experiment, fold })} ${row}` : null, () => {
    if (!atoms || !params) throw new Error("nothing to ask about");
    return { task: { kind: "explain", steps: 1, params: { ...params, row } }, given: { atoms } };
  });
}

/** What is shown instead of an explanation. */
export function waitFor({ data }: Pick<ViewProps, "data">, waiting: boolean): Localized {
  if (waiting) return words.thinking;
  return data ? words.noAtoms : words.noData;
}
