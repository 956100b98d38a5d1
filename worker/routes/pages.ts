import { type Context, Hono } from "hono";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { AppEnv } from "../guard.ts";
import { living } from "../links.ts";
import { findWeights } from "../store/links.ts";

/** Pages without a name in the path. The home page is an asset and does not pass here. */
const plain = ["/open", "/links"];

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
export async function page(c: Context<AppEnv>, status: number): Promise<Response> {
  const document = await c.env.ASSETS.fetch(new URL("/", c.req.url));
  return new Response(document.ok ? document.body : null, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache" },
  });
}
