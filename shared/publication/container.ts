/**
 * One binary body for a publication, upload and file alike:
 *
 *     "latente1"  8 bytes
 *     n           uint32, little-endian: length of the header
 *     header      n bytes of JSON (UTF-8): { …, parts: [{ role, bytes }] }
 *     parts       one after another, without gaps; the last ends the body
 *
 * Sizes are declared before the bytes come, so that a reader refuses what is too large without reading it.
 */
import { ExperimentError } from "../experiment/errors.ts";
import { limits } from "../experiment/limits.ts";
import type { ByteSource } from "./bytes.ts";

export const roles = ["arrays", "weights", "data", "document"] as const;
export type Role = (typeof roles)[number];
export interface Part {
  readonly role: Role;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
export interface Container {
  /** Unchecked JSON, without its list of parts. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly parts: readonly Part[];
}

const magic = new TextEncoder().encode("latente1");

/** Bytes of header that are read at most: an experiment, a result, title, notes and an envelope (up to three bytes per character). */
export const headerBytes = limits.json.bytes + limits.result.json + 64 * 1024;

export const roleBytes: Readonly<Record<Role, number>> = {
  arrays: limits.result.bytes,
  weights: limits.weights.bytes,
  data: limits.publishedData.bytes,
  document: limits.document.published,
};

export function encodeContainer({ header, parts }: Container): Uint8Array<ArrayBuffer> {
  const sizes = parts.map(({ role, bytes }) => ({ role, bytes: bytes.length }));
  const json = new TextEncoder().encode(JSON.stringify({ ...header, parts: sizes }));
  const start = magic.length + 4 + json.length;
  const body = new Uint8Array(start + parts.reduce((sum, { bytes }) => sum + bytes.length, 0));
  body.set(magic);
  new DataView(body.buffer).setUint32(magic.length, json.length, true);
  body.set(json, magic.length + 4);
  let at = start;
  for (const { bytes } of parts) {
    body.set(bytes, at);
    at += bytes.length;
  }
  return body;
}

export function isContainer(bytes: Uint8Array): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** A container whose parts are still to come, in the order of `sizes`, without gaps. */
export interface ContainerHead {
  readonly header: Container["header"];
  /** Bytes of the header. */
  readonly bytes: number;
  readonly sizes: readonly PartSize[];
}

export interface PartSize {
  readonly role: Role;
  readonly bytes: number;
}

/** Reads a container piece by piece, every cap before the bytes that it is about. Throws an ExperimentError with path "body" or "parts…". */
export async function decodeContainer(source: ByteSource): Promise<Container> {
  const { header, sizes } = await readHead(source);
  const parts: Part[] = [];
  for (const { role, bytes } of sizes) parts.push({ role, bytes: await source.take(bytes) });
  await checkEnd(source);
  return { header, parts };
}

/** Everything before the first part, for a reader that takes the parts as they come and then asks for the end (`checkEnd`). */
export async function readHead(source: ByteSource): Promise<ContainerHead> {
  const head = await source.take(magic.length + 4);
  if (!isContainer(head)) {
    throw new ExperimentError("body", "not-a-container", 'invalid body: does not begin with "latente1"');
  }
  const length = new DataView(head.buffer, head.byteOffset).getUint32(magic.length, true);
  if (length > headerBytes) throw tooLarge("header", length, headerBytes);
  const { parts, ...header } = parseHeader(await source.take(length));
  return { header, bytes: length, sizes: readSizes(parts) };
}

/** Throws an ExperimentError ("too-large") where a body goes on after its last part. */
export async function checkEnd(source: ByteSource): Promise<void> {
  if (await source.atEnd()) return;
  throw new ExperimentError("body", "too-large", "body is too large (must end where its last part ends)");
}

/** JSON of a header: an object of own names, whatever they are. */
export function parseHeader(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ExperimentError("body", "not-json", `invalid body: not JSON in UTF-8 (${String(error).slice(0, 120)})`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ExperimentError(
      "body",
      "wrong-type",
      "invalid body: not an object (must be {experiment, result, title})",
    );
  }
  return value as Readonly<Record<string, unknown>>;
}

function readSizes(input: unknown): readonly PartSize[] {
  if (!Array.isArray(input)) throw new ExperimentError("parts", "wrong-type", "invalid parts: must be a list");
  const most = roles.length - 1 + limits.file.files;
  if (input.length > most)
    throw new ExperimentError("parts", "wrong-length", `too many parts (at most ${most})`, { max: most });
  const sizes = input.map((part: unknown, i) => readSize(part, `parts[${i}]`));
  for (const role of roles) {
    const mine = sizes.filter((size) => size.role === role);
    const total = mine.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total > roleBytes[role]) throw tooLarge(role, total, roleBytes[role]);
    if (role !== "data" && mine.length > 1) {
      throw new ExperimentError(
        "parts",
        "repeated",
        `invalid parts: ${mine.length} of role ${role} (must be at most 1)`,
      );
    }
  }
  return sizes;
}

function readSize(part: unknown, path: string): PartSize {
  const { role, bytes } = (typeof part === "object" && part !== null ? part : {}) as Record<string, unknown>;
  const known = roles.find((one) => one === role);
  if (known === undefined)
    throw new ExperimentError(
      `${path}.role`,
      "not-an-option",
      `invalid ${path}.role (must be one of ${roles.join(", ")})`,
    );
  if (typeof bytes !== "number" || !Number.isSafeInteger(bytes) || bytes < 1) {
    throw new ExperimentError(`${path}.bytes`, "out-of-range", `invalid ${path}.bytes (must be a whole number > 0)`);
  }
  return { role: known, bytes };
}

function tooLarge(what: string, value: number, max: number): ExperimentError {
  return new ExperimentError(what, "too-large", `${what} too large: ${value} bytes (must be at most ${max})`, {
    value,
    max,
  });
}
