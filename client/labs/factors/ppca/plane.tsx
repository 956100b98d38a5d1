import { useSignal } from "@preact/signals";
import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { roleColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import { CodeScatter } from "../../autoencoders/autoencoder/scatter.tsx";
import type { ViewProps } from "../../view.ts";
import { isPicture, modelKey, modelOf, namesOf, shapeOf } from "./state.ts";
import { words } from "./words.ts";
import "./ppca.css";

/** Latent numbers that get a slider, and how far it goes: a standard normal is rarely beyond. */
const mostSliders = 6;
const reach = 3;

/** Rows in the latent plane, and a latent point that is moved by hand with the row that the model expects there. */
export function PlaneView(props: ViewProps) {
  const model = modelOf(props);
  if (!model) return <p class="ppca-caption">{t(words.noModel)}</p>;
  const latent = model.loadings.shape[1];
  return <LatentPlane key={latent} {...props} model={model} latent={latent} />;
}

interface LatentProps extends ViewProps {
  readonly model: NonNullable<ReturnType<typeof modelOf>>;
  readonly latent: number;
}

function LatentPlane({ model, latent, ...props }: LatentProps) {
  const z = useSignal<readonly number[]>(Array.from({ length: latent }, () => 0));
  const scores = props.fold.output("scores");
  const { answer } = useAnswer(props.ask, `${modelKey(props)} ${z.value.join(" ")}`, () => ({
    task: { kind: "decode", steps: 1, params: {} },
    given: { ...model, latents: { shape: [1, latent], values: Float64Array.from(z.value) } },
  }));
  const move = (k: number, value: number) => {
    z.value = z.value.map((old, i) => (i === k ? value : old));
  };
  const plane = scores?.latents && inPlane(scores.latents);
  return (
    <div class="ppca-latent">
      {plane ? (
        <CodeScatter
          plane={plane}
          labels={labelsOf(props.data, scores.rows)}
          title={t(words.plane)}
          note={t(words.planeNote)}
          mark={latent === 1 ? [z.value[0], 0] : [z.value[0], z.value[1]]}
          onPoint={(x, y) => {
            z.value = z.value.map((old, k) => (k === 0 ? x : k === 1 ? y : old));
          }}
        />
      ) : (
        <p class="ppca-caption">{t(words.later)}</p>
      )}
      <section class="ppca-point">
        <p class="ppca-caption">{t(words.press)}</p>
        {answer && <Expected {...props} rows={answer.rows} />}
        <div class="ppca-sliders">
          {z.value.slice(0, mostSliders).map((value, k) => (
            <label key={k}>
              <span>{t(words.latent, { n: k + 1 })}</span>
              <input
                type="range"
                min={-reach}
                max={reach}
                step={0.05}
                value={value}
                onInput={(event) => move(k, event.currentTarget.valueAsNumber)}
              />
              <span class="ppca-number">{formatNumber(value, props.locale, 3)}</span>
            </label>
          ))}
        </div>
        <button type="button" onClick={() => (z.value = z.value.map(() => 0))}>
          {t(words.origin)}
        </button>
      </section>
    </div>
  );
}

/** The expected row: a picture, or a bar a column. */
function Expected({ data, rows }: Pick<ViewProps, "data"> & { readonly rows: NDArray }) {
  const columns = rows.shape[1];
  const names = namesOf(data, columns);
  if (!isPicture(data, columns))
    return (
      <Chart
        title={t(words.expected)}
        x={{ label: t(words.column) }}
        y={{ label: "", zero: true }}
        height={180}
        marks={[{ kind: "bars", names, values: rows.values, color: roleColor("model") }]}
      />
    );
  return (
    <Figure title={t(words.expected)} columns={() => [{ name: t(words.expected), values: rows.values }]}>
      <div class="ppca-framed">
        <ImageGrid
          title={t(words.expected)}
          values={rows.values}
          count={1}
          shape={shapeOf(data, columns)}
          range={[0, 1]}
          maxScale={5}
          height={150}
        />
      </div>
    </Figure>
  );
}

/** The first two latent numbers; of one alone, on a line. */
function inPlane({ shape: [rows, latent], values }: NDArray): NDArray {
  const out = new Float32Array(2 * rows);
  for (let n = 0; n < rows; n++) {
    out[2 * n] = values[n * latent];
    out[2 * n + 1] = latent > 1 ? values[n * latent + 1] : 0;
  }
  return { shape: [rows, 2], values: out };
}

function labelsOf(data: ViewProps["data"], rows: NDArray | undefined): Int32Array | null {
  const labels = data?.labels;
  return labels && rows ? Int32Array.from(rows.values, (row) => labels[row]) : null;
}
