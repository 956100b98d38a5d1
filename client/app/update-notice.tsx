import { useSignal } from "@preact/signals";
import { words } from "../i18n/app.ts";
import { t } from "../i18n/locale.ts";
import { isUpdateReady, takeUpdate } from "../offline/offline.ts";
import { Icon } from "../views/icon.tsx";

/** Says that a new version of the page is ready. Nothing changes until the reader takes it. */
export function UpdateNotice() {
  const isDismissed = useSignal(false);
  const isTaking = useSignal(false);
  if (!isUpdateReady.value || isDismissed.value) return null;
  const take = () => {
    isTaking.value = true;
    void takeUpdate();
  };
  return (
    <div class="toast note update">
      <span>{t(words.updateReady)}</span>
      <button type="button" disabled={isTaking.value} onClick={take}>
        {t(words.updateTake)}
      </button>
      <button
        type="button"
        class="quiet icon"
        aria-label={t(words.updateLater)}
        title={t(words.updateLater)}
        onClick={() => {
          isDismissed.value = true;
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
