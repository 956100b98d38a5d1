import { RARE } from "../../../../shared/texts/alphabet.ts";
import { t } from "../../../i18n/locale.ts";
import { words } from "./words.ts";

/** A sign as it is named where it stands alone. */
export function signName(sign: string): string {
  if (sign === " ") return t(words.space);
  if (sign === "\n") return t(words.lineEnd);
  return sign === RARE ? t(words.rare) : sign;
}
