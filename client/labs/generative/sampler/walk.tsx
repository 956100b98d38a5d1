import { useSignal } from "@preact/signals";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { Select } from "../../parts/select.tsx";
import { useCodes, useDrawn } from "./drawing.ts";
import { SamplesPicture } from "./samples.tsx";
import { nowOf, type SamplerProps } from "./state.ts";
import { Waiting } from "./waiting.tsx";
import { words } from "./words.ts";

/** Places of the way, both ends among them. */
const STOPS = 41;
/** Of them those that stand side by side. */
const STRIDE = 5;

/** Pictures on the straight way from the code of one sample to that of another. */
export function WalkView(props: SamplerProps) {
  const { order, card, params, seed } = nowOf(props);
  const [from, to] = [useSignal(0), useSignal(1)];
  // A way takes two.
  const asked = { ...order.asked, n: Math.max(2, params.count) };
  const drawnCodes = useCodes({ kind: "codes", model: card.id, asked });
  const { value: codes, of } = drawnCodes;
  const width = card.latent ?? 0;
  const count = Math.max(2, params.count);
  const [a, b] = [from, to].map(({ value }) => Math.min(value, count - 1));
  const isOf = of?.model === card.id && codes !== null && codes.length >= count * width;
  const rows = isOf
    ? Array.from({ length: STOPS }, (_, stop) => {
        const share = stop / (STOPS - 1);
        return Array.from(
          { length: width },
          (_, i) => (1 - share) * codes[a * width + i] + share * codes[b * width + i],
        );
      })
    : null;
  const drawnPictures = useDrawn(rows && { kind: "pictures", model: card.id, seed, rows });
  const { value: pictures } = drawnPictures;
  const film = useFilm(STOPS, { milliseconds: 60 });
  if (pictures?.kind !== "pictures") return <Waiting {...(drawnCodes.failed ? drawnCodes : drawnPictures)} />;
  const size = pictures.levels.length / pictures.count;
  const one = (stop: number) => pictures.levels.slice(stop * size, (stop + 1) * size);
  const shown = Array.from({ length: Math.ceil(STOPS / STRIDE) }, (_, i) => i * STRIDE);
  const strip = new Uint8Array(shown.length * size);
  for (const [i, stop] of shown.entries()) strip.set(one(stop), i * size);
  const names = Array.from({ length: count }, (_, i) => String(i + 1));
  return (
    <Figure title={t(words.walk)} note={t(words.walkNote)}>
      <div class="part-controls" data-act="ends">
        <Select label={t(words.from)} names={names} value={a} onChoose={(i) => (from.value = i)} />
        <Select label={t(words.to)} names={names} value={b} onChoose={(i) => (to.value = i)} />
      </div>
      <div class="sampler-walk">
        <SamplesPicture card={card} samples={{ ...pictures, count: 1, levels: one(film.frame) }} maxScale={6} />
        <SamplesPicture card={card} samples={{ ...pictures, count: shown.length, levels: strip }} maxScale={2} />
      </div>
      <FilmControls
        film={film}
        label={t(words.place)}
        now={formatPercent(film.frame / (STOPS - 1), locale.value)}
        longest={formatPercent(1, locale.value)}
      />
    </Figure>
  );
}
