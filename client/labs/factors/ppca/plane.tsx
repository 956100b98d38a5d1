import { useSignal } from "@preact/signals";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { CodeScatter } from "../../parts/scatter.tsx";
import { Sliders } from "../../parts/sliders.tsx";
import { classesOf, isPicture, namesOf, shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { latentName } from "./model.tsx";
import { modelKey, modelOf } from "./state.ts";
import { words } from "./words.ts";

/** Latent variables that get a slider, and its range: a standard normal is rarely beyond. */
const maxSliders = 6;
const extent = 3;

/** Rows in the latent plane, and a latent point that is moved by hand with the row that the model expects there. */
export function PlaneView(props: ViewProps) {
  const model = modelOf(props);
  if (!model) return <p class="part-caption">{t(words.noModel)}</p>;
  const latent = model.loadings.shape[1];
  return <LatentPlane key={latent} {...props} model={model} latent={latent} />;
}

interface LatentProps extends ViewProps {
  readonly model: Arrays;
  readonly latent: number;
}

function LatentPlane({ model, latent, ...props }: LatentProps) {
  const z = useSignal<readonly number[]>(Array.from({ length: latent }, () => 0));
  const scores = props.fold.output("scores");
  const { answer } = useAnswer(props.ask, `${modelKey(props)} ${z.value.join(" ")}`, () => ({
    task: { kind: "decode", steps: 1, params: {} },
    given: { ...model, latents: { shape: [1, latent], values: Float64Array.from(z.value) } },
  }));
  const plane = scores?.latents && inPlane(scores.latents);
  return (
    <div class="part-beside">
      {plane ? (
        <CodeScatter
          plane={plane}
          labels={classesOf(props.data, scores.rows)}
          title={t(words.plane)}
          note={t(words.planeNote)}
          mark={latent === 1 ? [z.value[0], 0] : [z.value[0], z.value[1]]}
          onPoint={(x, y) => {
            z.value = z.value.map((old, k) => (k === 0 ? x : k === 1 ? y : old));
          }}
        />
      ) : (
        <p class="part-caption">{t(words.later)}</p>
      )}
      <section class="part-stack">
        <p class="part-caption">{t(words.press)}</p>
        {answer && <Expected {...props} rows={answer.rows} />}
        <Sliders
          name={latentName}
          values={z.value}
          ranges={Array.from({ length: Math.min(latent, maxSliders) }, () => [-extent, extent] as const)}
          centre={0}
          onMove={(k, value) => (z.value = z.value.map((old, i) => (i === k ? value : old)))}
        />
        <button type="button" onClick={() => (z.value = z.value.map(() => 0))}>
          {t(words.origin)}
        </button>
      </section>
    </div>
  );
}

/** The expected row: a picture, or one bar per column. */
function Expected({ data, rows }: Pick<ViewProps, "data"> & { readonly rows: NDArray }) {
  const columns = rows.shape[1];
  if (!isPicture(data, columns))
    return (
      <Chart
        title={t(words.expected)}
        x={{ label: t(words.column) }}
        y={{ label: "", zero: true }}
        height={180}
        marks={[{ kind: "bars", names: namesOf(data, columns), values: rows.values, color: roleColor("model") }]}
      />
    );
  return (
    <PictureRows
      title={t(words.expected)}
      rows={rows}
      rowName={() => t(words.expected)}
      shape={shapeOf(data, columns)}
      range={[0, 1]}
      maxScale={5}
      height={150}
      framed
    />
  );
}

/** The first two latent numbers; with only one, on a line. */
function inPlane({ shape: [rows, latent], values }: NDArray): NDArray {
  const out = new Float32Array(2 * rows);
  for (let n = 0; n < rows; n++) {
    out[2 * n] = values[n * latent];
    out[2 * n + 1] = latent > 1 ? values[n * latent + 1] : 0;
  }
  return { shape: [rows, 2], values: out };
}
