import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatPercent } from "../../i18n/numbers.ts";
import { forgetDraft } from "../../run/kept-drafts.ts";
import { shareOf } from "../../run/saved-fold.ts";
import type { KeptDraft, Session } from "../../run/session.ts";
import { isBusy } from "../../run/status.ts";
import { useSession } from "./context.ts";
import { deskOf } from "./desk.ts";
import { offerWords } from "./offer.ts";

/** What an earlier visit left: a run that was cut short, a form that was changed. Offered, never substituted for what was opened. */
export function Notices() {
  const session = useSession();
  const draft = useSignal<KeptDraft | null>(null);
  useEffect(() => {
    let here = true;
    const isReload = reloaded();
    session.recover().then(
      (kept) => {
        if (!here || !kept) return;
        // A reload is the same visit: the form is as its address says, unless it said more than an address can, or the address was behind.
        if (!(kept.isOwn && isReload)) draft.value = kept;
        else if (kept.isAhead || deskOf(session).wasTooLong.peek()) restore(session, kept);
      },
      () => {},
    );
    return () => {
      here = false;
    };
  }, [session, draft]);
  // Resuming it while a run is under way would end that run.
  const offer = isBusy(session.status.value) ? null : session.offer.value;
  return (
    <>
      {offer && (
        <div class="notice" role="status">
          <span>{t(offerWords(offer).about, { percent: formatPercent(shareOf(offer.fold), locale.value) })}</span>
          <button type="button" class="primary" onClick={() => void session.takeOffer()}>
            {t(offerWords(offer).take)}
          </button>
          <button type="button" class="quiet" onClick={() => void session.dropOffer()}>
            {t(words.draftDrop)}
          </button>
        </div>
      )}
      {deskOf(session).tooLong.value && (
        <div class="notice" role="status">
          <span>{t(words.tooLongForAddress)}</span>
        </div>
      )}
      {draft.value && (
        <div class="notice" role="status">
          <span>{t(words.draftKept)}</span>
          <button
            type="button"
            onClick={() => {
              if (draft.value) {
                restore(session, draft.value);
                void forgetDraft(draft.value);
              }
              draft.value = null;
            }}
          >
            {t(words.draftOpen)}
          </button>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              if (draft.value) void forgetDraft(draft.value);
              draft.value = null;
            }}
          >
            {t(words.draftDrop)}
          </button>
        </div>
      )}
    </>
  );
}

/** With what it started with a step before it. */
function restore(session: Session, { experiment, origin }: KeptDraft): void {
  if (origin) session.replace(origin, { isHanded: true });
  session.replace(experiment);
}

let firstPage = true;

/** Whether this page was reloaded, and nothing opened since. */
function reloaded(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  const answer = firstPage && entry instanceof PerformanceNavigationTiming && entry.type === "reload";
  firstPage = false;
  return answer;
}
