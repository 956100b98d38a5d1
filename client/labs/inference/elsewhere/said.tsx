import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import type { EdgeLink } from "./edge.ts";
import type { Found } from "./measurement.ts";
import type { Absence, Adapter } from "./protocol.ts";
import { words } from "./words.ts";

/** The name of a place; of a GPU also what it calls itself, and that it is none where the processor imitates it. */
export function withAdapter(name: string, adapter: Adapter | undefined): string {
  const more = adapter ? [adapter.name, adapter.isImitated ? t(words.imitated) : ""].filter(Boolean) : [];
  return more.length > 0 ? `${name} (${more.join(", ")})` : name;
}

/** Why a place was not measured, with its own words where these say more. */
export function absenceSaid({ why, said }: { readonly why: Absence; readonly said: string }): string {
  const isPlain = why === "no-relaxed" || why === "no-gpu";
  return isPlain ? t(words[`absent.${why}`]) : `${t(words[`absent.${why}`])} ${said}`.trim();
}

/** Why nothing is asked of a link; empty where something is. */
export function linkSaid(link: EdgeLink): string {
  if (link.kind === "same") return "";
  return link.kind === "refused" ? t(words["edge.refused"], { status: link.status }) : t(words[`edge.${link.kind}`]);
}

interface ProgressProps<Id extends string> {
  readonly found: Found<Id>;
  nameOf(id: Id): string;
}

/** How far a measurement has come. */
export function Progress<Id extends string>({ found, nameOf }: ProgressProps<Id>) {
  const { done, of, opening, isOver } = found;
  const said = isOver
    ? t(words.over, { done: formatInteger(done, locale.value) })
    : opening
      ? t(words.opening, { name: nameOf(opening) })
      : t(words.roundOf, { done: formatInteger(done, locale.value), of: formatInteger(of, locale.value) });
  return (
    <p class="part-caption">
      {found.batch > 1 && `${t(words.batchOf, { batch: formatInteger(found.batch, locale.value) })} `}
      {said} {!isOver && <progress value={done} max={of} aria-label={said} />}
    </p>
  );
}
