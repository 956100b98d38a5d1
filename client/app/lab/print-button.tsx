import { useEffect } from "preact/hooks";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import type { LabView } from "../../labs/view.ts";
import { showError } from "../toasts.tsx";
import { useSession } from "./context.ts";

/** Opens the sheet that is printed; so do the keys that print, since the page itself makes a poor one. */
export function PrintButton({ view }: { readonly view: LabView }) {
  const session = useSession();
  const open = async () => {
    try {
      (await import("./paper/open.tsx")).openPaper(session, view);
    } catch (error) {
      showError(error);
    }
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p")
        return;
      event.preventDefault();
      void open();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  return (
    <button type="button" class="quiet" onClick={() => void open()}>
      {t(words.print)}
    </button>
  );
}
