/** Of a language, what tales are told of: lists of equally likely words, and templates whose marks take them. */
export interface TaleGrammar {
  /** The two who meet; "f" where the name is feminine. */
  readonly animals: readonly (readonly [name: string, gender: "m" | "f"])[];
  readonly places: readonly string[];
  readonly things: readonly (readonly [name: string, gender: "m" | "f"])[];
  readonly qualities: readonly string[];
  /** Of each part of a tale, from its opening to its moral, the ways to tell it. */
  readonly parts: readonly (readonly string[])[];
  /** Before a name: of a new one, and of one that is known. */
  readonly articles: Readonly<Record<"m" | "f", readonly [a: string, the: string]>>;
  /** What the language makes of two words that meet, in this order. */
  readonly contractions: readonly (readonly [RegExp, string])[];
}
