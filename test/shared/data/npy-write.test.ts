import { expect, test } from "vitest";
import { toNpy } from "../../../shared/data/readers/npy/write.ts";

test.each([
  [[2, 3], Float32Array.of(1, 2, 3, 4, 5, 6), "<f4", "(2, 3)"],
  [[3], Uint8Array.of(1, 2, 3), "|u1", "(3,)"],
  [[], Float64Array.of(7), "<f8", "()"],
] as const)("shape %j", (shape, values, type, tuple) => {
  const bytes = toNpy({ shape, values });
  expect([...bytes.slice(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  const length = bytes[8] + 256 * bytes[9];
  expect((10 + length) % 64).toBe(0);
  const header = new TextDecoder().decode(bytes.slice(10, 10 + length));
  expect(header).toMatch(/\n$/);
  expect(header).toContain(`'descr': '${type}'`);
  expect(header).toContain(`'shape': ${tuple}`);
  expect([...bytes.slice(10 + length)]).toEqual([...new Uint8Array(values.buffer)]);
});
