import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import { labAddress } from "../router.ts";
import type { Decoder } from "./digits.ts";

const shown = 8;

/** Digits on the way from one to another: codes are mixed by the slider and decoded on this machine by a recorded net. */
export function Sampler() {
  const share = useSignal(0.5);
  const first = useSignal(0);
  const { ready, digits } = useDigits(first.value, share.value);
  return (
    <section class="sampler">
      <div class="sampler-words">
        <h2>{t(words.sampler)}</h2>
        <label class="sampler-slider">
          <span>{t(words.mix)}</span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={share.value}
            onInput={(event) => {
              share.value = event.currentTarget.valueAsNumber;
            }}
          />
        </label>
        <div class="row">
          <button
            type="button"
            disabled={!ready}
            onClick={() => {
              first.value += shown;
            }}
          >
            {t(words.shuffle)}
          </button>
          <a class="button" href={labAddress("sampler")}>
            {t(words.samplerMore)}
          </a>
        </div>
        <p class="soft small">{t(words.samplerNote)}</p>
      </div>
      <div class="sampler-digits">
        {digits && (
          <ImageGrid
            title={t(words.sampler)}
            values={digits}
            count={shown}
            shape={{ width: 28, height: 28 }}
            range={[0, 1]}
            columns={4}
            maxScale={4}
          />
        )}
      </div>
    </section>
  );
}

/** The digits of that many codes from `first` on, mixed by `share`. The last ones stay until the next are decoded. */
function useDigits(first: number, share: number): { readonly ready: boolean; readonly digits: Float32Array | null } {
  const decoder = useSignal<Decoder | null>(null);
  const digits = useSignal<Float32Array | null>(null);
  useEffect(() => {
    void (async () => {
      try {
        decoder.value = await (await import("./digits.ts")).loadDecoder();
      } catch {
        // The page is whole without its digits.
      }
    })();
  }, [decoder]);
  const { value: known } = decoder;
  useEffect(() => {
    if (!known) return;
    const abort = new AbortController();
    void (async () => {
      try {
        const { decodeDigits, mixedCodes } = await import("./digits.ts");
        digits.value = await decodeDigits(known, mixedCodes(known, first, shown, share), abort.signal);
      } catch {
        // Newer ones are pending.
      }
    })();
    return () => abort.abort();
  }, [known, first, share, digits]);
  return { ready: known !== null, digits: digits.value };
}
