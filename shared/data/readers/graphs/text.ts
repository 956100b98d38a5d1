/** The text of a graph file, plain or gzip. */
import { ExperimentError } from "../../../experiment/errors.ts";
import type { DataNotice } from "../../table.ts";
import { gunzip, gzipHead, isGzip } from "../gzip.ts";

/** So much of a file says what it is. */
const HEAD = 65_536;

/** How a file begins, as text; damaged bytes do not matter. */
export function headOf(bytes: Uint8Array): string {
  const head = isGzip(bytes) ? gzipHead(bytes, HEAD) : bytes.subarray(0, HEAD);
  return new TextDecoder(encodingOf(head)).decode(head);
}

export interface GraphText {
  readonly text: string;
  readonly notices: readonly DataNotice[];
}

/** In UTF-8, or UTF-16 where it is marked so; in windows-1252 where it is neither. Throws an ExperimentError for damaged gzip. */
export function graphText(bytes: Uint8Array, name: string): GraphText {
  const { bytes: plain, surplus } = isGzip(bytes) ? gunzip(bytes, name) : { bytes, surplus: 0 };
  if (plain.length === 0) throw new ExperimentError(name, "empty", `${name} is empty: 0 bytes`);
  const notices = surplus > 0 ? [{ code: "bytes-after-gzip", values: { name, value: surplus } }] : [];
  return { text: decoded(plain), notices };
}

function decoded(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(encoding === "utf-8" ? "windows-1252" : encoding).decode(bytes);
  }
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
