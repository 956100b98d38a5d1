import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { sha256Hex } from "../../../../shared/experiment/digest.ts";
import { limits } from "../../../../shared/experiment/limits.ts";
import { type Asked, workOf } from "../../../../shared/gallery/asked.ts";
import type { GalleryCard } from "../../../../shared/gallery/card.ts";
import { bytesOf, type Samples } from "../../../../shared/gallery/samples.ts";
import { arraysOf } from "../../../../shared/labs/generative/sampler/arrays.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatBytes, formatInteger } from "../../../i18n/numbers.ts";
import { CopyField } from "../../../share/copy.tsx";
import { type Now, nowOf, type SamplerProps, useShown } from "./state.ts";
import { words } from "./words.ts";

type Said =
  | { readonly kind: "asking" }
  | { readonly kind: "equal"; readonly bytes: number }
  | { readonly kind: "different"; readonly place: number }
  | { readonly kind: "length"; readonly here: number; readonly there: number }
  | { readonly kind: "failed"; readonly message: string };

/** The same samples from the server and in the terminal, and whether they are the same. */
export function ElsewhereView(props: SamplerProps) {
  const now = nowOf(props);
  const { samples, isNow } = useShown(props, now);
  const said = useSignal<{ readonly of: string; readonly said: Said } | null>(null);
  const hash = useSignal("");
  const count = countAtEdge(now.card, now.order.asked);
  const address = addressOf(now.card.id, { ...now.order.asked, n: count });
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
          disabled={!bytes || shown?.kind === "asking"}
          onClick={() => void ask()}
        >
          {t(words.askServer)}
        </button>
        <button
          type="button"
          data-act="save"
          disabled={!samples}
          onClick={() => samples && void save(now.card.id, samples)}
        >
          {t(samples?.kind === "texts" ? words.saveTxt : words.saveNpy)}
        </button>
        <output aria-live="polite">{shown && sentence(shown)}</output>
        {samples && count < samples.count && (
          <span class="soft small">{t(words.firstAlone, { count: formatInteger(count, locale.value) })}</span>
        )}
      </p>
      <CopyField label={t(words.address)} value={location.origin + address} />
      <CopyField label="curl" value={`curl '${location.origin}${address}' -o ${now.card.id}.bin`} />
      <CopyField label={t(words.terminal)} value={commandOf(now)} />
      <CopyField label={t(words.bytes)} value={hash.value} />
    </section>
  );
}

/** Levels or places as a NumPy file, texts as they are. */
async function save(name: string, samples: Samples): Promise<void> {
  const [{ download }, { toNpy }] = await Promise.all([
    import("../../../views/export.ts"),
    import("../../../../shared/data/readers/npy/write.ts"),
  ]);
  if (samples.kind === "texts") return download(`${name}.txt`, new Blob([bytesOf(samples)], { type: "text/plain" }));
  const { levels, points } = arraysOf(samples);
  download(`${name}.npy`, new Blob([toNpy(levels ?? points)], { type: "application/octet-stream" }));
}

/** As many of them as the edge computes at once: the first ones do not depend on how many there are. */
export function countAtEdge(card: GalleryCard, asked: Asked): number {
  const fits = Math.floor(limits.inference.multiplyAdds / workOf(card, { ...asked, n: 1 }));
  return Math.max(1, Math.min(asked.n, fits));
}

function firstOf(samples: Samples, count: number): Samples {
  if (samples.kind === "texts") return { ...samples, count, texts: samples.texts.slice(0, count) };
  const cut = <T extends { readonly length: number; slice(from: number, to: number): T }>(values: T) =>
    values.slice(0, (values.length / samples.count) * count);
  return samples.kind === "pictures"
    ? { ...samples, count, levels: cut(samples.levels) }
    : { ...samples, count, values: cut(samples.values) };
}

/** The route of the edge, with what differs from the card. */
export function addressOf(model: string, asked: Asked): string {
  const { latent, ...plain } = asked;
  const query = new URLSearchParams({ model });
  for (const [name, value] of Object.entries(plain))
    if (value !== undefined && value !== "") query.set(name, String(value));
  if (latent && latent.length > 0) query.set("latent", latent.join(","));
  query.set("format", "bytes");
  return `/api/sample?${query}`;
}

function commandOf({ params, seed, card }: Now): string {
  const set = [
    `model=${card.id}`,
    `count=${params.count}`,
    `temperature=${params.temperature}`,
    ...(params.steps > 0 ? [`steps=${params.steps}`] : []),
    ...(card.kind === "text" && params.prefix !== "" ? [`prefix=${params.prefix}`] : []),
  ];
  return `npm run -s lab -- sampler --seed ${seed} ${set.map((one) => `--set ${quoted(`params.${one}`)}`).join(" ")}`;
}

/** A word of the shell. */
const quoted = (text: string) => (/^[\w.=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

async function compared(address: string, here: Uint8Array): Promise<Said> {
  try {
    const answer = await fetch(address, { headers: { accept: "application/octet-stream" } });
    if (!answer.ok) return { kind: "failed", message: `HTTP ${answer.status}` };
    const there = new Uint8Array(await answer.arrayBuffer());
    if (there.length !== here.length) return { kind: "length", here: here.length, there: there.length };
    const place = there.findIndex((byte, i) => byte !== here[i]);
    return place < 0 ? { kind: "equal", bytes: here.length } : { kind: "different", place };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
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
    default:
      return said satisfies never;
  }
}
