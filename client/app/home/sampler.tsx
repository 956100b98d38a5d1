import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { words } from "../../i18n/home.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatPercent } from "../../i18n/numbers.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import { useSize } from "../../views/size.ts";
import { labAddress } from "../addresses.ts";
import { type Decoder, decodeDigits, loadDecoder, mixedCodes } from "./digits.ts";
import "./sampler.css";

const shown = 8;
/** CSS pixels of a digit at twice its size, and between two, as in sampler.css. */
const tall = 56;
const gap = 3;

/** Digits on the way from one to another: codes are mixed by the slider and decoded on this machine by a recorded net. */
export function Sampler() {
  const share = useSignal(0.5);
  const first = useSignal(0);
  const [box, size] = useSize<HTMLDivElement>();
  const isNarrow = size.value[0] < shown * (tall + gap) - gap;
  const { ready, digits } = useDigits(first.value, share.value);
  return (
    <section class="sampler" aria-labelledby="sampler">
      <label class="sampler-slider">
        <span id="sampler">{t(words.sampler)}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={share.value}
          aria-valuetext={formatPercent(share.value, locale.value)}
          onInput={(event) => {
            share.value = event.currentTarget.valueAsNumber;
          }}
        />
      </label>
      <div class="sampler-digits" ref={box}>
        {digits && (
          <ImageGrid
            title={t(words.sampler)}
            values={digits}
            count={shown}
            shape={{ width: 28, height: 28 }}
            range={[0, 1]}
            height={isNarrow ? 2 * tall + gap : tall}
            maxScale={2}
            gap={gap}
          />
        )}
      </div>
      <p class="small soft sampler-foot">
        <span>{t(words.samplerNote)}</span>
        <button
          type="button"
          class="small"
          disabled={!ready}
          onClick={() => {
            first.value += shown;
          }}
        >
          {t(words.shuffle)}
        </button>
        <a href={labAddress("sampler")}>{t(words.samplerMore)}</a>
      </p>
    </section>
  );
}

/** The digits of that many codes from `first` on, mixed by `share`; null until their decoder is here, without which the page is whole too. */
function useDigits(first: number, share: number): { readonly ready: boolean; readonly digits: Float32Array | null } {
  const decoder = useSignal<Decoder | null>(null);
  useEffect(() => {
    loadDecoder().then(
      (found) => {
        decoder.value = found;
      },
      () => {},
    );
  }, [decoder]);
  const { value: known } = decoder;
  const digits = useMemo(
    () => known && decodeDigits(known, mixedCodes(known, first, shown, share)),
    [known, first, share],
  );
  return { ready: known !== null, digits };
}
