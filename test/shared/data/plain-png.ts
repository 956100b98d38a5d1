import { deflateSync } from "node:zlib";
import { crc } from "../../../shared/data/readers/crc.ts";

const word = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

function chunk(type: string, content: ArrayLike<number>): number[] {
  const body = [...new TextEncoder().encode(type), ...Array.from(content)];
  return [...word(content.length), ...body, ...word(crc(Uint8Array.from(body)))];
}

/** A PNG of eight bits, grey or coloured, without filters. */
export function plainPng(width: number, height: number, values: readonly number[]): Uint8Array<ArrayBuffer> {
  const channels = values.length / (width * height);
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...values.slice(y * width * channels, (y + 1) * width * channels),
  ]);
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk("IHDR", [...word(width), ...word(height), 8, channels === 3 ? 2 : 0, 0, 0, 0]),
    ...chunk("IDAT", deflateSync(Uint8Array.from(rows.flat()))),
    ...chunk("IEND", []),
  ]);
}
