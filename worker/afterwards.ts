import type { Context } from "hono";
import type { AppEnv } from "./guard.ts";

/** Takes what an answer need not wait for. What fails in it, fails unheard. */
export type Afterwards = (work: Promise<unknown>) => Promise<void>;

/** Work goes on after the answer of `c`; where nothing outlives that (tests), it is done before. */
export function afterwardsOf(c: Context<AppEnv>): Afterwards {
  return async (work) => {
    const done = work.then(
      () => {},
      () => {},
    );
    try {
      c.executionCtx.waitUntil(done);
    } catch {
      await done;
    }
  };
}
