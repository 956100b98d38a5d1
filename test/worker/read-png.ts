/** The levels of a picture, by zlib of the runtime and with every checksum held against its own: what the edge writes, read by another. */
import { crc32, inflateSync } from "node:zlib";
import { expect } from "vitest";

/** Filters other than 0 are refused. */
export function readPng(bytes: Uint8Array) {
  expect(Array.from(bytes.subarray(0, 8))).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    expect(view.getUint32(at + 8 + length), type).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)));
    chunks.set(type, bytes.slice(at + 8, at + 8 + length));
    at += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "IDAT", "IEND"]);
  const head = chunks.get("IHDR") ?? new Uint8Array();
  const headView = new DataView(head.buffer);
  const [width, height, channels] = [headView.getUint32(0), headView.getUint32(4), head[9] === 0 ? 1 : 3];
  const lines = inflateSync(chunks.get("IDAT") ?? new Uint8Array());
  const line = 1 + width * channels;
  expect(lines.length).toBe(height * line);
  const values = Array.from(lines).filter((level, at) => {
    if (at % line === 0) expect(level).toBe(0);
    return at % line !== 0;
  });
  return { width, height, channels, values };
}
