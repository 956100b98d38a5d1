import { useSignal } from "@preact/signals";
import { array, type NDArray } from "../../../../shared/arrays.ts";
import { latentPictures, stagesQuestion } from "../../../../shared/labs/generative/flow/questions.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { lacksNet, newestWeights } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { Slider } from "../../parts/slider.tsx";
import { words as points } from "../points/words.ts";
import { type FlowProps, useFlowAnswer } from "./state.ts";
import { words } from "./words.ts";

/** Frames from one layer to the next. */
const BETWEEN = 6;

/** Latent rows on their way to pictures, layer by layer. */
export function WayOfPictures({ image, ...props }: FlowProps & { readonly image: PictureShape }) {
  const { params } = props.experiment;
  const seed = useSignal(1);
  const temperature = useSignal(1);
  const columns = image.width * image.height * (image.channels ?? 1);
  // Of a net that was not kept there is the answer to the first question alone: what asks another one waits for a run.
  const isFixed = lacksNet(props);
  const isFirst = seed.value === 1 && temperature.value === 1;
  const { answer, missing } = useFlowAnswer(props, {
    key: `${seed.value} ${temperature.value}`,
    recordedAs: isFirst ? "stages" : undefined,
    question: () =>
      stagesQuestion(params, newestWeights(props) ?? {}, latentPictures(columns, seed.value, temperature.value), {
        ...image,
        channels: image.channels ?? 1,
      }),
  });
  const layers = answer ? answer.stages.shape[0] - 1 : 0;
  const film = useFilm(answer ? BETWEEN * layers + 1 : 0, { milliseconds: 80 });
  return (
    <>
      <div class="part-controls">
        <Slider
          act="temperature"
          label={t(words.temperature)}
          min={0}
          max={1.5}
          step={0.05}
          value={temperature.value}
          said={formatNumber(temperature.value, locale.value, 2)}
          disabled={isFixed}
          onMove={(value) => (temperature.value = value)}
        />
        <button type="button" data-act="noise" disabled={isFixed} onClick={() => seed.value++}>
          {t(words.otherNoise)}
        </button>
        {isFixed && <span class="part-caption">{t(words.oneNoise)}</span>}
      </div>
      <FilmControls
        film={film}
        label={t(words.layer)}
        now={t(words.layerOf, { layer: Math.ceil(film.frame / BETWEEN), total: layers })}
      />
      {missing ? (
        <NotKept />
      ) : answer ? (
        <PictureRows
          title={t(words.layers)}
          note={t(words.picturesNote)}
          rows={frameOf(answer.stages, film.frame / BETWEEN)}
          rowName={(row) => t(points.picture, { index: row + 1 })}
          shape={image}
          range={[0, 1]}
          columns={8}
        />
      ) : (
        <p class="part-caption">{t(nets.notYet)}</p>
      )}
    </>
  );
}

/** Pictures at a stage, or at a share of the way from one to the next. */
function frameOf({ values, shape: [stages, rows, columns] }: NDArray, at: number): NDArray {
  const stage = Math.min(stages - 1, Math.floor(at));
  const size = rows * columns;
  const [from, to] = [stage, Math.min(stages - 1, stage + 1)].map((one) => one * size);
  const share = at - stage;
  const now = Float32Array.from(
    { length: size },
    (_, i) => (1 - share) * Number(values[from + i]) + share * Number(values[to + i]),
  );
  return array(now, [rows, columns]);
}
