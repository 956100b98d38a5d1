import { deskOf } from "../app/lab/desk.ts";
import { isRunOf } from "../app/lab/sweep/runs.ts";
import { t } from "../i18n/locale.ts";
import { words as sweep } from "../i18n/sweep.ts";
import { isShareable } from "../run/draft.ts";
import type { Session } from "../run/session.ts";
import { EnvelopeSection } from "./envelope-section.tsx";
import { FileSection } from "./file-section.tsx";
import { LongSection } from "./long-section.tsx";
import { PublishSection } from "./publish-section.tsx";
import "./share-content.css";

/** What the dialog of sharing offers: short link, long link, file, each with what it takes and what leaves the machine. */
export function ShareContent({ session }: { readonly session: Session }) {
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
