import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { AppEnv } from "../guard.ts";
import { learningResource, linkPreview, oembedLink } from "../head.ts";
import { framedBy, living } from "../links.ts";
import { pageFiles, preloadLinks } from "../page-files.ts";
import { findWeights } from "../store/links.ts";

/** Pages without a name in the path. */
const plain = ["/", "/open", "/links", "/glossary", "/api", "/bits"];

/**
 * Addresses of the page. All of them get the same document, which draws itself (nothing that anyone wrote is ever put into it here: of a link its lab and
 * its id alone), with the status that is true: 404 for what never existed, 410 for what was deleted.
 */
export const pageRoutes = (labs: readonly LabEntry[]) => {
  const lab = (wanted: string) => labs.find(({ id }) => id === wanted);
  const learnt = async (wanted: string, url: string) => {
    const found = lab(wanted);
    return found ? learningResource(found, url) : "";
  };
  return (
    new Hono<AppEnv>()
      .get("/x/:id", async (c) => {
        const id = c.req.param("id");
        const found = living(await findWeights(c.env.DB, id));
        const { origin } = new URL(c.req.url);
        const own = lab(found.lab);
        const head = [
          preloadLinks(await pageFiles(c.env.ASSETS, origin), found.lab),
          await learnt(found.lab, `${origin}/x/${id}`),
          own ? await linkPreview(own, { origin, id, picture: found.arrays !== null }) : "",
          found.embed === null ? "" : oembedLink(origin, id),
        ];
        return page(c, 200, head.join(""));
      })
      // Asked of the index each time: who withdraws a link withdraws it from the pages of others at once.
      .get("/embed/x/:id", async (c) => {
        const { embed } = living(await findWeights(c.env.DB, c.req.param("id")));
        c.set("framedBy", framedBy(embed));
        return page(c, 200);
      })
      .get("/lab/:id", async (c) => {
        const id = c.req.param("id");
        if (!lab(id)) return page(c, 404);
        const { origin, href } = new URL(`/lab/${encodeURIComponent(id)}`, c.req.url);
        return page(c, 200, preloadLinks(await pageFiles(c.env.ASSETS, origin), id) + (await learnt(id, href)));
      })
      .on("GET", plain, (c) => page(c, 200))
  );
};

/** The page's document with a status; `head`: markup for the end of its head. */
export async function page(c: Context<AppEnv>, status: ContentfulStatusCode, head = ""): Promise<Response> {
  const document = await c.env.ASSETS.fetch(new URL("/", c.req.url));
  c.status(status);
  c.header("Content-Type", "text/html; charset=utf-8");
  c.header("Cache-Control", "no-cache");
  if (!document.ok || !document.body) return c.body(null);
  return head === ""
    ? c.body(document.body)
    : c.body((await document.text()).replace("</head>", () => `${head}</head>`));
}

/** Whether an asset has this address: the platform answers those itself, but only to GET and HEAD. */
export async function isAsset(c: Context<AppEnv>): Promise<boolean> {
  return (await c.env.ASSETS.fetch(new Request(c.req.url, { method: "HEAD" }))).ok;
}
