/** Damaged files: bytes changed anywhere, and parts of a file changed, moved or taken from another with all lengths and checksums made right again. */
import { deflateSync, gzipSync, inflateSync } from "node:zlib";
import { crc } from "../../../shared/data/readers/crc.ts";

/** A small generator of its own: the same mutants every time, and cheap. */
export type Draw = (n: number) => number;

export function drawFrom(seed: number): Draw {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

type Parts = readonly Uint8Array[];

/** A file in parts, and back: `join` makes a file of any parts. */
export interface Grammar {
  readonly split: (file: Uint8Array) => Parts;
  readonly join: (parts: Parts) => Uint8Array<ArrayBuffer>;
}

export const joined = (parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};
const bigWord = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const littleWord = (n: number) => bigWord(n).reverse();
const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const plain: Grammar = {
  split: (file) => [file.slice(0, 8), file.slice(8, 32), file.slice(32)],
  join: (parts) => joined(parts),
};

/** Chunks as type and content; the pixels of the first IDAT as rows. */
const png: Grammar = {
  split: (file) => {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const chunks: Uint8Array[] = [];
    for (let at = 8; at + 12 <= file.length; at += 12 + view.getUint32(at))
      chunks.push(file.slice(at + 4, at + 8 + view.getUint32(at)));
    const isPixels = (chunk: Uint8Array) => latin1(chunk.subarray(0, 4)) === "IDAT";
    const rows = inflateSync(joined(chunks.filter(isPixels).map((chunk) => chunk.subarray(4))));
    const first = chunks.findIndex(isPixels);
    return chunks
      .map((chunk, i) => (i === first ? joined([bytesOf("rows"), rows]) : chunk))
      .filter((chunk) => !isPixels(chunk));
  },
  join: (parts) =>
    joined([
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
      ...parts.flatMap((part) => {
        const isRows = latin1(part.subarray(0, 4)) === "rows";
        const chunk = isRows ? joined([bytesOf("IDAT"), deflateSync(part.subarray(4))]) : part;
        return [bigWord(Math.max(0, chunk.length - 4)), chunk, bigWord(crc(chunk))];
      }),
    ]),
};

/** Segments with their markers, and what stands between them. */
const jpeg: Grammar = {
  split: (file) => {
    const parts: Uint8Array[] = [];
    for (let at = 2; at < file.length; ) {
      const hasLength = file[at] === 0xff && file[at + 1] >= 0xc0 && (file[at + 1] < 0xd0 || file[at + 1] > 0xd9);
      let end = hasLength ? at + 2 + ((file[at + 2] << 8) | file[at + 3]) : at + 2;
      if (!hasLength) while (end < file.length && !(file[end] === 0xff && file[end + 1] !== 0)) end++;
      parts.push(hasLength ? joined([file.slice(at, at + 2), file.slice(at + 4, end)]) : file.slice(at, end));
      at = end;
    }
    return parts;
  },
  join: (parts) =>
    joined([
      [0xff, 0xd8],
      ...parts.flatMap((part) => {
        const hasLength = part[0] === 0xff && part[1] >= 0xc0 && (part[1] < 0xd0 || part[1] > 0xd9);
        return hasLength ? [part.subarray(0, 2), [part.length >> 8, part.length & 255], part.subarray(2)] : [part];
      }),
    ]),
};

/** Chunks as name and content. */
const wav: Grammar = {
  split: (file) => {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const parts: Uint8Array[] = [];
    for (let at = 12; at + 8 <= file.length; ) {
      const size = view.getUint32(at + 4, true);
      parts.push(joined([file.slice(at, at + 4), file.slice(at + 8, at + 8 + size)]));
      at += 8 + size + (size % 2);
    }
    return parts;
  },
  join: (parts) =>
    joined([
      bytesOf("RIFF\0\0\0\0WAVE"),
      ...parts.flatMap((part) => [
        part.subarray(0, 4),
        littleWord(Math.max(0, part.length - 4)),
        part.subarray(4),
        new Uint8Array(part.length % 2),
      ]),
    ]),
};

const tokens = (text: string): Parts => (text.match(/\w+|\s+|[^\w\s]/g) ?? []).map(bytesOf);

/** The words of the header, and the values as the last part. */
const npy: Grammar = {
  split: (file) => [...tokens(latin1(file.subarray(10, 10 + file[8] + 256 * file[9]))), file.slice(10 + file[8])],
  join: (parts) => {
    const header = joined(parts.slice(0, -1));
    const length = [header.length & 255, (header.length >> 8) & 255];
    return joined([bytesOf("\x93NUMPY\x01\0"), length, header, parts.at(-1) ?? []]);
  },
};

const safetensors: Grammar = {
  split: (file) => [
    ...tokens(latin1(file.subarray(8, 8 + file[0] + 256 * file[1]))),
    file.slice(8 + file[0] + 256 * file[1]),
  ],
  join: (parts) => {
    const header = joined(parts.slice(0, -1));
    return joined([littleWord(header.length), [0, 0, 0, 0], header, parts.at(-1) ?? []]);
  },
};

/** Lines, which come out as one member each. */
const gzip: Grammar = {
  split: (file) =>
    latin1(file)
      .split(/(?<=\n)/)
      .map(bytesOf),
  join: (parts) => joined(parts.map((part) => gzipSync(part))),
};

const csv: Grammar = {
  split: (file) =>
    latin1(file)
      .split(/(?<=[\n,])/)
      .map(bytesOf),
  join: (parts) => joined(parts),
};

/** Words, blanks and signs. */
const words: Grammar = { split: (file) => tokens(latin1(file)), join: (parts) => joined(parts) };

export const grammars = { plain, png, jpeg, wav, npy, safetensors, gzip, csv, words };

const NUMBERS = [0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 63, 64, 127, 128, 254, 255];
const WORDS = [
  0, 1, 0x7f, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7ffff000, 0x7fffffff, 0x80000000, 0xffffffff,
];

/** Bytes changed, left out, put in, or the end cut off. */
export function edited(bytes: Uint8Array, draw: Draw): Uint8Array<ArrayBuffer> {
  let out = Uint8Array.from(bytes);
  for (let edits = 1 + draw(3); edits > 0 && out.length > 0; edits--) {
    const at = draw(out.length);
    const kind = draw(8);
    if (kind < 3) out[at] = draw(256);
    else if (kind < 5) out[at] = NUMBERS[draw(NUMBERS.length)];
    else if (kind === 5) {
      const word = draw(2) ? bigWord(WORDS[draw(WORDS.length)]) : littleWord(WORDS[draw(WORDS.length)]);
      out.set(word.slice(0, out.length - at), at);
    } else if (kind === 6) out = out.slice(0, at);
    else out = joined([out.subarray(0, at), out.subarray(Math.max(0, at - draw(5)))]);
  }
  return out;
}

/** Parts edited, left out, doubled, exchanged, or taken from another file of the format. */
export function restructured(
  file: Uint8Array,
  other: Uint8Array,
  { split, join }: Grammar,
  draw: Draw,
): Uint8Array<ArrayBuffer> {
  const parts = [...split(file)];
  const others = split(other);
  for (let changes = 1 + draw(3); changes > 0 && parts.length > 0; changes--) {
    const at = draw(parts.length);
    const kind = draw(6);
    if (kind < 2) parts[at] = edited(parts[at], draw);
    else if (kind === 2) parts.splice(at, 1);
    else if (kind === 3) parts.splice(draw(parts.length), 0, parts[at]);
    else if (kind === 4) parts[at] = others[draw(others.length)];
    else [parts[at], parts[draw(parts.length)]] = [parts[draw(parts.length)], parts[at]];
  }
  return join(parts);
}
