import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodeDigits, mixedCodes, readDecoder } from "../../../client/app/home/digits.ts";
import { createNodePool } from "../../../client/terminal/pool.ts";
import { array } from "../../../shared/arrays.ts";
import { decodeCompact } from "../../../shared/publication/compact.ts";

const bytes = new Uint8Array(readFileSync(new URL("../../../client/app/home/decoder.safetensors", import.meta.url)));
const pixels = 28 * 28;

test("the digits of the home page are those that the autoencoder's lab decodes from the same codes", async () => {
  const decoder = readDecoder(bytes);
  const { width } = decoder;
  const codes = mixedCodes(decoder, 3, 8, 0.3);
  const { params } = decodeCompact(bytes).metadata;
  const pool = createNodePool();
  try {
    const output = await pool.ask({
      lab: "autoencoder",
      device: "wasm",
      data: null,
      task: { id: "digits", kind: "decode", key: [0, 0], steps: 1, params: { ...JSON.parse(params), columns: pixels } },
      given: {
        ...decoder.layer,
        // The query takes a whole net; its encoder is not used.
        "layer0.weights": array(new Float32Array(pixels * width), [pixels, width]),
        "layer0.bias": array(new Float32Array(width)),
        rows: array(codes, [8, width]),
      },
    });
    const here = decodeDigits(decoder, codes);
    expect(here.length).toBe(8 * pixels);
    // Sums of 32 products in single precision there, in double precision here.
    for (const [i, value] of here.entries()) expect(Math.abs(value - Number(output.rows.values[i]))).toBeLessThan(1e-5);
    expect(Math.max(...here)).toBeGreaterThan(0.9);
  } finally {
    pool.close();
  }
});

test("codes go from one digit to another", () => {
  const decoder = readDecoder(bytes);
  const { codes, width } = decoder;
  const half = Math.floor(codes.length / width / 2);
  expect(mixedCodes(decoder, 0, 1, 0)).toEqual(codes.slice(0, width));
  expect(mixedCodes(decoder, 0, 1, 1)).toEqual(codes.slice(half * width, (half + 1) * width));
});
