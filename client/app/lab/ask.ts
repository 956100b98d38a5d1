import { useCallback } from "preact/hooks";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Params, ParamValue } from "../../../shared/experiment/fields.ts";
import type { Task } from "../../../shared/labs/lab.ts";
import { keyOfSeed } from "../../../shared/random/index.ts";
import type { AskedTask, ViewProps } from "../../labs/view.ts";
import type { Shown } from "../../run/session.ts";
import { pool } from "../pool.ts";
import { useSession } from "./context.ts";

let asked = 0;

/** The task of a question. Its key comes from the experiment's seed: the same question, the same answer. */
export function askedTask(task: AskedTask, { seed }: Pick<Experiment, "seed">): Task {
  return { ...task, params: known(task.params), id: `ask.${asked++}`, key: keyOfSeed(seed) };
}

/** Asks the pool about what is shown. */
export function useAsk(shown: Shown): ViewProps["ask"] {
  const session = useSession();
  const { experiment, data } = shown;
  return useCallback(
    async (task, given, signal) => {
      return pool().ask({
        lab: session.lab.id,
        device: session.device.peek(),
        data,
        task: askedTask(task, experiment),
        given,
        ...(signal ? { signal } : {}),
      });
    },
    [session, experiment, data],
  );
}

function known(params: Readonly<Record<string, ParamValue | undefined>>): Params {
  return Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, ParamValue] => entry[1] !== undefined),
  );
}
