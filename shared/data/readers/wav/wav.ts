import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import type { FileContent } from "../content.ts";
import { infinite } from "../content.ts";
import { chunksOf, unreadable } from "./chunks.ts";

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
/** Every sub-format is a GUID of the code of the plain format and these bytes. */
const SUBFORMAT = [0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

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
 * Reads a WAV file (RIFF, RIFX, RF64): PCM of 1 to 32 bits, floating point of 32 or 64, any number of channels, plain or extensible, its chunks in any order.
 * Samples of fewer bits than their bytes have are at the top of them, as the format says. Part of a frame at the end is left out. Throws an ExperimentError at
 * `path`.
 */
export function decodeWav(bytes: Uint8Array, path: string): Sound {
  const { little, format: head, data } = chunksOf(bytes, path);
  const format = readFormat(head, little, path);
  const frame = format.channels * format.size;
  const frames = Math.floor(data.length / frame);
  if (frames === 0) throw new ExperimentError(path, "empty", `${path} is empty: 0 frames of sound`);
  checkLength(frames, format, path);
  return { rate: format.rate, channels: format.channels, values: readSamples(data, frames, format, path) };
}

interface Format {
  readonly code: typeof PCM | typeof FLOAT;
  readonly channels: number;
  readonly rate: number;
  /** Bytes of a sample. */
  readonly size: number;
  readonly little: boolean;
}

function readFormat(head: Uint8Array, little: boolean, path: string): Format {
  if (head.length < 16) throw unreadable(path, `a "fmt " chunk of ${head.length} bytes (must be 16 or more)`);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const said = view.getUint16(0, little);
  const code = said === EXTENSIBLE ? subFormat(head, view, little, path) : said;
  const channels = view.getUint16(2, little);
  const rate = view.getUint32(4, little);
  const bits = view.getUint16(14, little);
  if (code !== PCM && code !== FLOAT)
    throw unreadable(path, `compressed as ${COMPRESSED[code] ?? `format ${code}`} (save it as PCM, 16 bits)`);
  if (code === PCM ? bits < 1 || bits > 32 : bits !== 32 && bits !== 64)
    throw unreadable(
      path,
      `${bits} bits per sample (must be ${code === PCM ? "1 to 32" : "32 or 64"}: save it as PCM, 16 bits)`,
    );
  const most = limits.sound.channels;
  if (channels < 1 || channels > most) throw unreadable(path, `${channels} channels (must be 1 to ${most})`);
  const { lowest, highest } = limits.sound;
  if (rate < lowest || rate > highest) throw unreadable(path, `${rate} Hz (must be ${lowest} to ${highest})`);
  return { code, channels, rate, size: sampleSize(view.getUint16(12, little), channels, bits, path), little };
}

/** The code of the plain format inside an extensible one. */
function subFormat(head: Uint8Array, view: DataView, little: boolean, path: string): number {
  if (head.length < 40) throw unreadable(path, `an extensible "fmt " chunk of ${head.length} bytes (must be 40)`);
  const isPlain = SUBFORMAT.every(
    // The second and third part of the GUID are numbers of two bytes; what follows are bytes.
    (byte, i) => head[28 + (little || i > 3 ? i : i ^ 1)] === byte,
  );
  if (!isPlain) throw unreadable(path, "an unknown sub-format");
  return view.getUint32(24, little);
}

/** Bytes of a sample: as many as its frame of `frame` bytes has room for, else as few as its bits need. */
function sampleSize(frame: number, channels: number, bits: number, path: string): number {
  const least = Math.ceil(bits / 8);
  if (frame === 0 || frame === channels * least) return least;
  const size = frame / channels;
  if (Number.isInteger(size) && size >= least && size <= 4) return size;
  throw unreadable(path, `frames of ${frame} bytes (must be ${channels * least}: ${channels} × ${bits} bits)`);
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

function readSamples(data: Uint8Array, frames: number, format: Format, path: string): Sound["values"] {
  const { code, channels, size, little } = format;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const count = frames * channels;
  const isWide = size === 8 || (code === PCM && size === 4);
  const values = isWide ? new Float64Array(count) : new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * size;
    if (code === FLOAT) values[i] = size === 4 ? view.getFloat32(at, little) : view.getFloat64(at, little);
    // Eight bits are unsigned, more are signed.
    else if (size === 1) values[i] = (data[at] - 128) / 128;
    else if (size === 2) values[i] = view.getInt16(at, little) / 32768;
    else if (size === 3)
      values[i] = ((view.getInt8(little ? at + 2 : at) << 16) | view.getUint16(little ? at : at + 1, little)) / 8388608;
    else values[i] = view.getInt32(at, little) / 2147483648;
    if (!Number.isFinite(values[i])) throw infinite(path, Math.floor(i / channels) + 1, (i % channels) + 1);
  }
  return values;
}

/** How samples are written: 16-bit whole numbers (times 32768, halves up, values beyond ±1 cut) or float32. */
export type WavEncoding = "pcm16" | "float32";

/** A WAV file of the sound; values are frames × channels. Of 16 bits the codes are 32768 × value, ties rounded up, cut to what 16 bits hold. */
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
