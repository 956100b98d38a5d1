import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { array, type NDArray } from "../../../../shared/arrays.ts";
import { type GanSamples, plain } from "../../../../shared/labs/generative/gan/data.ts";
import { latents } from "../../../../shared/labs/generative/gan/latents.ts";
import { generateQuestion } from "../../../../shared/labs/generative/gan/questions.ts";
import { rowOf } from "../../../../shared/labs/generative/gan/row.ts";
import { between, wayBetween } from "../../../../shared/labs/generative/points/between.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import type { PlotContext } from "../../../views/plane.tsx";
import { dot } from "../../../views/strokes.ts";
import { useAnswer } from "../../answer.ts";
import { blockOf } from "../../parts/matrix.ts";
import { netKey, newestWeights, useHadNet } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { Slider } from "../../parts/slider.tsx";
import { SamplesPlane } from "../points/samples-plane.tsx";
import { words as points } from "../points/words.ts";
import { type GanProps, useSamples, useShown } from "./state.ts";
import { words } from "./words.ts";

/** Samples on the way from one place of the latent space to another, and one of them under the hand. */
export function LatentView(props: GanProps) {
  const samples = useSamples(props);
  const hadNet = useHadNet(props);
  if (!hadNet) return <p class="part-caption">{t(nets.notYet)}</p>;
  if (!samples) return <p class="part-caption">{t(points.noData)}</p>;
  return <Way key={samples.columns} {...props} samples={samples} />;
}

function Way(props: GanProps & { readonly samples: GanSamples }) {
  const { samples, experiment } = props;
  const { latent } = experiment.params;
  const pair = useSignal(1);
  const share = useSignal(0.5);
  const z = useMemo(() => {
    const [from, to] = [0, 1].map((n) => latents(1, latent, [pair.value, n]));
    const way = wayBetween(from, to);
    return array(Float32Array.of(...way.values, ...between(from, to, share.value)), [way.shape[0] + 1, latent]);
  }, [latent, pair.value, share.value]);
  const rows = useGenerated(props, z, `${pair.value} ${share.value}`);
  return (
    <>
      <div class="part-controls">
        <Slider
          act="way"
          label={t(words.way)}
          max={1}
          step={0.01}
          value={share.value}
          said={t(words.wayShare, { share: formatPercent(share.value, locale.value) })}
          onMove={(value) => (share.value = value)}
        />
        <button type="button" data-act="pair" onClick={() => pair.value++}>
          {t(words.otherEnds)}
        </button>
      </div>
      {rows && samples.image && <WayOfPictures rows={rows} shape={samples.image} />}
      {rows && !samples.image && samples.columns === 2 && <WayOfPoints {...props} rows={rows} />}
    </>
  );
}

/** What the newest generator makes of latent numbers, in the units of the data. */
function useGenerated(
  props: GanProps & { readonly samples: GanSamples },
  z: NDArray,
  key: string,
): NDArray | undefined {
  const { samples, experiment, ask } = props;
  const net = newestWeights(props);
  const { answer } = useAnswer(ask, net ? `${netKey(props)} ${key}` : null, () =>
    generateQuestion(experiment.params, rowOf(samples), net ?? {}, z),
  );
  const rows = answer?.rows;
  return rows && array(plain(samples, rows.values as Float32Array), [...rows.shape]);
}

function WayOfPictures({ rows, shape }: { readonly rows: NDArray; readonly shape: NonNullable<GanSamples["image"]> }) {
  const stops = rows.shape[0] - 1;
  const common = { shape, range: [0, 1] as const, rowName: (row: number) => t(words.stop, { index: row + 1 }) };
  return (
    <>
      <PictureRows
        {...common}
        title={t(words.latent)}
        note={t(words.latentNote)}
        rows={{ ...rows, shape: [stops, rows.shape[1]] }}
        columns={stops}
      />
      <PictureRows
        {...common}
        title={t(words.here)}
        rows={{ ...blockOf(rows, stops), shape: [1, rows.shape[1]] }}
        maxScale={20}
      />
    </>
  );
}

function WayOfPoints({ rows, ...props }: GanProps & { readonly rows: NDArray }) {
  const { real, square } = useShown(props);
  if (!square) return null;
  const stops = rows.shape[0] - 1;
  const draw = ({ context, px, py, color }: PlotContext) => {
    context.strokeStyle = context.fillStyle = color("var(--role-truth)");
    context.lineWidth = 2;
    context.beginPath();
    for (let s = 0; s < stops; s++) context.lineTo(px(rows.values[2 * s]), py(rows.values[2 * s + 1]));
    context.stroke();
    dot(context, px(rows.values[2 * stops]), py(rows.values[2 * stops + 1]), 6);
  };
  return (
    <SamplesPlane
      title={t(words.latent)}
      note={t(words.latentNote)}
      square={square}
      real={real?.values ?? []}
      generated={rows.values.subarray(0, 2 * stops)}
      draw={draw}
    />
  );
}
