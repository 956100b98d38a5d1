import type { LabEntry } from "../../../shared/labs/index.ts";
import { labs as allLabs } from "../../../shared/labs/index.ts";
import { scriptPolicy } from "../../trusted.ts";
import { scriptLost } from "../errors.ts";
import type { Pool } from "../job.ts";
import { moduleCache } from "../modules.ts";
import { createPool, type PoolOptions } from "../pool.ts";
import type { Port } from "../thread.ts";
import { browserClock } from "./clock.ts";
import { fetchModule } from "./modules.ts";
import threadUrl from "./thread.ts?worker&url";

/** One core is left to the page. */
export const defaultThreads = (): number => Math.max(1, (navigator.hardwareConcurrency || 2) - 1);

/** The page's pool. Call it once: the policy that lets its threads start can be made once. */
export function createBrowserPool(
  options: Partial<PoolOptions> & { readonly labs?: readonly LabEntry[]; readonly script?: string } = {},
): Pool {
  const { labs = allLabs, script = threadUrl, ...rest } = options;
  const policy = scriptPolicy([script]);
  return createPool({
    threads: defaultThreads(),
    clock: browserClock,
    spawn: () => webWorker(policy.createScriptURL(script)),
    ...moduleCache(labs, fetchModule, browserClock),
    ...rest,
  });
}

function webWorker(url: string): Port {
  const worker = new Worker(url, { type: "module" });
  return {
    endpoint: worker,
    onBroken(listener) {
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        listener(event.message ? `error: ${event.message}` : scriptLost);
      });
      worker.addEventListener("messageerror", () => listener("messageerror: a message could not be read"));
    },
    terminate: () => worker.terminate(),
  };
}
