import fc from "fast-check";
import { expect, test } from "vitest";
import { formatTyped, parseTyped } from "../../../client/i18n/typed-number.ts";
import type { Locale } from "../../../shared/text.ts";

const NOT = Number.NaN;

test.each<readonly [text: string, es: number, en: number]>([
  // Both signs have one reading only.
  ["0,2", 0.2, 0.2],
  ["0.2", 0.2, 0.2],
  ["0,125", 0.125, 0.125],
  ["1,5", 1.5, 1.5],
  ["1.234,5", 1234.5, 1234.5],
  ["1,234.5", 1234.5, 1234.5],
  ["1.234.567", 1234567, 1234567],
  ["1,234,567", 1234567, 1234567],
  // The language decides.
  ["1.000", 1000, 1],
  ["1,000", 1, 1000],
  ["12.345", 12345, 12.345],
  ["-1.250", -1250, -1.25],
  // Other signs.
  ["−3", -3, -3],
  ["1 000", 1000, 1000],
  ["10\u202f000,5", 10000.5, 10000.5],
  ["1’234", 1234, 1234],
  [" 7 ", 7, 7],
  [",5", 0.5, 0.5],
  ["5,", 5, 5],
  ["1e-3", 0.001, 0.001],
  ["1,5e-3", 0.0015, 0.0015],
  ["5,7\u00a0×\u00a010⁻⁴", 0.00057, 0.00057],
  ["5,7\u00a0×\u00a010^−4", 0.00057, 0.00057],
  ["1,2\u00a0×\u00a010⁷", 1.2e7, 1.2e7],
  ["2·10^6", 2e6, 2e6],
  // No numbers.
  ["", NOT, NOT],
  ["abc", NOT, NOT],
  ["1,2,3", NOT, NOT],
  ["1.23.456", NOT, NOT],
  ["0.123.456", NOT, NOT],
  ["1,,5", NOT, NOT],
  [",", NOT, NOT],
  ["1e", NOT, NOT],
  ["0x10", NOT, NOT],
  ["1/3", NOT, NOT],
])("%j", (text, es, en) => {
  expect(parseTyped(text, "es")).toBe(es);
  expect(parseTyped(text, "en")).toBe(en);
});

test.each<readonly [value: number, es: string, en: string]>([
  [0.2, "0,2", "0.2"],
  [1000, "1000", "1,000"],
  [10000.25, "10.000,25", "10,000.25"],
  [-1234567, "-1.234.567", "-1,234,567"],
  [1e-7, "1e-7", "1e-7"],
  [1.5e-9, "1,5e-9", "1.5e-9"],
])("%d is written %s and %s", (value, es, en) => {
  expect(formatTyped(value, "es")).toBe(es);
  expect(formatTyped(value, "en")).toBe(en);
});

test("a seed keeps its digits together", () => {
  expect(formatTyped(9007199254740991, "es", false)).toBe("9007199254740991");
});

test("what a box shows is read as the very number", () => {
  const locales = fc.constantFrom<Locale>("es", "en");
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(locales, fc.oneof(finite, fc.maxSafeInteger()), fc.boolean(), (locale, value, grouped) => {
      expect(parseTyped(formatTyped(value, locale, grouped), locale)).toBe(value === 0 ? 0 : value);
    }),
    { numRuns: 2000 },
  );
});
