import { RARE } from "../../../../shared/texts/alphabet.ts";
import { t } from "../../../i18n/locale.ts";
import { words } from "./words.ts";

/** What can be seen alone. The others turn, join or hide what stands beside them, or are nothing but room. */
const SEEN = /^[\p{L}\p{N}\p{P}\p{S}]$/u;

/** A sign as it is named where it stands alone: a mark on a circle, what cannot be seen by its number. */
export function signName(sign: string): string {
  if (sign === " ") return t(words.space);
  if (sign === "\n") return t(words.lineEnd);
  if (sign === RARE) return t(words.rare);
  if (SEEN.test(sign)) return sign;
  if (/^\p{M}$/u.test(sign)) return `◌${sign}`;
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
