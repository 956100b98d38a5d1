/** What can be laid beside something else: a run of the history, a published link, what is shown now. */

import { deviceWords } from "../../../i18n/devices.ts";
import { explain } from "../../../i18n/explain.ts";
import { words } from "../../../i18n/lab.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { findFinished } from "../../../run/finished.ts";
import type { HistoryEntry } from "../../../run/history.ts";
import type { Session } from "../../../run/session.ts";
import { deskOf, type Side } from "../desk.ts";
import { rerun } from "./rerun.ts";

export function historySide({ lab }: Session, entry: HistoryEntry): Side {
  const { id, at, digest, experiment, device } = entry;
  return {
    id,
    name() {
      const when = new Intl.DateTimeFormat(locale.value, { dateStyle: "short", timeStyle: "short" });
      // Two devices may have given different results of one experiment.
      const on = device === "wasm" ? [] : [t(deviceWords[device])];
      return [when.format(at), `${t(words.seed)} ${experiment.seed}`, ...on].join(" · ");
    },
    open: async (signal, onProgress) => findFinished(digest) ?? rerun({ lab, experiment, device, signal, onProgress }),
    digest,
    explain,
  };
}

/** What the picture shows, where it is no run of the history. Null where there is nothing whole. */
export function shownSide(session: Session): Side | null {
  const shown = session.shown.value;
  if (!shown || shown.source === "run" || !shown.fold.finished) return null;
  const name = shown.source === "recorded" ? words.recorded : words.opened;
  return { id: "shown", name: () => t(name), open: async () => shown, explain };
}

/** Lays two results side by side. */
export function compare(session: Session, a: Side, b: Side): void {
  deskOf(session).compared.value = [a, b];
}
