/**
 * Answers that depend on nothing but the weights and the question are the same for ever. The reader keeps them under their ETag and asks before each use (the
 * link may be gone by then); the platform's cache keeps them by the hash of the weights, for isolates that do not have the net: the link is asked for before,
 * so that one that was deleted answers 410 whatever is kept.
 */
import type { Context } from "hono";
import { afterwardsOf } from "../afterwards.ts";
import type { AppEnv } from "../guard.ts";
import { namesBytes } from "../range.ts";

/** Raised with any change of the bytes with which a question is answered. */
const VERSION = 1;

export interface Weights {
  /** SHA-256. */
  readonly weights: string;
  /** Whether this isolate has the net: then nothing answers sooner. */
  readonly isAtHand: boolean;
}

/** `question`: all that the answer depends on, beside the weights. `make` computes it. */
export async function kept(
  c: Context<AppEnv>,
  { weights, isAtHand }: Weights,
  question: string,
  make: () => Promise<Response>,
): Promise<Response> {
  const name = `${weights}/${VERSION}/${question}`;
  const headers = { ETag: `"${name}"`, Vary: "Accept", "Cache-Control": "private, no-cache" };
  if (namesBytes(c.req.header("if-none-match"), headers.ETag)) return new Response(null, { status: 304, headers });
  if (isAtHand) return withHeaders(await make(), headers);
  const key = new URL(`/kept/${name}`, c.req.url).href;
  const before = await caches.default.match(key).catch(() => undefined);
  if (before) return withHeaders(before, headers);
  const made = await make();
  const copy = withHeaders(made.clone(), { "Cache-Control": "public, max-age=31536000, immutable" });
  copy.headers.delete("Vary");
  await afterwardsOf(c)(caches.default.put(key, copy));
  return withHeaders(made, headers);
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  const own = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers)) own.headers.set(name, value);
  return own;
}
