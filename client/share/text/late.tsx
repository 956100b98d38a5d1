import { useSignal } from "@preact/signals";
import { lazy } from "../../app/lazy.tsx";
import { t } from "../../i18n/locale.ts";
import { words } from "./words.ts";

const TextPanel = lazy<{ readonly link: string }>(async () => (await import("./panel.tsx")).TextPanel);

/** The panel of a published net of texts, which comes when it is opened. */
export function TextDetails({ link }: { readonly link: string }) {
  const isOpen = useSignal(false);
  return (
    <details
      class="edge-text-details"
      onToggle={(event) => {
        if (event.currentTarget.open) isOpen.value = true;
      }}
    >
      <summary>{t(words.title)}</summary>
      {isOpen.value && <TextPanel link={link} />}
    </details>
  );
}
