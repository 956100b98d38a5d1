import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { sha256Hex } from "../../../../shared/experiment/digest.ts";
import { bytesOf } from "../../../../shared/gallery/samples.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatBytes, formatInteger } from "../../../i18n/numbers.ts";
import { CopyField } from "../../../share/copy.tsx";
import { addressOf, commandOf, countAtEdge, firstOf, samplesFile, stepsAtEdge } from "./places.ts";
import { savesOf } from "./saving.ts";
import { nowOf, type SamplerProps, useShown } from "./state.ts";
import { words } from "./words.ts";

type Said =
  | { readonly kind: "asking" }
  | { readonly kind: "equal"; readonly bytes: number }
  | { readonly kind: "different"; readonly place: number }
  | { readonly kind: "length"; readonly here: number; readonly there: number }
  | { readonly kind: "failed"; readonly message: string }
  /** No answer, or not all of it. */
  | { readonly kind: "cut" };

/** The same samples from the server and in the terminal, and whether they are the same. */
export function ElsewhereView(props: SamplerProps) {
  const now = nowOf(props);
  const { samples, isNow } = useShown(props, now);
  const said = useSignal<{ readonly of: string; readonly said: Said } | null>(null);
  const hash = useSignal("");
  const count = countAtEdge(now.card, now.order.asked);
  const address = addressOf(now.card.id, { ...now.order.asked, n: Math.max(1, count) });
  const bytes = samples && isNow ? bytesOf(samples) : null;
  useEffect(() => {
    let here = true;
    hash.value = "";
    if (bytes)
      void sha256Hex(bytes).then((found) => {
        if (here) hash.value = found;
      });
    return () => {
      here = false;
    };
  }, [samples, isNow]);
  const ask = async () => {
    if (!samples || !bytes) return;
    said.value = { of: address, said: { kind: "asking" } };
    said.value = { of: address, said: await compared(address, bytesOf(firstOf(samples, count))) };
  };
  const shown = said.value?.of === address ? said.value.said : null;
  return (
    <section class="sampler-elsewhere" aria-label={t(words.elsewhere)}>
      <p class="part-caption">{t(words.elsewhereNote)}</p>
      <p class="part-controls">
        <button
          type="button"
          data-act="server"
          disabled={!bytes || count === 0 || shown?.kind === "asking"}
          onClick={() => void ask()}
        >
          {t(words.askServer)}
        </button>
        {savesOf(now.card).map(({ act, label, save }) => (
          <button
            key={act}
            type="button"
            data-act={act}
            disabled={!bytes}
            onClick={() => samples && void save(now.card, samples)}
          >
            {t(label)}
          </button>
        ))}
        <output aria-live="polite">{shown && sentence(shown)}</output>
        {count === 0 && (
          <span class="soft small">
            {t(words.tooManySteps, { steps: formatInteger(stepsAtEdge(now.card, now.order.asked), locale.value) })}
          </span>
        )}
        {samples && count > 0 && count < samples.count && (
          <span class="soft small">{t(words.firstAlone, { count: formatInteger(count, locale.value) })}</span>
        )}
      </p>
      {count > 0 && (
        <>
          <CopyField label={t(words.address)} value={location.origin + address} />
          <CopyField label="curl" value={`curl '${location.origin}${address}' -o ${samplesFile(now.card)}`} />
        </>
      )}
      <CopyField label={t(words.terminal)} value={commandOf(now)} />
      <CopyField label={t(words.bytes)} value={hash.value} />
    </section>
  );
}

async function compared(address: string, here: Uint8Array): Promise<Said> {
  try {
    const answer = await fetch(address, { headers: { accept: "application/octet-stream" } });
    if (!answer.ok) return { kind: "failed", message: `HTTP ${answer.status}` };
    const there = new Uint8Array(await answer.arrayBuffer());
    if (there.length !== here.length) return { kind: "length", here: here.length, there: there.length };
    const place = there.findIndex((byte, i) => byte !== here[i]);
    return place < 0 ? { kind: "equal", bytes: here.length } : { kind: "different", place };
  } catch {
    // What a browser says of it is in the browser's own words, and in no language of the page.
    return { kind: "cut" };
  }
}

function sentence(said: Said): string {
  switch (said.kind) {
    case "asking":
      return t(words.asking);
    case "equal":
      return t(words.equal, { bytes: formatBytes(said.bytes, locale.value) });
    case "different":
      return t(words.different, { place: formatInteger(said.place, locale.value) });
    case "length":
      return t(words.differentLength, {
        here: formatBytes(said.here, locale.value),
        there: formatBytes(said.there, locale.value),
      });
    case "failed":
      return t(words.noServer, { message: said.message });
    case "cut":
      return t(words.cutServer);
    default:
      return said satisfies never;
  }
}
