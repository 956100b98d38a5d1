/** Hidden numbers as texts: those of addresses, links and the terminal. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { FARTHEST } from "../../../shared/gallery/asked.ts";
import { readLatent, writeLatent } from "../../../shared/gallery/latent.ts";

const decimals = fc.integer({ min: -1000 * FARTHEST, max: 1000 * FARTHEST }).map((value) => value / 1000);

test("what is written is read as the same numbers, those that are drawn at the end left out", () => {
  fc.assert(
    fc.property(fc.array(fc.option(decimals), { maxLength: 24 }), (latent) => {
      const read = readLatent(writeLatent(latent));
      expect(read.length).toBeLessThanOrEqual(latent.length);
      for (const [i, value] of latent.entries()) expect(read[i] ?? null).toBe(value === 0 ? 0 : value);
      expect(writeLatent(read)).toBe(writeLatent(latent));
    }),
  );
});

test("numbers are rounded to thousandths, and none is written with an exponent or as −0", () => {
  expect(writeLatent([0.123456, null, -0.00001, 1e-9, -2, null, null])).toBe("0.123,,0,0,-2");
  expect(writeLatent([null, null])).toBe("");
});

test("spaces beside commas are let be, and nothing at all is no number", () => {
  expect(readLatent("0.5, ,-1.25")).toEqual([0.5, null, -1.25]);
  expect(readLatent(" ")).toEqual([]);
});

test.each(["1;2", "one", "1e3", "0x10", "--1", "1,,NaN", "Infinity"])("refuses %s at its place", (text) => {
  const thrown = (() => {
    try {
      readLatent(text, "params.latent");
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toMatchObject({ path: "params.latent", code: "not-numbers" });
  expect((thrown as Error).message).toContain("must be numbers between commas");
});
