import { describe, expect, test } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import { picturesOf } from "../../../../shared/labs/factors/sparse-coding/data.ts";

const [width, height, count] = [9, 7, 3];
const numbers = (length: number) => Array.from({ length }, (_, i) => (i * 97 + 31) % 256);

function table(channels: 1 | 3, kind: "bytes" | "numbers"): Table {
  const columns = width * height * channels;
  const own = numbers(count * columns);
  const values = kind === "bytes" ? Uint8Array.from(own) : Float64Array.from(own, (x) => x / 7 - 5);
  return { rows: count, columns, values, image: { width, height, channels } };
}

describe.each([
  { channels: 1, kind: "bytes", side: 16 },
  { channels: 1, kind: "bytes", side: 4 },
  { channels: 3, kind: "bytes", side: 16 },
  { channels: 1, kind: "numbers", side: 16 },
] as const)("squares of pictures: $kind, channels: $channels, at most $side wide", ({ channels, kind, side }) => {
  test("are copied pixel by pixel, with the same bits", () => {
    const pictures = picturesOf(table(channels, kind), side);
    const square = 2;
    for (let picture = 0; picture < count; picture++)
      for (let y = 0; y + square <= pictures.height; y++)
        for (let x = 0; x + square <= pictures.width; x++) {
          const out = new Float64Array(square * square).fill(-1);
          pictures.copy(picture, x, y, square, out);
          const pixels = [0, 1].flatMap((v) => [0, 1].map((u) => pictures.at(picture, x + u, y + v)));
          expect([...out]).toEqual(pixels);
        }
  });
});

test("of grey bytes 255 means 1, wherever the square lies", () => {
  const data = table(1, "bytes");
  const out = new Float64Array(9);
  picturesOf(data, 16).copy(2, 5, 3, 3, out);
  const pixel = (v: number, u: number) => data.values[2 * width * height + (3 + v) * width + 5 + u];
  for (let v = 0; v < 3; v++) for (let u = 0; u < 3; u++) expect(out[3 * v + u]).toBeCloseTo(pixel(v, u) / 255, 15);
});
