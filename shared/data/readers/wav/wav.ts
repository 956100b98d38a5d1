import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import type { FileContent } from "../content.ts";
import { infinite } from "../content.ts";
import { truncated } from "../errors.ts";

/** Sound: samples of all channels side by side, frame after frame, at `rate` frames per second; full scale is −1…1. */
export interface Sound {
  readonly rate: number;
  readonly channels: number;
  /** frames × channels. float64 where float32 would lose bits. */
  readonly values: Float32Array | Float64Array;
}

/** Codes of `wFormatTag` (RFC 2361, and the WAVE_FORMAT_EXTENSIBLE page of Microsoft's multimedia reference). */
const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const COMPRESSED: Readonly<Record<number, string>> = {
  2: "ADPCM",
  6: "A-law",
  7: "µ-law",
  17: "IMA ADPCM",
  49: "GSM",
  80: "MPEG",
  85: "MP3",
};
/** Every sub-format is this GUID with the code of the plain format in its first two bytes. */
const SUBFORMAT = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

export function isWav(bytes: Uint8Array): boolean {
  return bytes.length >= 12 && idAt(bytes, 0) === "RIFF" && idAt(bytes, 8) === "WAVE";
}

/** The sound as a table: one row per frame, one column per channel. Throws an ExperimentError at `path`. */
export function wavContent(bytes: Uint8Array, path: string): FileContent {
  const { rate, channels, values } = decodeWav(bytes, path);
  const rows = values.length / channels;
  const names = Array.from({ length: channels }, (_, c) => (channels === 1 ? baseName(path) : `ch${c + 1}`));
  const table = { rows, columns: channels, values, names, rate };
  return { kind: "table", format: "wav", shape: [rows, channels], table };
}

export function baseName(name: string): string {
  return name.replace(/\.(wav|wave)(\.gz)?$/i, "");
}

/**
 * Reads a WAV file: PCM of 8, 16, 24 or 32 bits, floating point of 32 or 64, any number of channels, plain or extensible, its chunks in any order. A data
 * chunk whose size is unknown (0 or 2³² − 1, as recorders that stream write it) reaches to the end. Throws an ExperimentError at `path`.
 */
export function decodeWav(bytes: Uint8Array, path: string): Sound {
  const chunks = chunksOf(bytes, path);
  const head = chunks.get("fmt ");
  const data = chunks.get("data");
  if (head === undefined) throw unreadable(path, `no "fmt " chunk (save it again as WAV)`);
  if (data === undefined) throw unreadable(path, `no "data" chunk (save it again as WAV)`);
  const format = readFormat(head, path);
  const frame = format.channels * format.size;
  if (data.length % frame !== 0)
    throw unreadable(path, `${data.length} bytes of sound (must be whole frames of ${frame} bytes: copy it again)`);
  const frames = data.length / frame;
  if (frames === 0) throw new ExperimentError(path, "empty", `${path} is empty: 0 frames of sound`);
  checkLength(frames, format, path);
  return { rate: format.rate, channels: format.channels, values: readSamples(data, format, path) };
}

interface Format {
  readonly code: typeof PCM | typeof FLOAT;
  readonly channels: number;
  readonly rate: number;
  /** Bytes of a sample. */
  readonly size: number;
}

function chunksOf(bytes: Uint8Array, path: string): ReadonlyMap<string, Uint8Array> {
  if (!isWav(bytes)) throw unreadable(path, `it begins with ${JSON.stringify(idAt(bytes, 0))} (must be RIFF … WAVE)`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = idAt(bytes, at);
    const claimed = view.getUint32(at + 4, true);
    const start = at + 8;
    const rest = bytes.length - start;
    const isOpen = id === "data" && (claimed === 0xffffffff || (claimed === 0 && rest > 0 && !isChunk(bytes, start)));
    const size = isOpen ? rest : claimed;
    const needed = chunks.has("data") && id !== "fmt " ? start : start + size;
    if (needed > bytes.length) throw truncated(path, needed, bytes.length);
    // The first of each kind counts.
    if (!chunks.has(id)) chunks.set(id, bytes.subarray(start, start + size));
    // Chunks begin at even offsets.
    at = start + size + (size % 2);
  }
  return chunks;
}

/** Four printable letters and a size that fits: what follows an empty chunk when that is the next chunk and not sound. */
function isChunk(bytes: Uint8Array, at: number): boolean {
  if (at + 8 > bytes.length || !/^[\x20-\x7e]{4}$/.test(idAt(bytes, at))) return false;
  return at + 8 + new DataView(bytes.buffer, bytes.byteOffset + at + 4, 4).getUint32(0, true) <= bytes.length;
}

function readFormat(head: Uint8Array, path: string): Format {
  if (head.length < 16) throw unreadable(path, `a "fmt " chunk of ${head.length} bytes (must be 16 or more)`);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  let code = view.getUint16(0, true);
  const [channels, rate, frame, bits] = [
    view.getUint16(2, true),
    view.getUint32(4, true),
    view.getUint16(12, true),
    view.getUint16(14, true),
  ];
  if (code === EXTENSIBLE) {
    if (head.length < 40) throw unreadable(path, `an extensible "fmt " chunk of ${head.length} bytes (must be 40)`);
    if (SUBFORMAT.some((byte, i) => head[26 + i] !== byte)) throw unreadable(path, "an unknown sub-format");
    code = view.getUint16(24, true);
  }
  if (code !== PCM && code !== FLOAT)
    throw unreadable(path, `compressed as ${COMPRESSED[code] ?? `format ${code}`} (save it as PCM, 16 bits)`);
  const allowed = code === PCM ? [8, 16, 24, 32] : [32, 64];
  if (!allowed.includes(bits))
    throw unreadable(path, `${bits} bits per sample (must be ${allowed.join(", ")}: save it as PCM, 16 bits)`);
  const most = limits.sound.channels;
  if (channels < 1 || channels > most) throw unreadable(path, `${channels} channels (must be 1 to ${most})`);
  const { lowest, highest } = limits.sound;
  if (rate < lowest || rate > highest) throw unreadable(path, `${rate} Hz (must be ${lowest} to ${highest})`);
  if (frame !== (channels * bits) / 8)
    throw unreadable(path, `frames of ${frame} bytes (must be ${(channels * bits) / 8}: ${channels} × ${bits} bits)`);
  return { code, channels, rate, size: bits / 8 };
}

function checkLength(frames: number, { channels, rate }: Format, path: string): void {
  const most = Math.floor(Math.min(limits.sound.seconds, limits.sound.values / (channels * rate)));
  const seconds = frames / rate;
  if (seconds <= most) return;
  const value = Math.ceil(seconds);
  throw new ExperimentError(path, "too-long-sound", `${path} lasts ${value} s (must be at most ${most}: cut it)`, {
    value,
    max: most,
  });
}

function readSamples(data: Uint8Array, { code, channels, size }: Format, path: string): Sound["values"] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const count = data.length / size;
  const isWide = size === 8 || (code === PCM && size === 4);
  const values = isWide ? new Float64Array(count) : new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * size;
    if (code === FLOAT) values[i] = size === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true);
    // Eight bits are unsigned, more are signed.
    else if (size === 1) values[i] = (data[at] - 128) / 128;
    else if (size === 2) values[i] = view.getInt16(at, true) / 32768;
    else if (size === 3) values[i] = ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 8388608;
    else values[i] = view.getInt32(at, true) / 2147483648;
    if (!Number.isFinite(values[i])) throw infinite(path, Math.floor(i / channels) + 1, (i % channels) + 1);
  }
  return values;
}

/** How samples are written: 16-bit whole numbers (values beyond ±1 are cut) or float32. */
export type WavEncoding = "pcm16" | "float32";

/** A WAV file of the sound; values are frames × channels. */
export function encodeWav(
  { rate, channels, values }: { rate: number; channels: number; values: ArrayLike<number> },
  encoding: WavEncoding = "pcm16",
): Uint8Array<ArrayBuffer> {
  const size = encoding === "pcm16" ? 2 : 4;
  const length = values.length * size;
  const bytes = new Uint8Array(44 + length);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string) => {
    for (let i = 0; i < letters.length; i++) bytes[at + i] = letters.charCodeAt(i);
  };
  text(0, "RIFF");
  view.setUint32(4, 36 + length, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, encoding === "pcm16" ? PCM : FLOAT, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * size, true);
  view.setUint16(32, channels * size, true);
  view.setUint16(34, 8 * size, true);
  text(36, "data");
  view.setUint32(40, length, true);
  for (let i = 0; i < values.length; i++) {
    if (encoding === "float32") view.setFloat32(44 + 4 * i, values[i], true);
    else view.setInt16(44 + 2 * i, Math.min(32767, Math.max(-32768, Math.round(values[i] * 32768))), true);
  }
  return bytes;
}

function idAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function unreadable(path: string, reason: string): ExperimentError {
  return new ExperimentError(path, "not-wav", `${path} is not a readable WAV file: ${reason}`, { reason });
}
