import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import {
  FIRST_SAMPLE,
  gridLines,
  latentGrid,
  stagesQuestion,
  WAY_SIDE,
} from "../../../../shared/labs/generative/flow/questions.ts";
import { comparedRows, type PlanarSamples, unscaled } from "../../../../shared/labs/generative/points/plane.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { t } from "../../../i18n/locale.ts";
import type { PlotContext } from "../../../views/plane.tsx";
import { useAnswer } from "../../answer.ts";
import { Check } from "../../parts/check.tsx";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { netKey, newestWeights, useHadNet } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { SamplesPlane } from "../points/samples-plane.tsx";
import { useSamples } from "../points/state.ts";
import { words as points } from "../points/words.ts";
import { type FlowProps, usePictureShape } from "./state.ts";
import { WayOfPictures } from "./way-pictures.tsx";
import { words } from "./words.ts";

/** The latent space bent layer by layer: of points the plane, with samples of its Gaussian on it; of pictures noise on its way to them. */
export function LayersView(props: FlowProps) {
  const samples = useSamples(props);
  const image = usePictureShape(props);
  const hadNet = useHadNet(props);
  if (image) return <WayOfPictures {...props} image={image} />;
  if (!hadNet) return <p class="part-caption">{t(nets.notYet)}</p>;
  if (!samples) return <p class="part-caption">{t(points.noData)}</p>;
  return <Way {...props} samples={samples} />;
}

/** Frames from one layer to the next. */
const BETWEEN = 12;

function Way(props: FlowProps & { readonly samples: PlanarSamples }) {
  const { samples, experiment, ask } = props;
  const { params } = experiment;
  const net = newestWeights(props);
  const { answer } = useAnswer(ask, net ? netKey(props) : null, () => stagesQuestion(params, net ?? {}, latentGrid()));
  const layers = answer ? answer.stages.shape[0] - 1 : 0;
  const film = useFilm(answer ? BETWEEN * layers + 1 : 0, { milliseconds: 50 });
  const isGrid = useSignal(true);
  const real = useMemo(
    () =>
      unscaled(rowsAsFloats({ columns: 2, values: samples.values }, comparedRows(samples, params)), samples.scaling),
    [samples, params.compared],
  );
  const { means, scale } = samples.scaling;
  const side = WAY_SIDE / scale;
  const square = { low: [means[0] - side / 2, means[1] - side / 2] as const, side };
  const now = answer && unscaled(frameOf(answer.stages, film.frame / BETWEEN), samples.scaling);
  return (
    <>
      <FilmControls
        film={film}
        label={t(words.layer)}
        now={t(words.layerOf, { layer: Math.ceil(film.frame / BETWEEN), total: layers })}
      />
      <SamplesPlane
        title={t(words.layers)}
        note={t(words.layersNote)}
        controls={<Check act="grid" label={t(words.grid)} on={isGrid} />}
        square={square}
        real={real}
        generated={now?.subarray(2 * FIRST_SAMPLE)}
        draw={(pen) => isGrid.value && now && drawGrid(pen, now)}
      />
    </>
  );
}

/** Where points are at a stage, or at a share of the way from one to the next. */
function frameOf({ values, shape: [stages, rows] }: NDArray, at: number): Float32Array {
  const stage = Math.min(stages - 1, Math.floor(at));
  const next = Math.min(stages - 1, stage + 1);
  const [from, to] = [stage, next].map((one) => values.subarray(2 * rows * one, 2 * rows * (one + 1)));
  return Float32Array.from(from as Float32Array, (x, i) => x + (at - stage) * (to[i] - x));
}

function drawGrid({ context, px, py, color }: PlotContext, at: Float32Array): void {
  context.strokeStyle = color("var(--ink-soft)");
  context.lineWidth = 0.8;
  for (const [from, to] of gridLines) {
    context.beginPath();
    for (let n = from; n < to; n++) context.lineTo(px(at[2 * n]), py(at[2 * n + 1]));
    context.stroke();
  }
}
