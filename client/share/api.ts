/** The edge as typed functions. Failures keep the edge's code, path and values, so that the page says them in the reader's language. */
import { hc } from "hono/client";
import { type HashedFile, hashFile } from "../../shared/data/hashed-file.ts";
import { toBase64Url } from "../../shared/experiment/link.ts";
import type { AppType, Failure, Life, LinkView, Published } from "../../worker/index.ts";

export type { LinkView, Published };

/** What the edge refused, or that it could not be reached ("offline"). */
export class EdgeError extends Error {
  override readonly name = "EdgeError";
  readonly status: number;
  readonly code: string;
  readonly path: string;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(status: number, { code, path, message, values }: Failure["error"]) {
    super(message);
    this.status = status;
    this.code = code;
    this.path = path;
    this.values = values;
  }
}

const edge = (): ReturnType<typeof hc<AppType>> => hc<AppType>(location.origin);

/** A new secret for one publication; its retries use the same. */
export function newKey(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** Publishes the container's bytes. Safe to repeat with the same key after a failure. */
export async function publish(body: Uint8Array<ArrayBuffer>, key: string, signal?: AbortSignal): Promise<Published> {
  const response = await fetchOrFail(() =>
    edge().api.x.$post(
      {},
      {
        headers: { "Idempotency-Key": key, "Content-Type": "application/vnd.latente" },
        init: { body, ...(signal ? { signal } : {}) },
      },
    ),
  );
  return (await accepted(response)).json();
}

export async function readLink(id: string): Promise<LinkView> {
  const response = await fetchOrFail(() => edge().api.x[":id"].$get({ param: { id } }));
  return (await accepted(response)).json() as Promise<LinkView>;
}

/** Says that a run of the link made here gave the same digest; how often that was said by now. */
export async function saySame(id: string, digest: string): Promise<number> {
  const response = await fetchOrFail(() =>
    edge().api.x[":id"].same.$post(
      { param: { id } },
      { headers: { "Content-Type": "application/json" }, init: { body: JSON.stringify({ digest }) } },
    ),
  );
  return ((await (await accepted(response)).json()) as { confirmed: number }).confirmed;
}

/** Links in one question. */
const most = 90;

/** When links go unless somebody opens them (ISO 8601), by id; null for those that are gone or never were. Asking is not opening. */
export async function readExpiry(ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const found = new Map<string, string | null>(ids.map((id) => [id, null]));
  for (let at = 0; at < ids.length; at += most) {
    const query = { ids: ids.slice(at, at + most).join(",") };
    const response = await accepted(await fetchOrFail(() => edge().api.expiry.$get({ query })));
    const { links } = (await response.json()) as { links: readonly Life[] };
    for (const { id, expires } of links) found.set(id, expires);
  }
  return found;
}

export async function deleteLink(id: string, token: string): Promise<void> {
  const response = await fetchOrFail(() =>
    edge().api.x[":id"].$delete({ param: { id } }, { headers: { "X-Delete-Token": token } }),
  );
  // Deleted before (from another tab or machine): that is what was wanted.
  if (response.status !== (410 as number)) await accepted(response);
}

/** A blob, proved here again to be the one that its name says. */
export async function readBlob(sha256: string): Promise<HashedFile> {
  const response = await accepted(await fetchOrFail(() => fetch(`/b/${sha256}`)));
  const blob = await hashFile({ name: sha256, bytes: new Uint8Array(await fetchOrFail(() => response.arrayBuffer())) });
  if (blob.sha256 === sha256) return blob;
  throw new EdgeError(502, {
    code: "corrupt-blob",
    path: "blob",
    message: "corrupt blob (reload the page)",
    values: {},
  });
}

export async function fetchOrFail<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new EdgeError(0, {
      code: "offline",
      path: "edge",
      message: "server cannot be reached (check the connection)",
      values: {},
    });
  }
}

/** The response, if it is a success. */
export async function accepted<R extends { readonly ok: boolean; readonly status: number; json(): Promise<unknown> }>(
  response: R,
): Promise<R> {
  if (response.ok) return response;
  const failure = await response.json().catch(() => null);
  const error = (failure as Partial<Failure> | null)?.error;
  const message = `server answered ${response.status}`;
  throw new EdgeError(response.status, error ?? { code: "refused", path: "edge", message, values: {} });
}
