import { Hono } from "hono";
import type { LabEntry } from "../shared/labs/index.ts";
import { describe } from "./api/describe.ts";
import { openApi } from "./api/document.ts";
import { documentOperation } from "./api/service.ts";
import { failureOf } from "./errors.ts";
import { type AppEnv, discardRest, secure } from "./guard.ts";
import { blobRoutes } from "./routes/blobs.ts";
import { galleryRoutes } from "./routes/gallery.ts";
import { healthRoutes } from "./routes/health.ts";
import { inferenceRoutes } from "./routes/inference.ts";
import { expiryRoutes, type LinkOptions, linkRoutes, usual } from "./routes/links.ts";
import { oembedRoutes } from "./routes/oembed.ts";
import { isAsset, page, pageRoutes } from "./routes/pages.ts";
import { previewRoutes } from "./routes/preview.ts";

/** All below /api and /b; /api itself is the page that shows them. */
const isData = (path: string) => /^\/(api\/|b(\/|$))/.test(path);

/** The whole edge, for the given labs. Data routes fail in JSON, page addresses with the page itself; both with the true status. */
export function createApp(labs: readonly LabEntry[], options: LinkOptions = usual) {
  const app = new Hono<AppEnv>()
    .use(secure, discardRest)
    .route("/api/health", healthRoutes)
    .route("/api", galleryRoutes)
    .route("/api/x", inferenceRoutes)
    .route("/api/x", previewRoutes(labs))
    .route("/api/x", linkRoutes(labs, options))
    .route("/api/expiry", expiryRoutes)
    .route("/api/oembed", oembedRoutes)
    .route("/b", blobRoutes)
    .route("/", pageRoutes(labs));
  let document: string | undefined;
  app.get("/api/openapi.json", describe(documentOperation), (c) => {
    document ??= JSON.stringify(openApi(app.routes));
    return c.body(document, 200, { "Content-Type": "application/json", "Cache-Control": "no-cache" });
  });
  app.notFound(async (c) => {
    const { method, path } = c.req;
    const methods = allowed(app, path);
    if (methods.length === 0 && !/^(GET|HEAD)$/.test(method) && (await isAsset(c))) methods.push("GET", "HEAD");
    const status = methods.length === 0 ? 404 : 405;
    if (status === 405) c.header("Allow", methods.join(", "));
    if (!isData(path)) return page(c, status);
    const [code, what] = status === 404 ? ["unknown-address", "unknown address"] : ["wrong-method", "wrong method"];
    const cure = status === 404 ? "" : ` (must be ${methods.join(", ")})`;
    const message = `${what}: ${method.slice(0, 20)} ${path.slice(0, 200)}${cure}`;
    return c.json({ error: { code, path: "url", message, values: {} } }, status);
  });
  app.onError((error, c) => {
    const { status, failure, headers = {} } = failureOf(error);
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    return isData(c.req.path) ? c.json(failure, status) : page(c, status);
  });
  return app;
}

/** The methods that an address answers, by the routes themselves. */
function allowed({ router }: Hono<AppEnv>, path: string): string[] {
  const answers = (method: string) => router.match(method, path)[0].some(([[, route]]) => route.method === method);
  return ["GET", "POST", "DELETE"].flatMap((method) => {
    if (!answers(method)) return [];
    return method === "GET" ? ["GET", "HEAD"] : [method];
  });
}
