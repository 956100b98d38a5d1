/**
 * Documents that travel beside their experiment. A document is part of its experiment: the digest is over it whole. In a publication a large one
 * is a part, and then a blob, of its own, and in its place in the experiment stands its name: the SHA-256 and the bytes of its canonical JSON.
 */
import * as v from "valibot";
import { canonicalJson } from "../experiment/canonical.ts";
import { sha256Hex } from "../experiment/digest.ts";
import type { DocumentRef } from "../experiment/document.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { readJson } from "../experiment/json.ts";
import { limits } from "../experiment/limits.ts";
import type { Part } from "./container.ts";

/** An experiment as it is sent and stored, and its document where that goes apart. */
export interface Detached {
  /** JSON for `attachDocument`, or the experiment itself. */
  readonly experiment: object;
  readonly part: Part | null;
}

/** A document of more than `inline` bytes goes apart. Throws an ExperimentError ("too-large") for one that cannot be published. */
export async function detachDocument(
  experiment: Experiment,
  inline: number = limits.document.inline,
): Promise<Detached> {
  const { data } = experiment;
  if (data === null || !("document" in data) || data.document === undefined) return { experiment, part: null };
  const bytes = new TextEncoder().encode(canonicalJson(data.document));
  if (bytes.length <= inline) return { experiment, part: null };
  checkBytes(bytes.length);
  const document: DocumentRef = { sha256: await sha256Hex(bytes), bytes: bytes.length };
  return { experiment: { ...experiment, data: { ...data, document } }, part: { role: "document", bytes } };
}

const reference = v.strictObject({ sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), bytes: v.number() });
const referring = v.object({ data: v.object({ document: reference }) });

/** The name of the document of an unread experiment; null where it has none, or has it with it. */
export function documentRefOf(input: unknown): DocumentRef | null {
  const parsed = v.safeParse(referring, input);
  return parsed.success ? parsed.output.data.document : null;
}

/**
 * An unread experiment with its document in its place, for `parseExperiment`. `bytes` are those of the part or the blob. Throws an
 * ExperimentError for another document than is named, for one that is missing, and for one that nothing names.
 */
export async function attachDocument(input: unknown, bytes: Uint8Array<ArrayBuffer> | undefined): Promise<unknown> {
  const ref = documentRefOf(input);
  if (ref === null) {
    if (bytes === undefined) return input;
    throw unfit("other-document", "invalid data.document: a document that the experiment does not name (leave it out)");
  }
  if (bytes === undefined)
    throw unfit("missing-document", "missing data.document: the experiment came without its document (open it again)");
  checkBytes(bytes.length);
  if (bytes.length !== ref.bytes || (await sha256Hex(bytes)) !== ref.sha256)
    throw unfit(
      "other-document",
      `invalid data.document: not that of the experiment (must have SHA-256 ${ref.sha256})`,
    );
  const document = readJson(textOf(bytes), "data.document", limits.document.published);
  const holder = input as { readonly data: object };
  return { ...holder, data: { ...holder.data, document } };
}

/** The name of a document is that of its canonical JSON alone: equal documents are one blob. Throws an ExperimentError for any other text. */
export function checkCanonical({ data }: Experiment, bytes: Uint8Array<ArrayBuffer>): void {
  const document = data !== null && "document" in data ? data.document : undefined;
  if (document !== undefined && canonicalJson(document) === textOf(bytes)) return;
  throw unfit("not-canonical", "invalid data.document: not in canonical form (must be its canonical JSON, RFC 8785)");
}

function checkBytes(value: number): void {
  const max = limits.document.published;
  if (value <= max) return;
  const message = `data.document is too large to publish: ${value} bytes (must be at most ${max})`;
  throw new ExperimentError("data.document", "too-large", message, { value, max });
}

function textOf(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw unfit("other-document", "invalid data.document: its text is not UTF-8 (was it changed?)");
  }
}

const unfit = (code: string, message: string) => new ExperimentError("data.document", code, message);
