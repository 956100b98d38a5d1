/** That a link gave the same: said by those who ran it again, and how often it was said. */
import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { locale, t } from "../i18n/locale.ts";
import { formatNumber } from "../i18n/numbers.ts";
import { load, modify } from "../run/storage.ts";
import { saySame } from "./api.ts";
import { explainEdge } from "./explain.ts";
import type { Opened } from "./opened.ts";
import { words } from "./opened-words.ts";

/** Ids of the links for which it was said from this browser: only here, so that it counts once. The newest first. */
const key = "said-same";
const kept = 1000;
const said = signal<readonly string[]>([]);

/** Counts that came since a link was opened. */
const since = signal<Readonly<Record<string, number>>>({});

interface SameProps {
  readonly link: string;
  readonly of: Opened;
}

/** Offered once a run here gave the same. */
export function Same({ link, of }: SameProps) {
  const isSending = useSignal(false);
  const failed = useSignal<unknown>(undefined);
  useEffect(() => {
    void load<readonly string[]>(key).then((before = []) => {
      said.value = before;
    });
  }, []);
  if (said.value.includes(link)) return <p class="small soft">{t(words.saidSame)}</p>;
  const say = async () => {
    isSending.value = true;
    failed.value = undefined;
    try {
      const confirmed = await saySame(link, of.claimed.claim.digest);
      since.value = { ...since.peek(), [link]: confirmed };
      said.value = [link, ...said.peek()];
      await modify<readonly string[]>(key, (old = []) => [link, ...old.filter((id) => id !== link)].slice(0, kept));
    } catch (error) {
      failed.value = error;
    }
    isSending.value = false;
  };
  return (
    <div class="row say-same">
      <button type="button" disabled={isSending.value} onClick={() => void say()}>
        {t(words.saySame)}
      </button>
      <span class="small soft">{t(words.saySameAbout)}</span>
      {failed.value !== undefined && (
        <span class="field-error" role="alert">
          {explainEdge(failed.value)}
        </span>
      )}
    </div>
  );
}

/** The number, where there is one. */
export function Confirmed({ link, of }: SameProps) {
  const count = since.value[link] ?? of.confirmed ?? 0;
  if (count === 0) return null;
  const text =
    count === 1 ? t(words.confirmedOnce) : t(words.confirmedTimes, { count: formatNumber(count, locale.value) });
  return (
    <p class="small soft confirmed" role="status">
      {text}
    </p>
  );
}
