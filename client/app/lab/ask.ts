import { useCallback } from "preact/hooks";
import type { Params, ParamValue } from "../../../shared/experiment/fields.ts";
import { keyOfSeed } from "../../../shared/random/index.ts";
import type { ViewProps } from "../../labs/view.ts";
import type { Shown } from "../../run/session.ts";
import { pool } from "../pool.ts";
import { useSession } from "./context.ts";

let asked = 0;

/** Asks the pool about what is shown. Every question has a key of its own from the experiment's seed: the same question, the same answer. */
export function useAsk(shown: Shown): ViewProps["ask"] {
  const session = useSession();
  const { experiment, data } = shown;
  return useCallback(
    async (task, given, signal) => {
      return pool().ask({
        lab: session.lab.id,
        device: session.device.peek(),
        data,
        task: {
          ...task,
          params: known(task.params),
          id: `ask.${asked++}`,
          key: keyOfSeed(experiment.seed),
        },
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
