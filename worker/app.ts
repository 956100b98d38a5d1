import { Hono } from "hono";
import type { LabEntry } from "../shared/labs/index.ts";
import { failureOf } from "./errors.ts";
import { type AppEnv, discardRest, secure } from "./guard.ts";
import { blobRoutes } from "./routes/blobs.ts";
import { healthRoutes } from "./routes/health.ts";
import { inferenceRoutes } from "./routes/inference.ts";
import { linkRoutes } from "./routes/links.ts";
import { page, pageRoutes } from "./routes/pages.ts";

const isData = (path: string) => /^\/(api|b)(\/|$)/.test(path);

/** The whole edge, for the given labs. Data routes fail in JSON, page addresses with the page itself; both with the true status. */
export function createApp(labs: readonly LabEntry[]) {
  const app = new Hono<AppEnv>()
    .use(secure, discardRest)
    .route("/api/health", healthRoutes)
    .route("/api/x", linkRoutes(labs))
    .route("/api/x", inferenceRoutes)
    .route("/b", blobRoutes)
    .route("/", pageRoutes(labs));
  app.notFound((c) => {
    if (!isData(c.req.path)) return page(c, 404);
    const message = `unknown address: ${c.req.method} ${c.req.path.slice(0, 200)}`;
    return c.json({ error: { code: "unknown-address", path: "url", message, values: {} } }, 404);
  });
  app.onError((error, c) => {
    const { status, failure } = failureOf(error);
    return isData(c.req.path) ? c.json(failure, status) : page(c, status);
  });
  return app;
}
