import type { MiddlewareHandler } from "hono";
import { ExperimentError } from "../shared/experiment/errors.ts";
import { type ByteReader, takeAll } from "../shared/publication/bytes.ts";
import { Refusal } from "./errors.ts";
import { framedHeaders, securityHeaders } from "./headers.ts";

export type AppEnv = {
  Bindings: Env;
  Variables: {
    /** Origins whose pages may show this answer in a frame. */
    framedBy?: readonly string[];
  };
};

/** Security headers on whatever the Worker answers; what a route set itself stays. */
export const secure: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const { headers } = c.res;
  const framedBy = c.get("framedBy");
  const own = framedBy ? framedHeaders(framedBy) : securityHeaders;
  for (const [name, value] of own) if (!headers.has(name)) headers.set(name, value);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
};

/**
 * Refuses requests that another site made a browser send. There are no cookies to ride on; this keeps foreign pages from publishing or
 * deleting in a visitor's name. Scripts outside browsers send no Sec-Fetch-Site.
 */
export const sameSiteOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    throw new Refusal(
      403,
      "cross-site",
      "sec-fetch-site",
      `request from another site: ${site} (only from the page itself)`,
    );
  }
  await next();
};

export const containerType = "application/vnd.latente";

/** The media type of the body, if it is one of `allowed`. Bodies come plain: nothing is inflated here. */
export function bodyType<T extends string>(request: Request, allowed: readonly T[]): T {
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw new Refusal(415, "encoded-body", "content-encoding", "encoded body (send it without Content-Encoding)");
  }
  const given = (request.headers.get("content-type") ?? "").split(";")[0].trim().toLowerCase();
  const found = allowed.find((type) => type === given);
  if (found === undefined) {
    throw new Refusal(
      415,
      "unsupported-type",
      "content-type",
      `unsupported body type (must be ${allowed.join(" or ")})`,
    );
  }
  return found;
}

/** What a sender of too much may still send before it is cut off. */
const maxDiscarded = 128 * 1024 * 1024;

/**
 * Discards, piece by piece, what a refusal left of the body: a sender cut off mid-sentence never reads why it was refused, since its
 * connection is reset.
 */
export const discardRest: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (whole.has(c.req.raw)) return;
  const reader = c.req.raw.body?.getReader();
  if (reader === undefined) return;
  try {
    for (let left = maxDiscarded; left > 0; ) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.length;
    }
    await reader.cancel();
  } catch {
    // The sender disconnected.
  }
};

/**
 * What `read` makes of the body. A body that is announced to be larger than `most` is refused unread; one that is not announced is counted by
 * `read` as it arrives.
 */
export async function readBody<T>(
  request: Request,
  most: number,
  read: (reader: ByteReader) => Promise<T>,
): Promise<T> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > most) throw tooLarge(announced, most);
  if (request.body === null) throw new ExperimentError("body", "truncated", "missing body (send one)");
  const reader = request.body.getReader();
  try {
    return await read(reader);
  } finally {
    reader.releaseLock();
  }
}

/** Requests of which nothing is left to be discarded. */
const whole = new WeakSet<Request>();

/** The whole body. One that says its length is taken at once, which costs the edge less than to ask its stream piece by piece. */
export async function readAll(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const announced = request.headers.get("content-length");
  if (announced === null || Number(announced) > most || request.body === null)
    return readBody(request, most, (reader) => takeAll(reader, most));
  const bytes = new Uint8Array(await request.arrayBuffer());
  whole.add(request);
  if (bytes.length > most) throw tooLarge(bytes.length, most);
  return bytes;
}

function tooLarge(announced: number, most: number): ExperimentError {
  return new ExperimentError("body", "too-large", `body too large: ${announced} bytes (must be at most ${most})`, {
    value: announced,
    max: most,
  });
}
