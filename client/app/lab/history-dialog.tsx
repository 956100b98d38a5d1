import { Fragment } from "preact";
import { useRef } from "preact/hooks";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatNumber, formatSeconds } from "../../i18n/numbers.ts";
import { forget, forgetAll, history, loadHistory } from "../../run/history.ts";
import { useSession } from "./context.ts";
import { MetricName } from "./metrics.tsx";

/** Finished experiments of this lab on this machine; any can be restored to the form. */
export function HistoryButton() {
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const language = locale.value;
  const mine = history.value.filter(({ experiment }) => experiment.lab === session.lab.id);
  const when = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
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
          {mine.map((entry) => (
            <li key={entry.id}>
              <span>
                {when.format(entry.at)} · {t(words.seed)} {entry.experiment.seed} ·{" "}
                {formatSeconds(entry.seconds, language)}
                <br />
                <span class="soft small">
                  {Object.entries(entry.metrics).map(([name, value], i) => (
                    <Fragment key={name}>
                      {i > 0 && " · "}
                      <MetricName metrics={session.lab.metrics} name={name} />: {formatNumber(value, language)}
                    </Fragment>
                  ))}
                </span>
              </span>
              <span class="row">
                <button
                  type="button"
                  onClick={() => {
                    session.replace(entry.experiment);
                    dialog.current?.close();
                  }}
                >
                  {t(words.restore)}
                </button>
                <button type="button" class="quiet" onClick={() => void forget(entry.id)}>
                  {t(words.forget)}
                </button>
              </span>
            </li>
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
