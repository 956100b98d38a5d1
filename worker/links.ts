import type { Envelope } from "../shared/experiment/envelope.ts";
import type { Experiment } from "../shared/experiment/experiment.ts";
import type { Claim } from "../shared/publication/publication.ts";
import { Refusal } from "./errors.ts";
import { equalInConstantTime, sha256 } from "./hash.ts";
import type { Model } from "./inference/weights.ts";
import { dropBlob } from "./store/blobs.ts";
import { forgetLinkStatus } from "./store/link-status.ts";
import { type BlobRow, blobStatus, buryLink, findWithBlobs, type LinkStatus } from "./store/links.ts";

/** What `GET /api/x/:id` answers. */
export interface LinkView {
  readonly id: string;
  readonly title: string;
  readonly notes: string;
  /** Outside the experiment; absent where there is none. */
  readonly envelope?: Envelope;
  /**
   * Canonical form, of the version in which it was published: a reader migrates and checks it. A large document is the blob of that role, and
   * its name stands in its place (`attachDocument`).
   */
  readonly experiment: Experiment;
  /** What the publisher says the run gave; nobody has checked it. */
  readonly result: Claim;
  readonly parent: string | null;
  /** ISO 8601. */
  readonly created: string;
  readonly blobs: readonly (BlobRow & { readonly url: string })[];
  /** What the published weights can be queried for; null without weights. */
  readonly model: Model | null;
}

/** What was found, if it lives and is not taken down. Throws a Refusal (404, 410). */
export function living<T extends LinkStatus>(found: T | undefined): T {
  if (found === undefined) throw unknownLink();
  if (found.deleted !== null) throw new Refusal(410, "deleted", "id", "deleted link (withdrawn by its publisher)");
  if (found.banned) throw new Refusal(410, "taken-down", "id", "link taken down");
  return found;
}

export async function viewLink(env: Env, id: string): Promise<LinkView> {
  const { row, blobs } = living(await findWithBlobs(env.DB, id));
  return {
    id: row.id,
    title: row.title,
    notes: row.notes,
    ...(row.envelope !== null && { envelope: JSON.parse(row.envelope) as Envelope }),
    experiment: JSON.parse(row.experiment) as Experiment,
    result: JSON.parse(row.result) as Claim,
    parent: row.parent,
    created: new Date(row.created).toISOString(),
    blobs: blobs.map((blob) => ({ ...blob, url: `/b/${blob.sha256}` })),
    model: row.model === null ? null : (JSON.parse(row.model) as Model),
  };
}

/**
 * Deletes a link and the blobs that no other live link points at. The index goes first: from then on link and blobs answer 410, even when the
 * removal of a blob fails. Deleting again with the token removes what was left and answers 410.
 */
export async function deleteLink(env: Env, id: string, token: string | undefined, now: number): Promise<void> {
  const found = await findWithBlobs(env.DB, id);
  if (found === undefined) throw unknownLink();
  const { row, blobs } = found;
  const isOwner = token !== undefined && equalInConstantTime(await sha256(token), row.token_hash);
  if (row.deleted === null) {
    if (token === undefined) throw new Refusal(401, "missing-token", "x-delete-token", "missing header X-Delete-Token");
    if (!isOwner) throw new Refusal(403, "wrong-token", "x-delete-token", "wrong delete token for this link");
    await buryLink(env.DB, id, now);
    forgetLinkStatus(id);
  }
  if (isOwner) {
    const isNeeded = async (hash: string) => (await blobStatus(env.DB, hash)) === "live";
    for (const { sha256 } of blobs) await dropBlob(env.BLOBS, sha256, () => isNeeded(sha256));
  }
  if (row.deleted !== null) throw new Refusal(410, "deleted", "id", "link was deleted before");
}

function unknownLink(): Refusal {
  return new Refusal(404, "unknown-link", "id", "unknown link (check the address)");
}
