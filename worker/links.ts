import type { Envelope } from "../shared/experiment/envelope.ts";
import { ExperimentError } from "../shared/experiment/errors.ts";
import type { Experiment } from "../shared/experiment/experiment.ts";
import type { Claim } from "../shared/publication/publication.ts";
import { expiryOf } from "./collect.ts";
import { Refusal } from "./errors.ts";
import { equalInConstantTime, sha256 } from "./hash.ts";
import { type Model, type ModelView, viewModel } from "./inference/model.ts";
import { forgetLinkStatus } from "./store/link-status.ts";
import { type BlobRow, buryLink, findLives, findWithBlobs, type LinkStatus, markOpened } from "./store/links.ts";

/** What `GET /api/x/:id` answers. */
export interface LinkView {
  readonly id: string;
  readonly title: string;
  readonly notes: string;
  /** Outside the experiment; absent where there is none. */
  readonly envelope?: Envelope;
  /** Whose pages may show it in a frame; absent where nobody's. */
  readonly embed?: readonly string[];
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
  /** When it goes unless somebody opens it before: ISO 8601. */
  readonly expires: string;
  readonly blobs: readonly (BlobRow & { readonly url: string })[];
  /** What the published weights can be queried for; null without weights. */
  readonly model: ModelView | null;
  /** How often somebody who ran it again said that it was the same; nobody has checked that. */
  readonly confirmed: number;
}

/** What was found, if it lives and is not taken down. Throws a Refusal (404, 410). */
export function living<T extends LinkStatus>(found: T | undefined): T {
  if (found === undefined) throw unknownLink();
  if (found.expired !== 0) throw new Refusal(410, "expired", "id", "expired link (nobody opened it for a year)");
  if (found.deleted !== null) throw new Refusal(410, "deleted", "id", "deleted link (withdrawn by its publisher)");
  if (found.banned) throw new Refusal(410, "taken-down", "id", "link taken down");
  return found;
}

/** Whose pages may show a link in a frame, by its row. Throws a Refusal where nobody's may. */
export function framedBy(embed: string | null): readonly string[] {
  if (embed !== null) return JSON.parse(embed) as string[];
  const message = "link that its publisher did not let others show in a frame (publish it again with embed)";
  throw new Refusal(403, "not-embeddable", "id", message);
}

/** A link as it was published. Looking at it is what keeps it. */
export async function viewLink(env: Env, id: string, now: number): Promise<LinkView> {
  const { row, blobs } = living(await findWithBlobs(env.DB, id));
  await markOpened(env.DB, id, row.opened, now);
  return {
    id: row.id,
    title: row.title,
    notes: row.notes,
    ...(row.envelope !== null && { envelope: JSON.parse(row.envelope) as Envelope }),
    ...(row.embed !== null && { embed: JSON.parse(row.embed) as string[] }),
    experiment: JSON.parse(row.experiment) as Experiment,
    result: JSON.parse(row.result) as Claim,
    parent: row.parent,
    created: new Date(row.created).toISOString(),
    expires: new Date(expiryOf({ opened: now, created: row.created })).toISOString(),
    blobs: blobs.map((blob) => ({ ...blob, url: `/b/${blob.sha256}` })),
    model: row.model === null ? null : viewModel(JSON.parse(row.model) as Model),
    confirmed: row.confirmed,
  };
}

/** When a link goes; null for one that is gone. */
export interface Life {
  readonly id: string;
  readonly expires: string | null;
}

/** For the owner of links: when each goes. Asking is not opening. Ids that never were are left out; 90 are read at most. */
export async function livesOf(env: Env, ids: readonly string[]): Promise<readonly Life[]> {
  if (ids.length > 90) throw new ExperimentError("ids", "wrong-length", "too many ids (at most 90)", { max: 90 });
  const found = ids.length === 0 ? [] : await findLives(env.DB, ids);
  return found.map(({ id, deleted, ...times }) => {
    return { id, expires: deleted === null ? new Date(expiryOf(times)).toISOString() : null };
  });
}

/** Deletes a link: from then on it answers 410, and so do the blobs that no other needs, whose bytes are collected later. */
export async function deleteLink(env: Env, id: string, token: string | undefined, now: number): Promise<void> {
  const found = await findWithBlobs(env.DB, id);
  if (found === undefined) throw unknownLink();
  const { row } = found;
  if (row.deleted !== null) throw new Refusal(410, "deleted", "id", "link was deleted before");
  if (token === undefined) throw new Refusal(401, "missing-token", "x-delete-token", "missing header X-Delete-Token");
  if (!equalInConstantTime(await sha256(token), row.token_hash)) {
    throw new Refusal(403, "wrong-token", "x-delete-token", "wrong delete token for this link");
  }
  await buryLink(env.DB, id, now);
  forgetLinkStatus(id);
}

function unknownLink(): Refusal {
  return new Refusal(404, "unknown-link", "id", "unknown link (check the address)");
}
