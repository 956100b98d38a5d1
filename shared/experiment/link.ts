import { base64OfBytes, bytesOfBase64 } from "../base64.ts";
import { canonicalJson } from "./canonical.ts";
import { compress, decompress, inflatable } from "./compress.ts";
import { withoutDocument } from "./document.ts";
import type { Envelope } from "./envelope.ts";
import { ExperimentError } from "./errors.ts";
import type { Experiment } from "./experiment.ts";
import { checkCaps, readJson } from "./json.ts";
import { limits } from "./limits.ts";

/** The newest version of the link, which is not that of the experiment in it: each version of either may carry any of the other. */
const NEWEST = 2;

/**
 * Hash links hold the whole experiment and need no server: "#v1." and the canonical JSON, deflated, in base64url; with an envelope "#v2." and the
 * canonical JSON of {envelope, experiment}. The version comes first; decoders are only ever added, and an experiment alone has the link that it
 * has always had. Throws an ExperimentError ("link-too-large") for an experiment that no link can carry, because of its document.
 */
export async function encodeLink(experiment: Experiment, envelope?: Envelope): Promise<string> {
  const [version, content] = envelope === undefined ? [1, experiment] : [2, { envelope, experiment }];
  const json = new TextEncoder().encode(canonicalJson(content));
  // Packing takes a while: first what no packing helps against.
  requireBytes(json.length, limits.json.bytes);
  const packed = await compress(json, "deflate-raw");
  requireBytes(json.length, inflatable(packed.length));
  return `#v${version}.${toBase64Url(packed)}`;
}

function requireBytes(value: number, max: number): void {
  if (value <= max) return;
  const message = `experiment is too large for a link: ${value} bytes (must be at most ${max}; publish it, or save it as a file)`;
  throw new ExperimentError("link", "link-too-large", message, { value, max });
}

/** What a hash link holds, unchecked: for `parseExperiment`, and for `parseEnvelope` where there is one. */
export interface LinkContent {
  readonly experiment: unknown;
  readonly envelope?: unknown;
}

/** Throws an ExperimentError at "link": not a link, made by a newer version, damaged, too large. */
export async function decodeLink(hash: string): Promise<LinkContent> {
  const found = /^#?v(\d{1,9})\.(.*)$/s.exec(hash.trim());
  if (!found) throw new ExperimentError("link", "not-a-link", "link is not one of ours (must look like #v1.…)");
  const [, version, payload] = found;
  if (Number(version) > NEWEST)
    throw new ExperimentError(
      "link",
      "newer-version",
      `link was made by a newer version of Latente: v${version} (this page reads up to v${NEWEST}: reload it, or open the link where it was made)`,
      { value: Number(version), allowed: NEWEST },
    );
  if (version !== "1" && version !== "2")
    throw new ExperimentError(
      "link",
      "unknown-version",
      `link has version ${version}, which never existed (must be v1 to v${NEWEST})`,
      {
        value: version,
        allowed: NEWEST,
      },
    );
  const bytes = fromBase64Url(payload);
  const json = await decompress(bytes, "deflate-raw", limits.json.bytes, "link");
  const content = readJson(decodeText(json), "link", limits.json.bytes);
  return version === "1" ? { experiment: checked(content) } : opened(content);
}

/** What version 2 holds. Members that are not known were added for those who know them. */
function opened(content: unknown): LinkContent {
  if (typeof content !== "object" || content === null || !Object.hasOwn(content, "experiment"))
    throw new ExperimentError("link", "corrupt", "link is damaged: there is no experiment in it (was it changed?)");
  const { experiment, envelope } = content as LinkContent;
  checkCaps(envelope, "link");
  return { experiment: checked(experiment), ...(envelope !== undefined && { envelope }) };
}

function checked(experiment: unknown): unknown {
  checkCaps(withoutDocument(experiment), "link");
  return experiment;
}

function decodeText(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ExperimentError("link", "corrupt", "link is damaged: its text is not UTF-8 (was it cut off or changed?)");
  }
}

export function toBase64Url(bytes: Uint8Array): string {
  return base64OfBytes(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Throws an ExperimentError at "link" for what is not base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  try {
    // `atob` would let white space and padding pass: two texts for the same bytes.
    if (!/^[\w-]*$/.test(text)) throw new TypeError("not in the alphabet");
    return bytesOfBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    throw new ExperimentError("link", "corrupt", "link is damaged: it is not base64url (was it cut off or changed?)");
  }
}
