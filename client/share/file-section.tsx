import type { Result } from "../../shared/experiment/result.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import { deskOf } from "../app/lab/desk.ts";
import { showError } from "../app/toasts.tsx";
import { t } from "../i18n/locale.ts";
import type { Session } from "../run/session.ts";
import { download } from "../views/export.ts";
import { bodyOf, prepare } from "./prepare.ts";
import { quantiseBeside } from "./quantise.ts";
import { words } from "./words.ts";

interface FileSectionProps {
  readonly session: Session;
  readonly finished: { readonly result: Result; readonly fold: Fold } | null;
}

/** Saving as a file: the experiment alone, or with its result. Own data are never in it. */
export function FileSection({ session, finished }: FileSectionProps) {
  const { lab } = session;
  const { experiment } = session.draft.value;
  const envelope = deskOf(session).envelope.value;
  const written = writtenExperiment(lab, experiment);
  const alone = envelope ? { envelope, experiment: written } : written;
  const saveAll = async () => {
    if (!finished) return;
    try {
      const prepared = await prepare(lab, finished.result, finished.fold, session.shown.peek()?.data, quantiseBeside);
      const title = envelope?.title ?? t(lab.title);
      const choices = { title, notes: "", parent: null, withData: false, ...(envelope && { envelope }) };
      download(`${lab.id}.latente`, new Blob([bodyOf(prepared, choices)]));
    } catch (error) {
      showError(error);
    }
  };
  return (
    <section class="share-section">
      <h3>{t(words.fileTitle)}</h3>
      <p class="soft">{t(words.fileAbout)}</p>
      <div class="row">
        {finished && (
          <button type="button" onClick={() => void saveAll()}>
            {t(words.saveAll)}
          </button>
        )}
        <button
          type="button"
          onClick={() => download(`${lab.id}.json`, JSON.stringify(alone, null, 2), "application/json")}
        >
          {t(words.saveExperiment)}
        </button>
      </div>
    </section>
  );
}
