import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { deskOf } from "../app/lab/desk.ts";
import { isRunOf } from "../app/lab/sweep/state.ts";
import { t } from "../i18n/locale.ts";
import { words as sweep } from "../i18n/sweep.ts";
import { isShareable } from "../run/draft.ts";
import type { Session } from "../run/session.ts";
import { EnvelopeSection } from "./envelope-section.tsx";
import { FileSection } from "./file-section.tsx";
import { LongSection } from "./long-section.tsx";
import { PublishSection } from "./publish-section.tsx";
import { words } from "./words.ts";
import "./share.css";

/** The button that shares, and its dialog: short link, long link, file, each with what it takes and what leaves the machine. */
export function Share({ session }: { readonly session: Session }) {
  const dialog = useRef<HTMLDialogElement>(null);
  // The content is rebuilt at each opening: sizes and links are those of that moment.
  const openings = useSignal(0);
  const isOpen = useSignal(false);
  const open = () => {
    openings.value++;
    isOpen.value = true;
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" class="primary" onClick={open}>
        {t(words.share)}
      </button>
      <dialog
        ref={dialog}
        class="share"
        aria-labelledby="share-title"
        onClose={() => {
          isOpen.value = false;
        }}
      >
        <div class="share-head">
          <h2 id="share-title">{t(words.share)}</h2>
          <form method="dialog">
            <button type="submit" class="quiet icon" aria-label={t(words.close)}>
              <span aria-hidden="true">×</span>
            </button>
          </form>
        </div>
        {isOpen.value && <ShareContent key={openings.value} session={session} />}
      </dialog>
    </>
  );
}

function ShareContent({ session }: { readonly session: Session }) {
  const draft = session.draft.value;
  const shown = session.shown.value;
  const finished = shown?.result && shown.source !== "recorded" ? { result: shown.result, fold: shown.fold } : null;
  // An opened result is another's claim: what is published is what was run here.
  const own = shown?.source === "run" ? finished : null;
  const isRun = isRunOf(session.lab, draft.experiment, finished?.result.experiment ?? null);
  const isStale = finished !== null && !isRun && !isShareable(draft, { kind: "finished", result: finished.result });
  return (
    <div class="share-sections">
      <EnvelopeSection session={session} />
      {draft.experiment.sweep && <p class="share-hint">{t(sweep.shareNote)}</p>}
      <PublishSection session={session} finished={own} isStale={isStale} />
      <LongSection lab={session.lab} experiment={draft.experiment} envelope={deskOf(session).envelope.value} />
      <FileSection session={session} finished={finished} />
    </div>
  );
}
