import { t } from "../../i18n/locale.ts";
import { words } from "./words.ts";
import "./parts.css";

/** Shown in place of what cannot be shown of a result that was recorded or published in part. */
export function NotKept() {
  return <p class="part-caption">{t(words.notKept)}</p>;
}
