import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { lazy } from "../app/lazy.tsx";
import { words } from "../i18n/lab.ts";
import { t } from "../i18n/locale.ts";
import type { Session } from "../run/session.ts";
import "./share.css";

const ShareContent = lazy<{ session: Session }>(async () => (await import("./share-content.tsx")).ShareContent);

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
