import { type Context, Hono } from "hono";
import { encodePng } from "../../shared/data/readers/png/write.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import { describe } from "../api/describe.ts";
import { previewOperation } from "../api/preview.ts";
import { Refusal } from "../errors.ts";
import type { AppEnv } from "../guard.ts";
import { sha256 } from "../hash.ts";
import { kept } from "../inference/kept.ts";
import { living } from "../links.ts";
import { drawPreview } from "../preview/draw.ts";
import { packed } from "../preview/pack.ts";
import { resultOf, wordsOf } from "../preview/result.ts";
import { readBlob } from "../store/blobs.ts";
import { blobStatus, findWithBlobs } from "../store/links.ts";

/** Raised with any change of what is drawn. */
const VERSION = 1;

/**
 * The result of a link as a picture: /api/x/:id/preview.png. It is drawn once for what the link says and has stored, not for its digest, which is a claim; the
 * link is asked for each time, so that one that was withdrawn shows nothing more.
 */
export const previewRoutes = (labs: readonly LabEntry[]) =>
  new Hono<AppEnv>().get("/:id/preview.png", describe(previewOperation), async (c) => {
    const { row, blobs } = living(await findWithBlobs(c.env.DB, c.req.param("id")));
    const entry = labs.find(({ id }) => id === row.lab);
    const arrays = blobs.find(({ role }) => role === "arrays");
    if (!entry || !arrays) throw new Refusal(404, "no-picture", "id", "link without a stored result (nothing to draw)");
    const weights = await sha256(`${arrays.sha256}\n${row.experiment}\n${row.result}`);
    const answer = await kept(c, { weights, isAtHand: false }, `preview/${VERSION}`, async () => {
      const read = (wanted: string) => blobOf(c, wanted);
      const result = await resultOf(entry, row, blobs, read);
      const { width, height, pixels } = drawPreview(result.card, wordsOf(result));
      const file = encodePng({ width, height, channels: 3, values: pixels }, packed);
      return new Response(file, { headers: { "Content-Type": "image/png" } });
    });
    // Pages of others show it.
    answer.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    return answer;
  });

async function blobOf(c: Context<AppEnv>, wanted: string): Promise<Uint8Array<ArrayBuffer>> {
  const status = await blobStatus(c.env.DB, wanted);
  const bytes = status.kind === "live" ? await readBlob(c.env.BLOBS, status.blob.name, wanted) : undefined;
  if (bytes === undefined) throw new Refusal(404, "no-picture", "id", "stored result that is no longer there");
  return bytes;
}
