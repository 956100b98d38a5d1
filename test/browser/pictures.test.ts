import { describe, expect, it } from "vitest";
import { decode } from "../../client/app/lab/decode.ts";
import { isQuick } from "../../client/app/lab/decode-file.ts";
import { decodeHere } from "../../shared/data/files.ts";
import { hashFile } from "../../shared/data/hashed-file.ts";
import type { Decode } from "../../shared/data/readers/file.ts";
import kept from "../shared/data/pictures.json";

interface Kept {
  readonly file: string;
  /** As libjpeg and libpng decode it. */
  readonly pixels?: string;
}
const pictures = Object.entries(kept.pictures as Readonly<Record<string, Kept>>);
const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const read = async (name: string, bytes: Uint8Array<ArrayBuffer>, how: Decode = decode) => {
  const file = await hashFile({ name, bytes });
  return how(file, file.sha256);
};
/** A thread takes longer to start than a picture to decode: what they hand over is alike for all. */
const onThread = ["progressive", "png-palette"];

describe("pictures in a browser", () => {
  it.each(pictures.filter(([, { pixels }]) => pixels))("%s", async (name, { file, pixels = "" }) => {
    const content = await read(name, bytesOf(file), onThread.includes(name) ? decode : decodeHere);
    if (content.kind !== "table") throw new Error(content.kind);
    expect(content.table.values).toEqual(bytesOf(pixels));
  });

  it("says what is wrong with one, from the thread", async () => {
    const cut = bytesOf(kept.pictures.baseline.file).slice(0, 300);
    await expect(read("x.jpg", cut)).rejects.toMatchObject({ path: "x.jpg", code: "truncated" });
  });

  it("only work that its size bounds is done at once", () => {
    const text = new TextEncoder().encode("a,b\n1,2\n");
    expect(isQuick(text)).toBe(true);
    expect(isQuick(new Uint8Array(40_000))).toBe(false);
    for (const start of [
      [0x1f, 0x8b, 8],
      [0xff, 0xd8, 0xff],
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ])
      expect(isQuick(Uint8Array.of(...start, 0, 0))).toBe(false);
  });
});
