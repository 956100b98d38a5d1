/** Those who ran a link again and got the same may say so: one number of the link counts them, and nothing says who they were. */
import * as v from "valibot";
import { ExperimentError } from "../shared/experiment/errors.ts";
import { limits } from "../shared/experiment/limits.ts";
import { saying } from "./api/link-schemas.ts";
import { Refusal } from "./errors.ts";
import { readAll } from "./guard.ts";
import { living } from "./links.ts";
import { findConfirmed, oneMoreConfirmed } from "./store/links.ts";
import { reserveSaying } from "./store/quota.ts";

/** Bytes of `{"digest": …}`, generously. */
const sayingBytes = 1024;

/** The digest that the run gave. Throws an ExperimentError for anything else. */
export async function readSaying(request: Request): Promise<string> {
  const text = new TextDecoder().decode(await readAll(request, sayingBytes));
  const parsed = v.safeParse(saying, parsedJson(text));
  if (parsed.success) return parsed.output.digest;
  throw new ExperimentError("digest", "wrong-type", "invalid digest (must be the SHA-256 of a result: 64 hex digits)");
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How often the link was confirmed, this time included. Whoever names another digest than the link's has found something else: that is not counted. */
export async function confirmLink(
  db: D1Database,
  id: string,
  digest: string,
  { address, now }: { readonly address: string | undefined; readonly now: number },
): Promise<number> {
  const { result, confirmed } = living(await findConfirmed(db, id));
  if ((JSON.parse(result) as { digest: string }).digest !== digest) {
    throw new Refusal(409, "other-result", "digest", "digest of another result (only the same is counted)");
  }
  await reserveSaying(db, limits.confirmations, { address, now }, oneMoreConfirmed(db, id));
  return confirmed + 1;
}
