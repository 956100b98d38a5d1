import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { array, type NDArray } from "../../../../shared/arrays.ts";
import { scheduleOf } from "../../../../shared/diffusion/schedule.ts";
import { scoreQuestion } from "../../../../shared/labs/generative/diffusion/questions.ts";
import { comparedRows, gridOf, scaled, unscaled } from "../../../../shared/labs/generative/points/plane.ts";
import type { RowSamples } from "../../../../shared/labs/generative/points/samples.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { t } from "../../../i18n/locale.ts";
import { roleColor } from "../../../views/palette.ts";
import type { PlotContext } from "../../../views/plane.tsx";
import { dot } from "../../../views/strokes.ts";
import { useAnswer } from "../../answer.ts";
import { Check } from "../../parts/check.tsx";
import { netKey, newestWeights } from "../../parts/net-state.ts";
import { SamplesPlane } from "../points/samples-plane.tsx";
import type { Moment } from "./moment.ts";
import type { DiffusionProps } from "./state.ts";
import { words } from "./words.ts";

/** Side of the square that is shown, in deviations of the data: most of a standard Gaussian. */
const SIDE = 6.6;

interface WayOfPointsProps extends DiffusionProps, Moment {
  readonly samples: RowSamples;
  /** The noise that is undone, and that data are brought to. */
  readonly start: NDArray;
}

/** Data on their way to noise beside noise on its way to samples, at the same step. */
export function WayOfPoints({ time, now, clean, start, samples, ...props }: WayOfPointsProps) {
  const { experiment, ask } = props;
  const { params } = experiment;
  const { scaling } = samples;
  const arrows = useSignal(true);
  const isPredicted = useSignal(false);
  const side = SIDE / scaling.scale;
  const square = { low: [scaling.means[0] - side / 2, scaling.means[1] - side / 2] as const, side };
  const asked = Math.max(1, time);
  const net = newestWeights(props);
  const { answer: field } = useAnswer(ask, arrows.value && net ? `${netKey(props)} ${asked}` : null, () =>
    scoreQuestion(params, asked, net ?? {}, array(scaled(gridOf(square), scaling), [gridOf(square).length / 2, 2])),
  );
  const left = scheduleOf(params).alphaBar[time];
  const data = useMemo(
    () => rowsAsFloats(samples, comparedRows(samples, { compared: start.shape[0] })),
    [samples, start.shape[0]],
  );
  const noised = data.map((x, i) => Math.sqrt(left) * x + Math.sqrt(1 - left) * start.values[i]);
  const places = isPredicted.value && clean ? unscaled(clean, scaling) : [];
  const draw = ({ context, px, py, color }: PlotContext) => {
    context.fillStyle = color(roleColor("truth"));
    for (let n = 0; n < places.length / 2; n++) dot(context, px(places[2 * n]), py(places[2 * n + 1]), 1.7);
  };
  return (
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
        note={t(isPredicted.value ? words.predictedPointsNote : words.backNote)}
        controls={
          <>
            <Check act="arrows" label={t(words.arrows)} on={arrows} />
            <Check act="predicted" label={t(words.predicted)} on={isPredicted} />
          </>
        }
        square={square}
        real={[]}
        generated={now ? unscaled(now, scaling) : []}
        arrows={
          arrows.value && field
            ? Float32Array.from(field.score.values, (x) => ((1 - left) * x) / scaling.scale / 3)
            : undefined
        }
        draw={draw}
      />
    </div>
  );
}
