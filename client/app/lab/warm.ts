import { computed, effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WasmName } from "../../../shared/labs/lab.ts";
import { prepareOn } from "../../compute/prepare.ts";
import { running } from "../../run/late-run.ts";
import type { Session } from "../../run/session.ts";
import { whenIdle } from "../idle.ts";
import { pool } from "../pool.ts";

/** Fetches what runs of an open lab need while the page is idle, so that Run finds it even if the network is gone by then. */
export function useWarm(session: Session): void {
  useEffect(() => {
    const left = new AbortController();
    const modules = computed(() => modulesOf(session).join(" "));
    // What was asked for before the data were there is let finish: to stop a thread that is loading takes its life.
    const stop = effect(() => {
      const wasm = modules.value.split(" ").filter((name) => name !== "") as WasmName[];
      return whenIdle(() => {
        const threads = prepareOn(pool(), { lab: session.lab.id, wasm, signal: left.signal });
        // A run that needs what could not be fetched asks for it again, and says so.
        Promise.all([threads, running.prepare(), session.lab.prepareMeasure?.()]).then(
          // To be seen in the browser's profiler, and by tests.
          () => performance.mark("latente.warm"),
          () => {},
        );
      });
    });
    return () => {
      stop();
      left.abort();
    };
  }, [session]);
}

/** The modules that this experiment needs besides those of every run of the lab. */
function modulesOf(session: Session): readonly WasmName[] {
  const state = session.data.value;
  if (state.kind !== "ready" && state.kind !== "none") return [];
  const table = state.kind === "ready" ? state.table : null;
  try {
    return session.lab.estimate(session.draft.value.experiment.params, table).wasm ?? [];
  } catch {
    // Parameters that do not fit the data need nothing yet.
    return [];
  }
}
