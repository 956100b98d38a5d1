import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { AppEnv } from "../guard.ts";
import { living } from "../links.ts";
import { findWeights } from "../store/links.ts";

/** Pages without a name in the path. */
const plain = ["/", "/open", "/links", "/api"];

/**
 * Addresses of the page. All of them get the same document, which draws itself (nothing that anyone wrote is ever put into it here), with the
 * status that is true: 404 for what never existed, 410 for what was deleted.
 */
export const pageRoutes = (labs: readonly LabEntry[]) =>
  new Hono<AppEnv>()
    .get("/x/:id", async (c) => {
      living(await findWeights(c.env.DB, c.req.param("id")));
      return page(c, 200);
    })
    .get("/lab/:id", (c) => page(c, labs.some(({ id }) => id === c.req.param("id")) ? 200 : 404))
    .on("GET", plain, (c) => page(c, 200));

/** The page's document with a status. */
export async function page(c: Context<AppEnv>, status: ContentfulStatusCode): Promise<Response> {
  const document = await c.env.ASSETS.fetch(new URL("/", c.req.url));
  c.status(status);
  c.header("Content-Type", "text/html; charset=utf-8");
  c.header("Cache-Control", "no-cache");
  return document.ok && document.body ? c.body(document.body) : c.body(null);
}

/** Whether an asset has this address: the platform answers those itself, but only to GET and HEAD. */
export async function isAsset(c: Context<AppEnv>): Promise<boolean> {
  return (await c.env.ASSETS.fetch(new Request(c.req.url, { method: "HEAD" }))).ok;
}
