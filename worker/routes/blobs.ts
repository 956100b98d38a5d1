import { Hono } from "hono";
import { Refusal } from "../errors.ts";
import type { AppEnv } from "../guard.ts";
import { blobPolicy } from "../headers.ts";
import { readBlob } from "../store/blobs.ts";
import { blobStatus } from "../store/links.ts";

/** Blobs by their SHA-256: bytes to be saved, never a page. The cache is the reader's own, since a deleted blob must be gone elsewhere. */
export const blobRoutes = new Hono<AppEnv>().get("/:sha256{[0-9a-f]{64}}", async (c) => {
  const hash = c.req.param("sha256");
  const status = await blobStatus(c.env.DB, hash);
  if (status === "gone") throw new Refusal(410, "deleted", "blob", "deleted blob (no link points at it any more)");
  const bytes = status === "live" ? await readBlob(c.env.BLOBS, hash) : undefined;
  if (bytes === undefined) throw new Refusal(404, "unknown-blob", "blob", "unknown blob (check the address)");
  return c.body(bytes, 200, {
    "Content-Type": "application/octet-stream",
    "Content-Disposition": `attachment; filename="${hash}.bin"`,
    "Content-Security-Policy": blobPolicy,
    "Cache-Control": "private, max-age=31536000, immutable",
  });
});
