import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { array } from "../../../../shared/arrays.ts";
import { reachOf } from "../../../../shared/labs/generative/diffusion/data.ts";
import { scoreQuestion, wayQuestion } from "../../../../shared/labs/generative/diffusion/questions.ts";
import { scheduleOf, timesOf } from "../../../../shared/labs/generative/diffusion/schedule.ts";
import {
  comparedRows,
  gridOf,
  latentPoints,
  type PlanarSamples,
  scaled,
  unscaled,
} from "../../../../shared/labs/generative/points/plane.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { t } from "../../../i18n/locale.ts";
import { useAnswer } from "../../answer.ts";
import { Check } from "../../parts/check.tsx";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { netKey, newestWeights } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { SamplesPlane } from "../points/samples-plane.tsx";
import { useSamples } from "../points/state.ts";
import { words as points } from "../points/words.ts";
import type { DiffusionProps } from "./state.ts";
import { words } from "./words.ts";

/** Data on their way to noise beside noise on its way to samples, at the same step. */
export function WayView(props: DiffusionProps) {
  const samples = useSamples(props);
  if (!newestWeights(props)) return <p class="part-caption">{t(nets.notYet)}</p>;
  if (!samples) return <p class="part-caption">{t(points.noData)}</p>;
  return <Way {...props} samples={samples} />;
}

/** Points that go each way. */
const SHOWN = 600;
/** Side of the square that is shown, in deviations of the data: most of a standard Gaussian. */
const SIDE = 6.6;

function Way(props: DiffusionProps & { readonly samples: PlanarSamples }) {
  const { samples, experiment, ask } = props;
  const { params } = experiment;
  const { scaling } = samples;
  const net = newestWeights(props) ?? {};
  const start = useMemo(() => array(latentPoints(SHOWN, [0x6a11, 2]), [SHOWN, 2]), []);
  const key = netKey(props);
  const { answer } = useAnswer(ask, key, () => wayQuestion(params, reachOf(samples), net, start));
  const times = timesOf(params);
  const film = useFilm(times.length, { milliseconds: Math.max(40, 5000 / times.length) });
  const time = times[film.frame];
  const arrows = useSignal(true);
  const side = SIDE / scaling.scale;
  const square = { low: [scaling.means[0] - side / 2, scaling.means[1] - side / 2] as const, side };
  const asked = Math.max(1, time);
  const { answer: field } = useAnswer(ask, arrows.value ? `${key} ${asked}` : null, () =>
    scoreQuestion(params, asked, net, array(scaled(gridOf(square), scaling), [gridOf(square).length / 2, 2])),
  );
  const left = scheduleOf(params).alphaBar[time];
  const data = useMemo(
    () => rowsAsFloats({ columns: 2, values: samples.values }, comparedRows(samples, { compared: SHOWN })),
    [samples],
  );
  const noised = data.map((x, i) => Math.sqrt(left) * x + Math.sqrt(1 - left) * start.values[i]);
  const now =
    answer && unscaled(answer.way.values.subarray(2 * SHOWN * film.frame, 2 * SHOWN * (film.frame + 1)), scaling);
  return (
    <>
      <FilmControls film={film} label={t(words.step)} now={t(words.stepOf, { t: time, total: params.steps })} />
      <div class="part-pair">
        <SamplesPlane
          title={t(words.forward)}
          note={t(words.forwardNote)}
          square={square}
          real={unscaled(noised, scaling)}
          generated={undefined}
        />
        <SamplesPlane
          title={t(words.back)}
          note={t(words.backNote)}
          controls={<Check act="arrows" label={t(words.arrows)} on={arrows} />}
          square={square}
          real={[]}
          generated={now ?? []}
          arrows={
            arrows.value && field
              ? Float32Array.from(field.score.values, (x) => ((1 - left) * x) / scaling.scale / 3)
              : undefined
          }
        />
      </div>
    </>
  );
}
