import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import { useSession } from "./context.ts";
import { deskOf } from "./desk.ts";
import "./envelope-note.css";

/** Above the desk: a teacher's title and text, as text, and a button that brings back the hidden controls. */
export function EnvelopeNote() {
  const { envelope, showsAll } = deskOf(useSession());
  if (envelope.value === null) return null;
  const { title, text, hide = [] } = envelope.value;
  const name = title ?? t(words.instructions);
  return (
    <section class="envelope" aria-label={name}>
      {text ? (
        <details open>
          <summary>{name}</summary>
          <p>{text}</p>
        </details>
      ) : (
        <p class="envelope-title">{name}</p>
      )}
      {hide.length > 0 && (
        <button
          type="button"
          class="small"
          aria-pressed={showsAll.value}
          onClick={() => {
            showsAll.value = !showsAll.value;
          }}
        >
          {t(showsAll.value ? words.hideAgain : words.showAll)}
        </button>
      )}
    </section>
  );
}
