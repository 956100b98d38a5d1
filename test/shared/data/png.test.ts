import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc } from "../../../shared/data/readers/crc.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { decodePng } from "../../../shared/data/readers/png/png.ts";
import { readFiles } from "../../own-files.ts";
import { failure } from "./files.ts";

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly interlaced: boolean;
  /** Samples as stored, height × width × samples. */
  readonly stored: readonly number[];
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
  /** Filter of each row, in turn. */
  readonly filters: readonly number[];
}
const samplesOf = (colour: number) => ({ 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 })[colour] as number;

function chunk(type: string, content: ArrayLike<number>): number[] {
  const body = [...new TextEncoder().encode(type), ...Array.from(content)];
  return [...word(content.length), ...body, ...word(crc(Uint8Array.from(body)))];
}
const word = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

/** Writes a PNG as the standard says it, as slowly and plainly as can be. */
function png(drawing: Drawing): Uint8Array<ArrayBuffer> {
  const { width, height, depth, colour, interlaced, palette, transparency } = drawing;
  const head = [...word(width), ...word(height), depth, colour, 0, 0, interlaced ? 1 : 0];
  const packed = deflateSync(Uint8Array.from(rowsOf(drawing)));
  const middle = packed.length >> 1;
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk("IHDR", head),
    ...chunk("tEXt", [65, 0, 66]),
    ...(palette ? chunk("PLTE", palette) : []),
    ...(transparency ? chunk("tRNS", transparency) : []),
    ...chunk("IDAT", packed.subarray(0, middle)),
    ...chunk("IDAT", packed.subarray(middle)),
    ...chunk("IEND", []),
  ]);
}

/** The pass that Adam7 gives each pixel of a square of eight by eight. */
const PASSES = ["16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"];

function rowsOf({ width, height, depth, colour, interlaced, stored, filters }: Drawing): number[] {
  const samples = samplesOf(colour);
  const out: number[] = [];
  let count = 0;
  for (let pass = 1; pass <= (interlaced ? 7 : 1); pass++) {
    let above: number[] = [];
    for (let y = 0; y < height; y++) {
      let bits = "";
      for (let x = 0; x < width; x++) {
        if (interlaced && PASSES[y % 8][x % 8] !== String(pass)) continue;
        for (let s = 0; s < samples; s++)
          bits += stored[(y * width + x) * samples + s].toString(2).padStart(depth, "0");
      }
      if (bits === "") continue;
      const row = (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, "0"), 2));
      const filter = filters[count++ % filters.length];
      const size = Math.max(1, (samples * depth) / 8);
      out.push(filter, ...row.map((byte, i) => (byte - predicted(filter, row, above, i, size)) & 255));
      above = row;
    }
  }
  return out;
}

function predicted(filter: number, row: number[], above: number[], i: number, size: number): number {
  const [a, b, c] = [row[i - size] ?? 0, above[i] ?? 0, above[i - size] ?? 0];
  if (filter < 4) return [0, a, b, Math.floor((a + b) / 2)][filter];
  const guess = a + b - c;
  return [a, b, c].reduce((best, one) => (Math.abs(one - guess) < Math.abs(best - guess) ? one : best));
}

/** What is seen on white paper. */
function seen({ depth, colour, stored, palette, transparency }: Drawing): number[] {
  const samples = samplesOf(colour);
  const byte = (value: number) => Math.round((value * 255) / (2 ** depth - 1));
  const over = (value: number, alpha: number) => Math.round((value * alpha + 255 * (255 - alpha)) / 255);
  const out: number[] = [];
  for (let at = 0; at < stored.length; at += samples) {
    const pixel = stored.slice(at, at + samples);
    const own = transparency?.filter((_, i) => i % 2 === 1);
    if (colour === 3)
      for (let k = 0; k < 3; k++) out.push(over(palette?.[3 * pixel[0] + k] ?? 0, transparency?.[pixel[0]] ?? 255));
    else if (colour >= 4) out.push(...pixel.slice(0, -1).map((v) => over(byte(v), byte(pixel[samples - 1]))));
    else if (own && depth <= 8 && pixel.every((v, k) => v === own[k])) out.push(...pixel.map(() => 255));
    else out.push(...pixel.map(byte));
  }
  return out;
}

const drawings = fc
  .record({
    kind: fc.constantFrom(
      ...[1, 2, 4, 8, 16].map((depth) => ({ colour: 0, depth })),
      ...[1, 2, 4, 8].map((depth) => ({ colour: 3, depth })),
      ...[2, 4, 6].flatMap((colour) => [8, 16].map((depth) => ({ colour, depth }))),
    ),
    width: fc.integer({ min: 1, max: 19 }),
    height: fc.integer({ min: 1, max: 19 }),
    interlaced: fc.boolean(),
    clear: fc.boolean(),
    filters: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }),
    seed: fc.integer({ min: 1, max: 1 << 30 }),
  })
  .map(({ kind: { colour, depth }, width, height, clear, seed, ...rest }): Drawing => {
    let state = seed;
    const next = (n: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % n;
    };
    const count = width * height * samplesOf(colour);
    const stored = Array.from({ length: count }, () => next(2 ** depth));
    const palette = Array.from({ length: 3 * 2 ** depth }, () => next(256));
    const transparency =
      colour === 3
        ? Array.from({ length: 2 ** depth - 1 }, () => next(256))
        : stored.slice(0, samplesOf(colour)).flatMap((v) => [0, v & 255]);
    return {
      ...{ width, height, colour, depth, stored, ...rest },
      ...(colour === 3 && { palette }),
      ...(clear && colour < 4 && depth <= 8 && { transparency }),
    };
  });

describe("PNG", () => {
  test("every colour type, depth, filter, with and without interlacing and transparency", async () => {
    await fc.assert(
      fc.asyncProperty(drawings, async (drawing) => {
        const { width, height, channels, values } = await decodePng(png(drawing), "x");
        expect({ width, height, channels }).toEqual({
          width: drawing.width,
          height: drawing.height,
          channels: drawing.colour === 0 || drawing.colour === 4 ? 1 : 3,
        });
        expect(Array.from(values)).toEqual(seen(drawing));
      }),
      { numRuns: 100 },
    );
  });

  test("cut anywhere or with any byte changed it is refused with an error that says why", async () => {
    await fc.assert(
      fc.asyncProperty(
        drawings,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (drawing, share, flip) => {
          const bytes = png(drawing);
          const at = 8 + Math.floor(share * (bytes.length - 8));
          const cut = await failure(() => decodePng(bytes.slice(0, at), "x.png"));
          expect(cut.code).toBe("truncated");
          const damaged = bytes.slice();
          damaged[at] ^= flip;
          const { code } = await failure(() => decodePng(damaged, "x.png"));
          expect(["picture-damaged", "truncated"]).toContain(code);
        },
      ),
      { numRuns: 60 },
    );
  });

  const plain: Drawing = {
    width: 2,
    height: 2,
    depth: 8,
    colour: 0,
    interlaced: false,
    stored: [0, 9, 8, 7],
    filters: [0],
  };
  /** A header with other values and its right checksum. */
  const withHeader = (change: (head: Uint8Array) => void) => {
    const bytes = png(plain);
    change(bytes.subarray(16, 29));
    bytes.set(word(crc(bytes.subarray(12, 29))), 29);
    return bytes;
  };

  test.each<[string, (head: Uint8Array) => void, string, RegExp]>([
    [
      "a bomb",
      (head) => head.set([0, 1, 0, 0, 0, 1, 0, 0]),
      "too-many-pixels",
      /65536 × 65536 pixels \(must be at most/,
    ],
    ["no pixels", (head) => head.set([0, 0, 0, 0]), "empty", /0 × 2 pixels/],
    ["more pixels than there are", (head) => head.set([0, 0, 0, 3]), "truncated", /cut off: 6 bytes \(must be 8/],
    ["fewer pixels to a row than there are", (head) => head.set([0, 0, 0, 1]), "picture-damaged", /filter 9 of a row/],
    ["an impossible depth", (head) => head.set([3], 8), "picture-damaged", /3 bits per sample/],
    ["an unknown filter method", (head) => head.set([1], 11), "picture-damaged", /filter 1/],
    ["a palette that is missing", (head) => head.set([3], 9), "picture-damaged", /no palette/],
  ])("%s is refused before memory is taken", async (_, change, code, message) => {
    const error = await failure(() => decodePng(withHeader(change), "x.png"));
    expect(error).toMatchObject({ path: "x.png", code });
    expect(error.message).toMatch(message);
  });

  test("what follows the last row, the compressed stream or the end is left out", () => {
    const rows = Uint8Array.of(0, 0, 9, 0, 8, 7);
    const ended = Uint8Array.of(...deflateSync(rows), 1, 2, 3);
    const surplus = deflateSync(Uint8Array.of(...rows, 4, 200, 200, 4));
    const whole = png(plain);
    const withPixels = (packed: ArrayLike<number>) =>
      Uint8Array.of(...whole.subarray(0, 33), ...chunk("IDAT", packed), ...chunk("IEND", []));
    for (const bytes of [withPixels(ended), withPixels(surplus), Uint8Array.of(...whole, 1, 2, 3)])
      expect([...decodePng(bytes, "x").values]).toEqual([0, 9, 8, 7]);
  });

  test("many pixels in few bytes are refused before memory is taken", async () => {
    const head = Uint8Array.of(...word(5000), ...word(5000), 8, 2, 0, 0, 0);
    const start = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...chunk("IHDR", head)];
    const bytes = Uint8Array.of(...start, ...chunk("IDAT", [1]), ...chunk("IEND", []));
    const error = await failure(() => decodePng(bytes, "x.png"));
    expect(error).toMatchObject({ path: "x.png", code: "picture-in-few-bytes" });
    expect(error.message).toContain(
      "5000 × 5000 pixels in 58 bytes: opened, it needs 75000000 (must be at most 67110024",
    );
  });

  test("a plain picture may be squeezed as far as it goes", async () => {
    const bytes = png({ ...plain, width: 600, height: 400, stored: Array(240_000).fill(0) });
    expect(bytes.length).toBeLessThan(240_000 / 300);
    expect((await decodePng(bytes, "x")).values.every((value) => value === 0)).toBe(true);
  });

  test("pictures of one size become rows, in the order of their names; colour joins grey", async () => {
    const grey = { name: "b.png", bytes: png(plain) };
    const colour = {
      name: "a.png",
      bytes: png({ ...plain, colour: 2, stored: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }),
    };
    const { table, data } = await readFiles([grey, colour]);
    expect(data.files.map(({ name, format, shape }) => [name, format, shape])).toEqual([
      ["a.png", "png", [1, 2, 2, 3]],
      ["b.png", "png", [1, 2, 2, 1]],
    ]);
    expect(table).toMatchObject({ rows: 2, columns: 12, image: { width: 2, height: 2, channels: 3 } });
    expect([...table.values.subarray(12)]).toEqual([0, 0, 0, 9, 9, 9, 8, 8, 8, 7, 7, 7]);
    const other = { name: "c.png", bytes: png({ ...plain, height: 1, stored: [1, 2] }) };
    const error = await failure(() => readFiles([grey, other]));
    expect(error).toMatchObject({
      code: "pictures-differ",
      message: expect.stringMatching(/c\.png: 2 × 1 pixels \(must be 2 × 2/),
    });
  });

  test("colour that is grey everywhere is grey", async () => {
    const bytes = png({ ...plain, colour: 2, stored: [5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8] });
    const content = await decodeFile({ name: "x", bytes });
    expect(content).toMatchObject({ shape: [1, 2, 2, 1], table: { values: Uint8Array.of(5, 6, 7, 8) } });
  });
});
