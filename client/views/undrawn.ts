import { locale, t } from "../i18n/locale.ts";
import { formatInteger } from "../i18n/numbers.ts";
import { words } from "../i18n/views.ts";
import { type ChartSpec, undrawn } from "./chart-spec.ts";

/** The note of a figure, with how many of its points a logarithmic axis cannot show. */
export function noteWithUndrawn(note: string | undefined, spec: ChartSpec): { readonly note?: string } {
  const count = undrawn(spec);
  const said = count > 0 ? [t(words.undrawn, { count: formatInteger(count, locale.value) })] : [];
  const parts = [...(note ? [note] : []), ...said];
  return parts.length > 0 ? { note: parts.join(" · ") } : {};
}
