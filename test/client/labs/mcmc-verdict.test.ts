import { expect, test } from "vitest";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { verdictsOn } from "../../../client/labs/monte-carlo/mcmc/verdict.ts";

chooseLocale("en");
const names = ["mu", "tau"];
const good = { rhat: 1.002, essBulk: 900, essTail: 700 };
const said = (rows: Parameters<typeof verdictsOn>[1], metrics = {}) =>
  verdictsOn({ names }, rows, { metrics, locale: "en" });

test("nothing speaks against draws that meet what is asked of them", () => {
  expect(said([good, good], { divergences: 0 })).toEqual([]);
  expect(said([])).toEqual([]);
});

test("the worst parameter is named, with its value and what to do", () => {
  const rows = [
    { ...good, rhat: 1.02, essTail: 399 },
    { rhat: 1.75, essBulk: 5.6, essTail: 900 },
  ];
  expect(said(rows, { divergences: 1971 })).toEqual([
    expect.stringMatching(/^R̂ of tau is 1\.750, .*warm-up/),
    expect.stringMatching(/^The ESS of tau is 6: .*more draws/),
    expect.stringMatching(/^1,971 transitions diverged: .*0\.99/),
  ]);
});

test("a diagnostic without a value is no verdict: chains that stood still are told apart", () => {
  expect(said([{}, { essBulk: -1, rhat: -1, essTail: -1 }])).toEqual([]);
});
