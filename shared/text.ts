/** A text that a person reads: always in both languages. */
export interface Localized {
  readonly es: string;
  readonly en: string;
}
export type Locale = keyof Localized;
