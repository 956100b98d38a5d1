import { type Answer, useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";
import { atomsKey, atomsOf } from "./state.ts";

/** The pool's account of one of the offered rows with the newest atoms. */
export function useExplanation({ experiment, fold, ask }: ViewProps, row: number): Answer {
  const atoms = atomsOf(fold);
  const params = fold.tasks.find(({ id }) => id === "train")?.params;
  return useAnswer(ask, atoms && params ? `${atomsKey({ experiment, fold })} ${row}` : null, () => {
    if (!atoms || !params) throw new Error("nothing to ask about");
    return { task: { kind: "explain", steps: 1, params: { ...params, row } }, given: { atoms } };
  });
}
