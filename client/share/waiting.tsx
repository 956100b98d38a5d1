import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fill } from "../i18n/fill.ts";
import { locale, t } from "../i18n/locale.ts";
import { sendNow } from "./carrier.ts";
import { explainEdge } from "./explain.ts";
import { cancelWaiting, loadOutbox, type Waiting as One, waiting } from "./outbox.ts";
import { words } from "./outbox-words.ts";

/** What waits to be published from this browser, and how to call it off. */
export function Waiting() {
  const isSending = useSignal(false);
  useEffect(() => {
    void loadOutbox();
  }, []);
  if (!waiting.value?.length) return null;
  const send = async () => {
    isSending.value = true;
    await sendNow();
    isSending.value = false;
  };
  return (
    <section class="waiting" aria-label={t(words.title)}>
      <h2>{t(words.title)}</h2>
      <ul>
        {waiting.value.map((one) => (
          <Row key={one.key} one={one} />
        ))}
      </ul>
      <button type="button" disabled={isSending.value} onClick={() => void send()}>
        {t(isSending.value ? words.sending : words.send)}
      </button>
    </section>
  );
}

function Row({ one: { key, title, at, refused } }: { readonly one: One }) {
  const date = new Intl.DateTimeFormat(locale.value, { dateStyle: "medium", timeStyle: "short" });
  return (
    <li class="my-link">
      <span class="my-link-what">
        <span>{title}</span>
        <span class="soft small">{t(words.since, { date: date.format(at) })}</span>
        {refused && <span class="field-error">{fill(t(words.refused), { reason: explainEdge(refused) })}</span>}
      </span>
      <button type="button" aria-label={t(words.cancelNamed, { title })} onClick={() => void cancelWaiting(key)}>
        {t(words.cancel)}
      </button>
    </li>
  );
}
