/** The text of a graph file, plain or gzip. */
import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import type { DataNotice } from "../../table.ts";
import { refuseForeign } from "../foreign.ts";
import { gunzip, gzipHead, isGzip } from "../gzip.ts";
import { encodingFound, refuseBinary } from "../text.ts";
import { refuseOtherNet, refuseWebPage } from "./foreign.ts";

/** So much of a file says what it is. */
const HEAD = 65_536;

/** How a file begins, once unpacked; damaged bytes do not matter. */
export const headOf = (bytes: Uint8Array): Uint8Array =>
  isGzip(bytes) ? gzipHead(bytes, HEAD) : bytes.subarray(0, HEAD);

export const headText = (head: Uint8Array): string => new TextDecoder(encodingFound(head) ?? "utf-8").decode(head);

export interface GraphText {
  readonly text: string;
  readonly notices: readonly DataNotice[];
}

/**
 * In UTF-8, or UTF-16 where it can only be that; in windows-1252 where it is neither. Throws an ExperimentError for damaged gzip, for what is empty or too
 * large, and for other programs' files.
 */
export function graphText(bytes: Uint8Array, name: string): GraphText {
  const { file: max } = limits.document;
  const { bytes: plain, surplus } = isGzip(bytes) ? gunzip(bytes, name, true, max) : { bytes, surplus: 0 };
  if (plain.length > max)
    throw new ExperimentError(
      name,
      "too-large",
      `${name} is too large: ${plain.length} bytes (must be at most ${max})`,
      {
        value: plain.length,
        max,
      },
    );
  const text = decoded(plain, name);
  if (text.trim() === "") throw new ExperimentError(name, "empty", `${name} is empty: it holds no graph`);
  const notices = surplus > 0 ? [{ code: "bytes-after-gzip", values: { name, value: surplus } }] : [];
  return { text, notices };
}

function decoded(bytes: Uint8Array, name: string): string {
  refuseForeign(bytes, name, () => undefined);
  const encoding = encodingFound(bytes) ?? "utf-8";
  if (encoding === "utf-8") refuseBinary(bytes, name, "BIF, XMLBIF, UAI or JSON");
  const text = decodedIn(encoding, bytes);
  refuseOtherNet(text, name);
  refuseWebPage(text, name);
  return text;
}

function decodedIn(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(encoding === "utf-8" ? "windows-1252" : encoding).decode(bytes);
  }
}
