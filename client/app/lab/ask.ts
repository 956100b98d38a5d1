import { useCallback } from "preact/hooks";
import type { Arrays } from "../../../shared/arrays.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { Task } from "../../../shared/labs/lab.ts";
import { knownParams } from "../../../shared/labs/recording.ts";
import { keyOfSeed } from "../../../shared/random/philox.ts";
import { givenTo } from "../../compute/given.ts";
import { type AskedTask, NotKeptError, type ViewProps } from "../../labs/view.ts";
import type { Displayed } from "../../run/session.ts";
import { pool } from "../pool.ts";
import { useSession } from "./context.ts";

let asked = 0;

type Recorded = { readonly experiment: { readonly seed: number } } & Pick<Displayed, "answers" | "moreAnswers">;

/**
 * The answer recorded with what is shown, otherwise the pool's, by `ask`. The task's key comes from the experiment's seed: the same
 * question, the same answer. Throws a NotKeptError where neither has it.
 */
export async function answerTo(
  { recordedAs = "", partial = false, about, ...task }: AskedTask,
  { experiment, answers, moreAnswers }: Recorded,
  ask: (task: Task, about: Table | undefined) => Promise<Arrays>,
): Promise<Arrays> {
  const recorded = answers?.[recordedAs] ?? (recordedAs && (await moreAnswers?.())?.[recordedAs]);
  if (recorded) return recorded;
  if (partial) throw new NotKeptError("what is asked about was not kept");
  const own = { id: `ask.${asked++}`, key: keyOfSeed(experiment.seed) };
  return ask({ ...task, params: knownParams(task.params), ...own }, about);
}

/** Asks about what is shown. */
export function useAsk(shown: Displayed): ViewProps["ask"] {
  const session = useSession();
  const { experiment, data, answers, moreAnswers } = shown;
  return useCallback(
    (question, given, signal) =>
      answerTo(
        question,
        { experiment, ...(answers && { answers }), ...(moreAnswers && { moreAnswers }) },
        async (task, about) =>
          pool().ask({
            lab: session.lab.id,
            device: session.device.peek(),
            data: about ?? data,
            task,
            given: await givenTo(given),
            ...(signal ? { signal } : {}),
          }),
      ),
    [session, experiment, data, answers, moreAnswers],
  );
}
