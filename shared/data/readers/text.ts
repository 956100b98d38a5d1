/** Bytes to text, in the encoding that was chosen or found. */
import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";
import type { Reading } from "../../experiment/reading.ts";
import type { DataNotice } from "../table.ts";
import { refuseForeign } from "./foreign.ts";

export type Encoding = NonNullable<Reading["encoding"]>;

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** What is said of it: bytes that were replaced. */
  readonly notices: readonly DataNotice[];
}

/** So many bytes tell UTF-16 without a mark, and text from anything else. */
const LOOKED_AT = 4096;

/**
 * The text of a file: in UTF-8 or UTF-16; in windows-1252 where it is neither, as spreadsheets in Spanish save it. Throws an ExperimentError at `name`:
 * another known format, no text at all, or a byte that no text has, with its place. `formats`: what it could
 * be.
 */
export function textOf(bytes: Uint8Array, name: string, reading: Reading = {}, formats = FORMATS): DecodedText {
  // Beyond this, an engine may not have strings long enough.
  const max = limits.file.bytes / 2;
  if (bytes.length > max)
    throw new ExperimentError(
      name,
      "too-large",
      `${name} is too large: ${bytes.length} bytes of text (must be at most ${max})`,
      { value: bytes.length, max },
    );
  refuseForeign(bytes, name);
  const found = reading.encoding ?? encodingFound(bytes);
  if (!isWide(found)) refuseBinary(bytes, name, formats);
  const { text, encoding } = decodeText(bytes, name, found);
  checkControls(bytes, text, { encoding, isChosen: reading.encoding !== undefined }, name);
  // MS-DOS ended its texts with Ctrl-Z.
  const whole = text.endsWith("\x1a") ? text.slice(0, -1) : text;
  return { text: whole, encoding, notices: encoding === "utf-8-damaged" ? damageOf(bytes, name) : [] };
}

/** In the encoding that was chosen or is marked, if any. */
function decodeText(
  bytes: Uint8Array,
  name: string,
  encoding: Encoding | undefined,
): Pick<DecodedText, "text" | "encoding"> {
  if (encoding === "utf-8-damaged") return { text: new TextDecoder("utf-8").decode(bytes), encoding };
  if (encoding === "windows-1252") return { text: latinText(bytes, name), encoding };
  if (encoding === "utf-16le" || encoding === "utf-16be")
    return { text: new TextDecoder(encoding).decode(bytes), encoding };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    const { at, sequences, wrong } = utf8Faults(bytes);
    // Where as much of it is UTF-8 as not, a byte was damaged or the end cut off: no other encoding has such sequences by chance.
    if (encoding === "utf-8" || (sequences > 0 && sequences >= wrong)) throw notText(bytes, at, "utf-8", name);
    return { text: latinText(bytes, name), encoding: "windows-1252" };
  }
}

function damageOf(bytes: Uint8Array, name: string): readonly DataNotice[] {
  const { at, wrong } = utf8Faults(bytes);
  if (wrong === 0) return [];
  return [{ code: "bytes-replaced", values: { name, count: wrong, line: 1 + byteLineEnds(bytes, at) } }];
}

/** The encoding that the bytes of a text are marked with, or can only be in. */
export const encodingFound = (bytes: Uint8Array): Encoding | undefined => markedEncoding(bytes) ?? unmarkedUtf16(bytes);

function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? "utf-8" : undefined;
}

/** UTF-16 without a mark: of the characters of a table, most have a zero in their upper half, and none in their lower. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | undefined {
  const pairs = Math.min(bytes.length, LOOKED_AT) >> 1;
  const zeros = [0, 0];
  for (let i = 0; i < 2 * pairs; i++) if (bytes[i] === 0) zeros[i & 1]++;
  if (bytes.length % 2 !== 0 || pairs === 0) return undefined;
  if (zeros[1] > pairs / 2 && zeros[0] === 0) return "utf-16le";
  return zeros[0] > pairs / 2 && zeros[1] === 0 ? "utf-16be" : undefined;
}

/** Bytes that windows-1252 leaves undefined. */
const UNDEFINED = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

function latinText(bytes: Uint8Array, name: string): string {
  const at = bytes.findIndex((byte) => UNDEFINED.includes(byte));
  if (at >= 0) throw notText(bytes, at, "windows-1252", name);
  return new TextDecoder("windows-1252").decode(bytes);
}

/** The first byte that UTF-8 does not have there, how many such there are, and how many whole sequences of several bytes. */
function utf8Faults(bytes: Uint8Array): { readonly at: number; readonly wrong: number; readonly sequences: number } {
  let [at, wrong, sequences] = [-1, 0, 0];
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      if (wrong++ === 0) at = i;
      i++;
    } else {
      if (length > 1) sequences++;
      i += length;
    }
  }
  return { at, wrong, sequences };
}

/** Of the sequence that begins there; 0 where none does (RFC 3629). */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const byte = bytes[i];
  if (byte < 0x80) return 1;
  const length =
    byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
  const least = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
  const most = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
  for (let k = 1; k < length; k++) {
    const next = bytes[i + k];
    if (!(k === 1 ? next >= least && next <= most : next >= 0x80 && next <= 0xbf)) return 0;
  }
  return length;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\x00-\x08\x0e-\x1f]/;

const FORMATS = "IDX, NPY, WAV, PNG, JPEG, CSV or safetensors";

/** Texts have no control characters but tabs and ends of lines: with several at its beginning a file is none at all. `formats`: what it could be. */
export function refuseBinary(bytes: Uint8Array, name: string, formats = FORMATS): void {
  const head = bytes.subarray(0, LOOKED_AT);
  let controls = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) controls++;
  if (controls <= Math.max(1, head.length / 50)) return;
  throw new ExperimentError(
    name,
    "unknown-format",
    `${name} has an unknown format (must be ${formats}, plain or gzip)`,
    { name, allowed: formats.replace(" or ", ", ") },
  );
}

interface ReadAs {
  readonly encoding: Encoding;
  readonly isChosen: boolean;
}

/** Where an encoding was chosen, it may be another; where it was found, the character itself is what is wrong. */
function checkControls(bytes: Uint8Array, text: string, { encoding, isChosen }: ReadAs, name: string): void {
  const at = text.search(CONTROL);
  if (at < 0 || (at === text.length - 1 && text.endsWith("\x1a"))) return;
  const code = text.charCodeAt(at);
  const line = 1 + lineEnds(text.slice(0, at));
  const byte = isWide(encoding) ? -1 : bytes.indexOf(code);
  if (isChosen) throw notText(bytes, byte, encoding, name, line, code);
  const value = hexadecimal(code);
  throw new ExperimentError(
    name,
    "control-in-text",
    `${name} has the control character ${value} in line ${line}${placeOf(byte)}, which no text has (must be without: take it out)`,
    { value, line, offset: byte + 1, encoding },
  );
}

const hexadecimal = (code: number) => `0x${code.toString(16).toUpperCase().padStart(2, "0")}`;
const placeOf = (byte: number) => (byte < 0 ? "" : ` (byte ${byte + 1} of the file)`);

const isWide = (encoding: Encoding | undefined) => encoding === "utf-16le" || encoding === "utf-16be";

function notText(
  bytes: Uint8Array,
  at: number,
  encoding: Encoding,
  path: string,
  line = 1 + byteLineEnds(bytes, at),
  code = bytes[at],
): ExperimentError {
  const value = hexadecimal(code);
  return new ExperimentError(
    path,
    "not-text",
    `${path} has ${value} in line ${line}${placeOf(at)}, which no text in ${NAMES[encoding]} has (save it in UTF-8, or choose its encoding)`,
    { value, line, offset: at + 1, encoding, name: NAMES[encoding] },
  );
}

const NAMES: Readonly<Record<Encoding, string>> = {
  "utf-8": "UTF-8",
  "utf-8-damaged": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  "windows-1252": "Windows-1252",
};

const lineEnds = (text: string) => text.split(/\r\n?|\n/).length - 1;

function byteLineEnds(bytes: Uint8Array, before: number): number {
  let ends = 0;
  for (let i = 0; i < before; i++) if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) ends++;
  return ends;
}
