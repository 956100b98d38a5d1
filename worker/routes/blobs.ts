import { Hono } from "hono";
import { describe } from "../api/describe.ts";
import { blobOperation } from "../api/service.ts";
import { Refusal } from "../errors.ts";
import type { AppEnv } from "../guard.ts";
import { blobPolicy } from "../headers.ts";
import { answerRange } from "../range.ts";
import { blobBody } from "../store/blobs.ts";
import { blobStatus } from "../store/links.ts";

/**
 * Blobs by their SHA-256: bytes to be saved, never a page. A reader may keep them but asks before each use: they never change, so that the answer
 * is a 304 without them, but they can be deleted or taken down, and then whoever kept them is told 410. Shared caches keep none.
 */
export const blobRoutes = new Hono<AppEnv>().get("/:sha256{[0-9a-f]{64}}", describe(blobOperation), async (c) => {
  const hash = c.req.param("sha256");
  const status = await blobStatus(c.env.DB, hash);
  if (status.kind === "gone") throw new Refusal(410, "deleted", "blob", "deleted blob (no link points at it any more)");
  if (status.kind === "unknown") throw unknown();
  const { blob } = status;
  const answer = answerRange(c.req.raw, { etag: `"${hash}"`, bytes: blob.bytes });
  const headers = {
    ...answer.headers,
    "Content-Type": "application/octet-stream",
    "Content-Disposition": `attachment; filename="${hash}.bin"`,
    "Content-Security-Policy": blobPolicy,
    "Cache-Control": "private, no-cache",
  };
  if (answer.status === 304) return c.body(null, 304, headers);
  if (answer.status === 416) {
    const message = `range beyond the blob (it has ${blob.bytes} bytes)`;
    throw new Refusal(416, "unfit-range", "range", message, { max: blob.bytes }, answer.headers);
  }
  // A question about the headers alone is not a reason to read the bytes.
  const isHead = c.req.method === "HEAD";
  const body = isHead ? new Uint8Array(0) : await blobBody(c.env.BLOBS, blob, answer.range);
  if (body === undefined) throw unknown();
  return c.body(body, answer.status, headers);
});

const unknown = () => new Refusal(404, "unknown-blob", "blob", "unknown blob (check the address)");
