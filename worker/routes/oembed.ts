import { Hono } from "hono";
import * as v from "valibot";
import { frameOf, usualFrame } from "../../shared/publication/frame.ts";
import { describe } from "../api/describe.ts";
import { oembedOperation, oembedQuery } from "../api/oembed.ts";
import { Refusal } from "../errors.ts";
import type { AppEnv } from "../guard.ts";
import { framedBy, living } from "../links.ts";
import { previewPath, previewSize } from "../preview/size.ts";
import { readQuery } from "../query.ts";
import { findWithBlobs } from "../store/links.ts";

/** What a course page asks to show a link by its address (oEmbed 1.0, "rich"): /api/oembed?url=…. */
export const oembedRoutes = new Hono<AppEnv>().get("/", describe(oembedOperation), async (c) => {
  const { url, format, maxwidth, maxheight } = readQuery(oembedQuery, c.req.query());
  // As oEmbed wants it: 501 for what is not implemented.
  if (format === "xml") throw new Refusal(501, "no-xml", "format", "format: xml (must be json)");
  const { origin } = new URL(c.req.url);
  const id = idOf(url, origin);
  const { row, blobs } = living(await findWithBlobs(c.env.DB, id));
  framedBy(row.embed);
  const width = Math.min(usualFrame.width, maxwidth ?? usualFrame.width);
  const height = Math.min(usualFrame.height, maxheight ?? usualFrame.height);
  const html = frameOf(origin, id, { width, height });
  return c.json(
    {
      version: "1.0" as const,
      type: "rich" as const,
      provider_name: "Latente",
      provider_url: origin,
      title: row.title,
      html,
      width,
      height,
      ...(blobs.some(({ role }) => role === "arrays") && {
        thumbnail_url: `${origin}${previewPath(id)}`,
        thumbnail_width: previewSize.width,
        thumbnail_height: previewSize.height,
      }),
    },
    200,
    { "Access-Control-Allow-Origin": "*" },
  );
});

/** The id in the address of a link of this very site. */
function idOf(url: string, origin: string): string {
  const address = v.safeParse(v.pipe(v.string(), v.url()), url);
  const [, id] = (address.success && /^\/(?:embed\/)?x\/([A-Za-z0-9_-]{22})\/?$/.exec(new URL(url).pathname)) || [];
  if (id !== undefined && new URL(url).origin === origin) return id;
  throw new Refusal(404, "unknown-link", "url", "unknown link (url must be the address of a link of this site)");
}
