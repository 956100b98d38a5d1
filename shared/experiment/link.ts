import { canonicalJson } from "./canonical.ts";
import { compress, decompress } from "./compress.ts";
import { ExperimentError } from "./errors.ts";
import type { Experiment } from "./experiment.ts";
import { parseJson } from "./json.ts";
import { limits } from "./limits.ts";

const NEWEST = 1;

/**
 * Hash links hold the whole experiment and need no server: "#v1." and the canonical JSON, deflated, in base64url. The version comes
 * first; decoders are only ever added, and the encoder writes the newest.
 */
export async function encodeLink(experiment: Experiment): Promise<string> {
  const json = new TextEncoder().encode(canonicalJson(experiment));
  return `#v1.${toBase64Url(await compress(json, "deflate-raw"))}`;
}

/**
 * What a hash link holds, for `parseExperiment` to check. Throws an ExperimentError at "link": not a link, made by a newer version, damaged,
 * too large.
 */
export async function decodeLink(hash: string): Promise<unknown> {
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
  if (version !== "1")
    throw new ExperimentError(
      "link",
      "unknown-version",
      `link of version ${version} never was (must be v1 to v${NEWEST})`,
      {
        value: version,
        allowed: NEWEST,
      },
    );
  const bytes = fromBase64Url(payload);
  const json = await decompress(bytes, "deflate-raw", limits.json.bytes, "link");
  return parseJson(decodeText(json), "link");
}

/** How far a link travels: pasted anywhere, long but usable, or only as one that the edge keeps. */
export type LinkClass = "anywhere" | "long" | "too-long";
/** `length` of the whole address in characters. */
export function linkClass(length: number): LinkClass {
  if (length <= limits.link.anywhere) return "anywhere";
  return length <= limits.link.long ? "long" : "too-long";
}

function decodeText(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ExperimentError("link", "corrupt", "link is damaged: its text is not UTF-8 (was it cut off or changed?)");
  }
}

export function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Throws an ExperimentError at "link" for what is not base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  try {
    // `atob` would let white space and padding pass: two texts for the same bytes.
    if (!/^[\w-]*$/.test(text)) throw new TypeError("not in the alphabet");
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    throw new ExperimentError("link", "corrupt", "link is damaged: it is not base64url (was it cut off or changed?)");
  }
}
