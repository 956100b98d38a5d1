import type { Family } from "../../shared/labs/lab.ts";
import type { Locale, Localized } from "../../shared/text.ts";

/** A word of the field, in both languages. */
export interface Term {
  /** Its place on the page: `/glossary#<id>`. */
  readonly id: string;
  readonly es: string;
  readonly en: string;
  /** Other names of the same, short ones too. */
  readonly also?: Readonly<Partial<Record<Locale, readonly string[]>>>;
  /** One or two sentences, after the definition that the field's texts give. */
  readonly about: Localized;
  /** Labs in which it is seen at work. */
  readonly labs: readonly string[];
}

/** Terms by the family that they belong to first. */
export type TermsOf = Readonly<Record<Family, readonly Term[]>>;
