import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import { lazy } from "../lazy.tsx";

const History = lazy<{ close(): void }>(async () => (await import("./history.tsx")).History);

/** The button of the history, and its dialog; what is in it is made at each opening. */
export function HistoryButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const openings = useSignal(0);
  const open = () => {
    openings.value++;
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" class="quiet" onClick={open}>
        {t(words.history)}
      </button>
      <dialog ref={dialog} aria-label={t(words.history)} class="history">
        <h2>{t(words.history)}</h2>
        {openings.value > 0 && <History key={openings.value} close={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}
