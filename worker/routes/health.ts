import { Hono } from "hono";
import { describe } from "../api/describe.ts";
import { healthOperation } from "../api/service.ts";
import type { AppEnv } from "../guard.ts";
import { statement } from "../store/index.ts";

/** Whether index and store answer. */
export const healthRoutes = new Hono<AppEnv>().get("/", describe(healthOperation), async (c) => {
  const answers = async (work: () => Promise<unknown>) => {
    try {
      await work();
      return true;
    } catch {
      return false;
    }
  };
  const [index, store] = await Promise.all([
    answers(() => statement(c.env.DB, "SELECT id FROM links LIMIT 1").first()),
    answers(() => c.env.BLOBS.head("health")),
  ]);
  return c.json({ ok: index && store, index, store }, index && store ? 200 : 503);
});
