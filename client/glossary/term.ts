import type { Family } from "../../shared/labs/lab.ts";
import type { Locale, Localized } from "../../shared/text.ts";

type Names = Readonly<Partial<Record<Locale, readonly string[]>>>;

/** A word of the field, in both languages. */
export interface Term {
  /** Its place on the page: `/glossary#<id>`. */
  readonly id: string;
  readonly es: string;
  readonly en: string;
  /** Other names of the same, short ones too. */
  readonly also?: Names;
  /** Its names as they are bent, and its object in the singular: they lead to it, and need not be told. */
  readonly forms?: Names;
  /** Words that it is found by too: of its parts, kinds and kin. Those that its definition says lead to it from the lessons of its labs. */
  readonly near?: Names;
  /** Its names mean other things too: only the lessons of its labs lead to it. */
  readonly isEveryday?: true;
  /** One or two sentences, after the definition that the field's texts give. */
  readonly about: Localized;
  /** Labs in which it is seen at work. */
  readonly labs: readonly string[];
}

/** Terms by the family that they belong to first. */
export type TermsOf = Readonly<Record<Family, readonly Term[]>>;
