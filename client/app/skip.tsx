import { words } from "../i18n/app.ts";
import { t } from "../i18n/locale.ts";
import { headerTitle } from "./header-slot.ts";

/** Id of the button that runs, on the page of a lab. */
export const runButton = "run";

/** The first stops of the keyboard: past the header, and straight to Run. They move the focus alone, since the address holds the experiment. */
export function SkipLinks() {
  return (
    <>
      <SkipLink to="main" word={words.skip} />
      {headerTitle.value && <SkipLink to={runButton} word={words.skipToRun} />}
    </>
  );
}

function SkipLink({ to, word }: { readonly to: string; readonly word: typeof words.skip | typeof words.skipToRun }) {
  return (
    <a
      class="skip"
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {t(word)}
    </a>
  );
}
