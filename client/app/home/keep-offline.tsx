import { useSignal } from "@preact/signals";
import { words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import { drop, keep, offlineLabs } from "../../offline/offline.ts";
import { Icon } from "../../views/icon.tsx";

/**
 * Keeps a lab for use without a network, or forgets it. Empty where the browser keeps nothing. It is called what is read on it; whose it is, is
 * said after that.
 */
export function KeepOffline({ lab, titleId }: { readonly lab: string; readonly titleId: string }) {
  const state = useSignal<"idle" | "busy" | "failed">("idle");
  const labs = offlineLabs.value;
  // The room of the button, so that nothing moves when it comes.
  if (labs === null) return <div class="keep-offline-room" />;
  const isKept = labs.includes(lab);
  const toggle = async () => {
    state.value = "busy";
    try {
      await (isKept ? drop : keep)(lab);
      state.value = "idle";
    } catch {
      state.value = "failed";
    }
  };
  const said = { idle: isKept ? words.keptOffline : words.keepOffline, busy: words.keepBusy, failed: words.keepFailed };
  return (
    <button
      type="button"
      class={`quiet keep-offline ${isKept ? "kept" : ""}`}
      aria-describedby={titleId}
      title={t(isKept ? words.keptOfflineHelp : words.keepOfflineHelp)}
      disabled={state.value === "busy"}
      onClick={() => void toggle()}
    >
      <Icon name={isKept ? "check" : "save"} />
      <span
        class={state.value === "failed" ? "" : "visually-hidden"}
        role={state.value === "failed" ? "alert" : undefined}
      >
        {t(said[state.value])}
      </span>
    </button>
  );
}
