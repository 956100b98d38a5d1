import { expect, it } from "vitest";
import { DISTRIBUTIONS } from "../../../shared/densities/model/distributions/index.ts";
import { ELEMENTWISE } from "../../../shared/densities/model/elementwise.ts";
import { REDUCTIONS } from "../../../shared/densities/model/reductions.ts";
import { DISTRIBUTION_ENTRIES, FUNCTION_ENTRIES, STATEMENTS } from "../../../shared/densities/reference.ts";
import { KEYWORDS } from "../../../shared/densities/text/parse.ts";

const names = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name).sort();

it("has each function once, in the order of letters", () => {
  const all = [...new Set([...Object.keys(ELEMENTWISE), ...Object.keys(REDUCTIONS)])];
  expect(names(FUNCTION_ENTRIES)).toEqual(all.sort());
});

it("has each distribution with its arguments in their order", () => {
  const forms = Object.entries(DISTRIBUTIONS).map(
    ([name, one]) => `${name}(${one.arguments.map((input) => input.name).join(", ")})`,
  );
  expect(DISTRIBUTION_ENTRIES.map(({ form }) => form).sort()).toEqual(forms.sort());
});

it("has each word that begins a line", () => {
  const told = STATEMENTS.map(({ form }) => form).join(" ");
  for (const word of KEYWORDS) expect(told).toMatch(new RegExp(`\\b${word}\\b`));
});
