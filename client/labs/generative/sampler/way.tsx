import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { useWay } from "./drawing.ts";
import { SamplesPicture } from "./samples.tsx";
import { nowOf, type SamplerProps } from "./state.ts";
import { Failure, OnItsWay } from "./waiting.tsx";
import { words } from "./words.ts";

/** Samples of a way, at most: all of its stages are kept. */
const MOST = 16;

/** Every stage of the way to the samples, as a film and on a slider; of a chain more of it than the samples take. */
export function WayView(props: SamplerProps) {
  const { card, order } = nowOf(props);
  const isLong = useSignal(false);
  const { asked } = order;
  const most = card.steps?.most ?? 1;
  const steps = isLong.value ? most : asked.steps;
  const n = card.gives.kind === "pictures" ? Math.min(MOST, asked.n) : asked.n;
  const { stages, failed, again } = useWay({
    kind: "way",
    model: card.id,
    asked: { ...asked, n, ...(steps !== undefined && { steps }) },
  });
  const of = steps ?? card.steps?.usual ?? 1;
  const film = useFilm(stages.length, { milliseconds: card.kind === "rbm" ? 70 : 50 });
  const samples = stages[film.frame];
  const isRbm = card.kind === "rbm";
  return (
    <Figure title={t(words.way)} note={t(isRbm ? words.wayOfRbm : words.wayOfDiffusion)}>
      <FilmControls
        film={film}
        label={t(words.way)}
        now={t(words.stage, { stage: Math.min(of, film.frame + (isRbm ? 1 : 0)), of })}
        longest={t(words.stage, { stage: of, of })}
      />
      {isRbm && of < most && (
        <div class="part-controls">
          <button
            type="button"
            data-act="longer"
            onClick={() => {
              isLong.value = true;
              if (!film.playing) film.toggle();
            }}
          >
            {t(words.longer)}
          </button>
        </div>
      )}
      <Failure failed={failed} again={again} />
      {samples && samples.kind !== "texts" ? (
        <SamplesPicture card={card} samples={samples} maxScale={2} />
      ) : (
        failed === null && <OnItsWay />
      )}
    </Figure>
  );
}
