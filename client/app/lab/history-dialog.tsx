import { Fragment } from "preact";
import { useRef } from "preact/hooks";
import { fullExperiment } from "../../../shared/labs/written.ts";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatNumber, formatSeconds } from "../../i18n/numbers.ts";
import { forget, forgetAll, type HistoryEntry, history, loadHistory } from "../../run/history.ts";
import { Changes } from "./changes.tsx";
import { useSession } from "./context.ts";
import { MetricName } from "./metrics.tsx";
import { presetOf } from "./preset-menu.tsx";

/** Finished experiments of this lab on this machine; any can be restored to the form. */
export function HistoryButton() {
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const mine = history.value.filter(({ experiment }) => experiment.lab === session.lab.id);
  const open = () => {
    void loadHistory();
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" class="quiet" onClick={open}>
        {t(words.history)}
      </button>
      <dialog ref={dialog} aria-label={t(words.history)} class="history">
        <h2>{t(words.history)}</h2>
        {mine.length === 0 && <p class="soft">{t(words.historyEmpty)}</p>}
        <ul class="history-list">
          {mine.map((entry, i) => (
            <HistoryItem key={entry.id} entry={entry} before={mine[i + 1]} onRestored={() => dialog.current?.close()} />
          ))}
        </ul>
        <form method="dialog" class="row">
          <button type="submit">{t(words.close)}</button>
          {mine.length > 0 && (
            <button type="button" class="quiet" onClick={() => void forgetAll()}>
              {t(words.forgetAll)}
            </button>
          )}
        </form>
      </dialog>
    </>
  );
}

interface ItemProps {
  readonly entry: HistoryEntry;
  /** The run before, from which this one differs. */
  readonly before: HistoryEntry | undefined;
  onRestored(): void;
}

function HistoryItem({ entry, before, onRestored }: ItemProps) {
  const session = useSession();
  const { lab } = session;
  const language = locale.value;
  const when = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  const experiment = fullExperiment(lab, entry.experiment);
  const preset = presetOf(lab, experiment);
  return (
    <li>
      <div>
        {when.format(entry.at)} · {t(words.seed)} {entry.experiment.seed} · {formatSeconds(entry.seconds, language)}
        {preset && <strong> · {t(preset.title)}</strong>}
        {before && (
          <div class="history-changes" title={t(words.against)}>
            <Changes lab={lab} from={fullExperiment(lab, before.experiment)} to={experiment} />
          </div>
        )}
        <p class="soft small">
          {Object.entries(entry.metrics).map(([name, value], i) => (
            <Fragment key={name}>
              {i > 0 && " · "}
              <MetricName metrics={lab.metrics} name={name} />: {formatNumber(value, language)}
            </Fragment>
          ))}
        </p>
      </div>
      <span class="row">
        <button
          type="button"
          onClick={() => {
            session.replace(entry.experiment);
            onRestored();
          }}
        >
          {t(words.restore)}
        </button>
        <button type="button" class="quiet" onClick={() => void forget(entry.id)}>
          {t(words.forget)}
        </button>
      </span>
    </li>
  );
}
