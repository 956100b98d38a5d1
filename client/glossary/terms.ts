/** The glossary: the course's terms in both languages. */
import type { Family } from "../../shared/labs/lab.ts";
import type { Locale } from "../../shared/text.ts";
import type { Term, TermsOf } from "./term.ts";
import { autoencoders } from "./terms/autoencoders.ts";
import { factors } from "./terms/factors.ts";
import { generative } from "./terms/generative.ts";
import { graphs } from "./terms/graphs.ts";
import { inference } from "./terms/inference.ts";
import { monteCarlo } from "./terms/monte-carlo.ts";
import { partition } from "./terms/partition.ts";
import { representation } from "./terms/representation.ts";

const byFamily: TermsOf = {
  factors,
  autoencoders,
  representation,
  graphs,
  "monte-carlo": monteCarlo,
  partition,
  inference,
  generative,
};

export interface PlacedTerm extends Term {
  readonly family: Family;
}

export const terms: readonly PlacedTerm[] = (Object.keys(byFamily) as Family[]).flatMap((family) =>
  byFamily[family].map((term) => ({ ...term, family })),
);

/** All that a term is called in a language, its own name first. */
export const namesOf = (term: Term, language: Locale): readonly string[] => [
  term[language],
  ...(term.also?.[language] ?? []),
];

/** All that a question finds it by in a language. */
export const foundBy = (term: Term, language: Locale): readonly string[] => [
  ...namesOf(term, language),
  ...(term.forms?.[language] ?? []),
  ...(term.near?.[language] ?? []),
];
