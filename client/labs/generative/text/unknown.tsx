import type { NDArray } from "../../../../shared/arrays.ts";
import { alphabetOfCodePoints, normalised, RARE } from "../../../../shared/texts/alphabet.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { signName } from "./names.ts";
import { words } from "./words.ts";

interface UnknownSignsProps {
  readonly text: string;
  /** Code points of the alphabet. */
  readonly signs: NDArray;
}

/** Which characters of a typed text the net cannot tell apart: nothing where it knows all of them. */
export function UnknownSigns({ text, signs }: UnknownSignsProps) {
  const unknown = unknownIn(text, signs);
  if (unknown.length === 0) return null;
  const quoted = unknown.map((sign) => t(words.quoted, { sign: signName(sign) }));
  const named = new Intl.ListFormat(locale.value, { type: "conjunction" }).format(quoted);
  return (
    <p class="part-caption" role="status">
      {t(words.unknown, { signs: named })}
    </p>
  );
}

/** Characters of a text that an alphabet lacks, each once, as they come. */
export function unknownIn(text: string, signs: NDArray): readonly string[] {
  const alphabet = alphabetOfCodePoints(signs.values);
  const lacking = Array.from(normalised(text)).filter(
    (character) => character !== RARE && alphabet.of(character) === 0,
  );
  return [...new Set(lacking)];
}
