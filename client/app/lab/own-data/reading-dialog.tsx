import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { FileData } from "../../../../shared/experiment/experiment.ts";
import { words as lab } from "../../../i18n/lab.ts";
import { t } from "../../../i18n/locale.ts";
import { words } from "../../../i18n/reading.ts";
import { lazy, nothing } from "../../lazy.tsx";
import "./own-data.css";

const ReadingForm = lazy<{ data: FileData }>(async () => (await import("./reading-form.tsx")).ReadingForm);
const Outcome = lazy(async () => (await import("./reading-form.tsx")).Outcome, nothing);

/** How the files of the experiment are read, and a switch for all of it; each change is a step that can be undone. */
export function ReadingButton({ data }: { readonly data: FileData }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = useSignal(false);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          isOpen.value = true;
          dialog.current?.showModal();
        }}
      >
        {t(words.open)}
      </button>
      <dialog
        ref={dialog}
        class="reading"
        aria-label={t(words.title)}
        onClose={() => {
          isOpen.value = false;
        }}
      >
        <h2>{t(words.title)}</h2>
        {isOpen.value && <ReadingForm data={data} />}
        <footer class="reading-foot">
          {isOpen.value && <Outcome />}
          <form method="dialog">
            <button type="submit">{t(lab.close)}</button>
          </form>
        </footer>
      </dialog>
    </>
  );
}
