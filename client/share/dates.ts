import { locale } from "../i18n/locale.ts";

/** A day in the reader's language. */
export function dateText(date: string | number | Date): string {
  return new Intl.DateTimeFormat(locale.value, { dateStyle: "long" }).format(new Date(date));
}
