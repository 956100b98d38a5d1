import fc from "fast-check";
import { expect, it } from "vitest";
import { formatExact, withMinus } from "../../../client/i18n/number-forms.ts";
import {
  formatAlike,
  formatBeside,
  formatBytes,
  formatInteger,
  formatNumber,
  formatPercent,
  formatPoints,
  formatSeconds,
  formatSpread,
} from "../../../client/i18n/numbers.ts";

const locale = fc.constantFrom("es" as const, "en" as const);
/** Of every size, and such as lie at the middle of two roundings. */
const number = fc.oneof(
  fc.double({ noNaN: true, min: -2000, max: 2000 }),
  fc.double({ noNaN: true, min: -1, max: 1 }),
  fc.integer({ min: -2_000_000, max: 2_000_000 }).map((n) => n / 1000),
  fc.constantFrom(1.005, 0.285, 999.9995, 9.995, 99.95, 0.0005, 0.5, 1e-7, 1e6, 0),
);
const positive = number.map(Math.abs);
const intl = (language: string, value: number, options: Intl.NumberFormatOptions) =>
  withMinus(new Intl.NumberFormat(language, options).format(value));

it("rounds and writes numbers as Intl does, which it does without where there are no groups", () => {
  fc.assert(
    fc.property(locale, number, (language, value) => {
      const whole = Math.abs(value) < 0.5 ? 0 : value;
      expect(formatInteger(whole, language)).toBe(intl(language, whole, { maximumFractionDigits: 0 }));
      expect(formatPercent(whole, language)).toBe(
        intl(language, whole, { style: "percent", maximumFractionDigits: 0 }),
      );
      const size = Math.abs(value);
      if (size < 1e-3 || size >= 1e6 || Number.isInteger(value)) return;
      const decimals = Math.max(0, 4 - `${Math.floor(size)}`.length);
      const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
      expect(formatNumber(value, language)).toBe(intl(language, value, options));
    }),
    { numRuns: 3000 },
  );
});

it("gives digits that count as Intl does", () => {
  fc.assert(
    fc.property(locale, positive, (language, value) => {
      const two = intl(language, value, { maximumSignificantDigits: 2 });
      expect(formatSpread({ mean: 1, deviation: value }, language)).toBe(`1 ± ${two}`);
      if (value >= 1 && value < 90) expect(formatSeconds(value, language)).toBe(`${two}\u00a0s`);
    }),
    { numRuns: 3000 },
  );
});

it("names units of bytes as Intl does", () => {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  fc.assert(
    fc.property(locale, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 999 }), (language, power, count) => {
      const options = { style: "unit", unit: units[power], unitDisplay: power === 0 ? "long" : "short" } as const;
      if (count === 0 && power > 0) return;
      expect(formatBytes(count * 1000 ** power, language)).toBe(intl(language, count, options));
    }),
  );
  expect(formatBytes(123_456, "es")).toBe("123 kB");
  expect(formatBytes(1_234_567, "en")).toBe("1.23 MB");
  expect(formatBytes(5_000_000_000_000, "en")).toBe("5,000 GB");
});

it("gives what rounds to zero no sign", () => {
  expect(formatNumber(-0.004, "en", 2)).toBe("0.0");
  expect(formatPoints(-0.0002, "es")).toBe("0,0");
});

it("writes small numbers side by side alike, to three digits that count, and leaves larger ones as they are", () => {
  const written = formatBeside([0.005, 9.764e-4, 0.027, 0.95, 0, undefined], "es");
  expect(written).toEqual(["5\u00a0×\u00a010^−3", "9,764\u00a0×\u00a010^−4", "0,0270", "0,950", "0", "–"]);
  expect(formatBeside([0.003124, -0.0164, 0.95, 12], "en")).toEqual(["0.00312", "−0.0164", "0.950", "12"]);
});

it("writes numbers that are compared alike: where one takes a power of ten, so do the others below 1", () => {
  expect(formatAlike([0.0047, 8.8901e-4, -0.5, 0, 12.5, undefined], "en")).toEqual([
    "4.7\u00a0×\u00a010^−3",
    "8.89\u00a0×\u00a010^−4",
    "−5\u00a0×\u00a010^−1",
    "0",
    "12.50",
    "–",
  ]);
  expect(formatAlike([0.0047, 0.25], "en")).toEqual(["0.005", "0.250"]);
});

it("quotes a number with all its digits, and in powers of ten where they would be zeros", () => {
  expect(formatExact(0.6569865987187891, "es")).toBe("0,6569865987187891");
  expect(formatExact(-1234567.5, "en")).toBe("−1,234,567.5");
  expect(formatExact(1e-5, "es")).toBe("0,00001");
  expect(formatExact(-6.54e200, "es")).toBe("−6,54\u00a0×\u00a010²⁰⁰");
  expect(formatExact(1e100, "en")).toBe("1\u00a0×\u00a010¹⁰⁰");
  expect(formatExact(1.1e-200, "en")).toBe("1.1\u00a0×\u00a010^−200");
  expect(formatExact(0, "en")).toBe("0");
  expect(formatExact(Number.POSITIVE_INFINITY, "en")).toBe("∞");
});
