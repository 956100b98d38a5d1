import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { decodeJpeg } from "../../../shared/data/readers/jpeg/jpeg.ts";
import { placementOf } from "../../../shared/data/readers/jpeg/orientation.ts";
import { decodePng } from "../../../shared/data/readers/png/png.ts";
import { failure } from "./files.ts";

interface Kept {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly pixels: string;
}
const { pictures } = JSON.parse(readFileSync(new URL("./pictures.json", import.meta.url), "utf8")) as {
  readonly pictures: Readonly<Record<string, Kept>>;
};
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, "base64"));
const names = (wanted: (name: string) => boolean) => Object.keys(pictures).filter(wanted);

describe("JPEG", () => {
  test.each(names((name) => !name.startsWith("png") && name !== "cmyk"))("%s has the pixels of libjpeg", (name) => {
    const { file, width, height, channels, pixels } = pictures[name];
    const picture = decodeJpeg(bytesOf(file), name);
    expect(picture).toMatchObject({ width, height, channels });
    expect(Buffer.from(picture.values).equals(bytesOf(pixels))).toBe(true);
  });

  test("colours for print are refused with the cure", async () => {
    const error = await failure(() => decodeJpeg(bytesOf(pictures.cmyk.file), "x.jpg"));
    expect(error).toMatchObject({ path: "x.jpg", code: "jpeg-channels", values: { value: 4 } });
    expect(error.message).toMatch(/4 colour channels, CMYK .* save it as RGB/);
  });

  test.each<[string, (bytes: Uint8Array, frame: number) => void, string, RegExp]>([
    ["a bomb", (bytes, frame) => bytes.set([0xff, 0xff, 0xff, 0xff], frame + 5), "too-many-pixels", /65535 × 65535/],
    ["no pixels", (bytes, frame) => bytes.set([0, 0], frame + 5), "empty", /18 × 0 pixels/],
    ["12 bits", (bytes, frame) => bytes.set([12], frame + 4), "jpeg-bits", /12 bits per sample/],
    ["arithmetic coding", (bytes, frame) => bytes.set([0xc9], frame + 1), "jpeg-process", /arithmetic coding/],
    [
      "many pixels in few bytes",
      (bytes, frame) => bytes.set([0x13, 0x88, 0x13, 0x88], frame + 5),
      "picture-in-few-bytes",
      /5000 × 5000 pixels in \d+ bytes: opened, it needs 75000000/,
    ],
    [
      "3 samples for 2 pixels",
      (bytes, frame) => bytes.set([0x31, 0, 2, 0x21], frame + 11),
      "jpeg-sampling",
      /2 × 1 samples for 3 × 1 pixels/,
    ],
  ])("%s: refused before it is decoded", async (_, change, code, message) => {
    const bytes = bytesOf(pictures.baseline.file);
    const frame = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0);
    change(bytes, frame);
    const error = await failure(() => decodeJpeg(bytes, "x.jpg"));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  test("cut or damaged, it gives an error or a picture, never anything else", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("baseline", "progressive", "grey"),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (name, share, flip) => {
          const bytes = bytesOf(pictures[name].file);
          const at = 3 + Math.floor(share * (bytes.length - 4));
          const cut = await failure(() => decodeJpeg(bytes.slice(0, at), "x"));
          expect(["truncated", "picture-damaged"]).toContain(cut.code);
          bytes[at] ^= flip;
          try {
            const { width, height, channels, values } = decodeJpeg(bytes, "x");
            expect(values.length).toBe(width * height * channels);
          } catch (error) {
            expect((await failure(() => Promise.reject(error))).path).toBe("x");
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test("what follows the end is left out", () => {
    const bytes = bytesOf(pictures.grey.file);
    const { values } = decodeJpeg(bytes, "x");
    expect(decodeJpeg(Uint8Array.of(...bytes, 1, 2, 0xff, 0xd8, 0xff, 0xc0), "x").values).toEqual(values);
  });

  test("a scan that refines what was refined already is refused: a short file could ask for any work", async () => {
    const bytes = bytesOf(pictures["jpeg: rgb progressive"].file);
    // The last scan refines the last bit; it is said once more.
    const scan = bytes.subarray(
      bytes.findLastIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xda),
      -2,
    );
    const error = await failure(() => decodeJpeg(Uint8Array.of(...bytes.subarray(0, -2), ...scan, 0xff, 0xd9), "x"));
    expect(error).toMatchObject({
      code: "picture-damaged",
      message: expect.stringMatching(/out of turn \(bit 1 of 0\)/),
    });
  });

  test("scans that say little of many blocks are refused when they are more than the file's bytes can pay for", async () => {
    const segment = (marker: number, ...content: readonly number[]) => [
      0xff,
      marker,
      0,
      content.length + 2,
      ...content,
    ];
    const scan = (from: number, bits: number) => segment(0xda, 1, 1, 0, from, from, bits);
    // One code of a single bit each: a difference of 0; and a run of 2¹⁴ blocks or more, of which two pass over all.
    const code = (kind: number, symbol: number) => segment(0xc4, kind, 1, ...Array(15).fill(0), symbol);
    const runs = [0x7f, 0xfe, 0xff, 0, 0xff, 0];
    const blocks = 200 * 200;
    const start = [
      ...[0xff, 0xd8, ...segment(0xdb, 0, ...Array(64).fill(1)), ...code(0, 0), ...code(0x10, 0xe0)],
      ...[...segment(0xc2, 8, 6, 64, 6, 64, 1, 1, 0x11, 0), ...scan(0, 0), ...Array(blocks / 8).fill(0)],
    ];
    const band = (k: number) => [
      ...[...scan(k, 13), ...runs],
      ...Array.from({ length: 13 }, (_, i) => [...scan(k, ((13 - i) << 4) | (12 - i)), ...runs]).flat(),
    ];
    const file = (bands: number) =>
      Uint8Array.of(...start, ...Array.from({ length: bands }, (_, k) => band(1 + k)).flat(), 0xff, 0xd9);
    expect(decodeJpeg(file(1), "x").values.every((value) => value === 128)).toBe(true);
    const error = await failure(() => decodeJpeg(file(5), "x"));
    expect(error).toMatchObject({
      code: "picture-damaged",
      message: expect.stringMatching(/more scans than a file of/),
    });
  });

  test("is known by its content", async () => {
    expect(await decodeFile({ name: "picture", bytes: bytesOf(pictures.grey.file) })).toMatchObject({
      format: "jpeg",
      shape: [1, 13, 18, 1],
      table: { rows: 1, columns: 234, image: { width: 18, height: 13, channels: 1 } },
    });
  });
});

test.each(names((name) => name.startsWith("png")))("%s has the pixels of libpng", async (name) => {
  const { file, width, height, pixels } = pictures[name];
  const picture = await decodePng(bytesOf(file), name);
  expect(picture).toMatchObject({ width, height, channels: 3 });
  expect(picture.values).toEqual(bytesOf(pixels));
});

test("the eight orientations are the eight symmetries of the rectangle", () => {
  // Row 0 is …, column 0 is … (Exif 2.32, 4.6.5.1.6).
  const expected = ["123456", "321654", "654321", "456123", "142536", "415263", "635241", "362514"];
  for (const [i, pixels] of expected.entries()) {
    const { width, base, dx, dy } = placementOf(i + 1, 3, 2);
    const upright = Array(6).fill(0);
    for (let y = 0; y < 2; y++) for (let x = 0; x < 3; x++) upright[base + x * dx + y * dy] = 1 + 3 * y + x;
    expect(upright.join("")).toBe(pixels);
    expect(width).toBe(i < 4 ? 3 : 2);
  }
});
