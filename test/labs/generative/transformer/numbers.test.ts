/** Numbers in words against lists that were written by hand after the grammars named in the sources. */
import { expect, it } from "vitest";
import { numberWords } from "../../../../shared/data/generators/number-words.ts";
import { inEnglish } from "../../../../shared/data/generators/numbers/english.ts";
import { inSpanish } from "../../../../shared/data/generators/numbers/spanish.ts";

const spanish: readonly (readonly [number, string])[] = [
  [0, "cero"],
  [1, "uno"],
  [15, "quince"],
  [16, "dieciséis"],
  [20, "veinte"],
  [21, "veintiuno"],
  [22, "veintidós"],
  [23, "veintitrés"],
  [26, "veintiséis"],
  [30, "treinta"],
  [31, "treinta y uno"],
  [99, "noventa y nueve"],
  [100, "cien"],
  [101, "ciento uno"],
  [116, "ciento dieciséis"],
  [200, "doscientos"],
  [500, "quinientos"],
  [555, "quinientos cincuenta y cinco"],
  [700, "setecientos"],
  [900, "novecientos"],
  [999, "novecientos noventa y nueve"],
  [1000, "mil"],
  [1001, "mil uno"],
  [1100, "mil cien"],
  [1492, "mil cuatrocientos noventa y dos"],
  [2000, "dos mil"],
  [2041, "dos mil cuarenta y uno"],
  [7007, "siete mil siete"],
  [21_000, "veintiún mil"],
  [21_021, "veintiún mil veintiuno"],
  [31_000, "treinta y un mil"],
  [100_000, "cien mil"],
  [101_000, "ciento un mil"],
  [121_121, "ciento veintiún mil ciento veintiuno"],
  [500_001, "quinientos mil uno"],
  [999_999, "novecientos noventa y nueve mil novecientos noventa y nueve"],
];

const english: readonly (readonly [number, string])[] = [
  [0, "zero"],
  [1, "one"],
  [10, "ten"],
  [11, "eleven"],
  [12, "twelve"],
  [13, "thirteen"],
  [15, "fifteen"],
  [18, "eighteen"],
  [20, "twenty"],
  [21, "twenty-one"],
  [40, "forty"],
  [90, "ninety"],
  [99, "ninety-nine"],
  [100, "one hundred"],
  [101, "one hundred one"],
  [119, "one hundred nineteen"],
  [342, "three hundred forty-two"],
  [1000, "one thousand"],
  [1001, "one thousand one"],
  [1492, "one thousand four hundred ninety-two"],
  [2041, "two thousand forty-one"],
  [10_000, "ten thousand"],
  [21_000, "twenty-one thousand"],
  [100_000, "one hundred thousand"],
  [121_121, "one hundred twenty-one thousand one hundred twenty-one"],
  [999_999, "nine hundred ninety-nine thousand nine hundred ninety-nine"],
];

it.each(spanish)("%i in Spanish", (n, words) => expect(inSpanish(n)).toBe(words));
it.each(english)("%i in English", (n, words) => expect(inEnglish(n)).toBe(words));

it.each([inSpanish, inEnglish])("has other words for each number: %o", (inWords) => {
  const all = new Set(Array.from({ length: 1_000_000 / 7 }, (_, i) => inWords(7 * i)));
  expect(all.size).toBe(Math.floor(1_000_000 / 7));
});

it("draws different numbers below the bound, all of them where as many are asked for", () => {
  const all = numberWords.generate([1, 2], { count: 500, below: 300, language: "en" }).texts ?? [];
  const numbers = all.map((line) => Number(line.split("=")[1]));
  expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, n) => n));
  expect(all.every((line, i) => line === `${inEnglish(numbers[i])}=${numbers[i]}`)).toBe(true);
  const few = numberWords.generate([1, 2], { count: 2000, below: 1_000_000, language: "es" }).texts ?? [];
  expect(new Set(few).size).toBe(2000);
  // As many in each tenth as chance allows: 200 ± 5 standard deviations of a binomial, √(2000 · 0.1 · 0.9) = 13.4.
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const line of few) tenths[Math.floor(Number(line.split("=")[1]) / 100_000)]++;
  for (const count of tenths) expect(Math.abs(count - 200)).toBeLessThan(67);
});
