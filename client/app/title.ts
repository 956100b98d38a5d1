import { useEffect } from "preact/hooks";
import { words } from "../i18n/app.ts";
import { t } from "../i18n/locale.ts";

/** Names the tab after what its page shows, the particular first: "Eight schools · Markov chain Monte Carlo · Latente". */
export function useTitle(...parts: readonly (string | null | undefined)[]): void {
  const title = [...parts.filter((part) => part), t(words.name)].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
