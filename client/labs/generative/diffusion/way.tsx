import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { array, type NDArray } from "../../../../shared/arrays.ts";
import { jumpsOf, timesOf } from "../../../../shared/diffusion/schedule.ts";
import { wayQuestion } from "../../../../shared/labs/generative/diffusion/questions.ts";
import { latentPoints } from "../../../../shared/labs/generative/points/plane.ts";
import { reachOf } from "../../../../shared/labs/generative/points/reach.ts";
import type { RowSamples } from "../../../../shared/labs/generative/points/samples.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { useAnswer } from "../../answer.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { netKey, newestWeights, useHadNet } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { Select } from "../../parts/select.tsx";
import { Slider } from "../../parts/slider.tsx";
import { useRows } from "../points/state.ts";
import { words as points } from "../points/words.ts";
import type { DiffusionProps } from "./state.ts";
import { WayOfPictures } from "./way-pictures.tsx";
import { WayOfPoints } from "./way-points.tsx";
import { words } from "./words.ts";

/** Noise on its way to samples, step by step, as the hand wants it; no net is trained for that. */
export function WayView(props: DiffusionProps) {
  const samples = useRows(props);
  const hadNet = useHadNet(props);
  if (!hadNet) return <p class="part-caption">{t(nets.notYet)}</p>;
  if (!samples) return <p class="part-caption">{t(points.noData)}</p>;
  return <Way key={samples.columns} {...props} samples={samples} />;
}

/** What goes each way. */
const SHOWN = { points: 600, pictures: 32 } as const;

const SAMPLERS = ["ddpm", "ddim"] as const;

function Way(props: DiffusionProps & { readonly samples: RowSamples }) {
  const { samples, experiment, ask } = props;
  const { params } = experiment;
  const { columns, image } = samples;
  const count = image ? SHOWN.pictures : SHOWN.points;
  const chosen = useSignal<(typeof SAMPLERS)[number] | null>(null);
  const asked = useSignal<number | null>(null);
  const temperature = useSignal(1);
  const seed = useSignal(1);
  const sampler = chosen.value ?? params.sampler;
  const jumps = Math.min(params.steps, asked.value ?? jumpsOf({ ...params, sampler }));
  const start = useMemo(() => {
    const noise = latentPoints(count, [0x6a11, seed.value + 1], columns);
    return array(
      noise.map((x) => temperature.value * x),
      [count, columns],
    );
  }, [count, columns, seed.value, temperature.value]);
  const choice = { sampler, jumps, temperature: temperature.value, seed: seed.value };
  const key = `${netKey(props)} ${Object.values(choice).join(" ")}`;
  const net = newestWeights(props);
  const { answer } = useAnswer(ask, net ? key : null, () =>
    wayQuestion(params, reachOf(samples), net ?? {}, start, choice),
  );
  const times = timesOf(params.steps, jumps);
  const film = useFilm(times.length, { milliseconds: Math.max(40, 5000 / times.length) });
  const frame = (rows: NDArray | undefined) => {
    const size = count * columns;
    // The answer may still be that of other times.
    if (!rows || rows.values.length < size) return null;
    const at = Math.min(film.frame, rows.shape[0] - 1);
    return rows.values.subarray(size * at, size * (at + 1)) as Float32Array;
  };
  const moment = { time: times[film.frame], now: frame(answer?.way), clean: frame(answer?.clean) };
  return (
    <>
      <div class="part-controls">
        <Select
          act="sampler"
          label={t(words.sampler)}
          names={["DDPM", "DDIM"]}
          value={SAMPLERS.indexOf(sampler)}
          onChoose={(at) => (chosen.value = SAMPLERS[at])}
        />
        <Slider
          act="steps"
          label={t(words.steps)}
          min={1}
          max={params.steps}
          value={jumps}
          said={formatNumber(jumps, locale.value)}
          onMove={(value) => (asked.value = value)}
        />
        <Slider
          act="temperature"
          label={t(words.temperature)}
          min={0}
          max={1.5}
          step={0.05}
          value={temperature.value}
          said={formatNumber(temperature.value, locale.value, 3)}
          onMove={(value) => (temperature.value = value)}
        />
        <button type="button" data-act="noise" onClick={() => seed.value++}>
          {t(words.otherNoise)}
        </button>
      </div>
      <FilmControls film={film} label={t(words.step)} now={t(words.stepOf, { t: moment.time, total: params.steps })} />
      {image ? (
        <WayOfPictures {...moment} samples={samples} shape={image} />
      ) : (
        <WayOfPoints {...props} {...moment} start={start} />
      )}
    </>
  );
}
