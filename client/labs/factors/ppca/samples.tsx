import { useSignal } from "@preact/signals";
import type { Table } from "../../../../shared/data/table.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { roleColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import { Compared } from "../../autoencoders/autoencoder/compared.tsx";
import type { ViewProps } from "../../view.ts";
import { isPicture, modelKey, modelOf, namesOf, shapeOf } from "./state.ts";
import { words } from "./words.ts";
import "./ppca.css";

const pictures = 40;
const points = 400;

/** Rows that the model makes up: pictures, or points among those of the data in two chosen columns. */
export function SamplesView(props: ViewProps) {
  const model = modelOf(props);
  const round = useSignal(0);
  const noisy = useSignal(false);
  const columns = model?.mean.shape[0] ?? 0;
  const picture = isPicture(props.data, columns);
  const count = picture ? pictures : points;
  const { answer } = useAnswer(props.ask, model ? `${modelKey(props)} ${count} ${round.value}` : null, () => ({
    task: { kind: "sample", steps: 1, params: { count, round: round.value } },
    given: model ?? {},
  }));
  if (!model) return <p class="ppca-caption">{t(words.noModel)}</p>;
  const rows = picture && !noisy.value ? answer?.means : answer?.samples;
  const controls = (
    <div class="ppca-controls">
      <button type="button" onClick={() => round.value++}>
        {t(words.again)}
      </button>
      {picture && (
        <label class="ppca-control">
          <input type="checkbox" checked={noisy.value} onChange={() => (noisy.value = !noisy.value)} />
          {t(words.withNoise)}
        </label>
      )}
    </div>
  );
  if (!picture) return props.data && <Scatter data={props.data} rows={rows?.values} controls={controls} />;
  return (
    <Figure
      title={t(words.samples)}
      note={t(noisy.value ? words.samplesNoise : words.samplesNote)}
      columns={() =>
        Array.from({ length: count }, (_, n) => ({
          name: `${t(words.row)} ${n + 1}`,
          values: Float32Array.from(rows?.values ?? []).subarray(n * columns, (n + 1) * columns),
        }))
      }
    >
      {controls}
      <div class="ppca-framed">
        <ImageGrid
          title={t(words.samples)}
          values={rows?.values ?? []}
          count={count}
          shape={shapeOf(props.data, columns)}
          range={[0, 1]}
          height={280}
          maxScale={6}
        />
      </div>
    </Figure>
  );
}

interface ScatterProps {
  readonly data: Table;
  readonly rows: ArrayLike<number> | undefined;
  readonly controls: preact.ComponentChildren;
}

function Scatter({ data, rows, controls }: ScatterProps) {
  const across = useSignal(0);
  const upright = useSignal(1);
  const { columns } = data;
  const names = namesOf(data, columns);
  const [x, y] = [Math.min(across.value, columns - 1), Math.min(upright.value, columns - 1)];
  const real = realPoints(data, x, y);
  const column = (j: number) =>
    Float64Array.from({ length: (rows?.length ?? 0) / columns }, (_, n) => rows?.[n * columns + j] ?? 0);
  const choice = (label: string, signal: typeof across) => (
    <label class="ppca-control">
      {label}
      <select value={signal.value} onChange={(event) => (signal.value = Number(event.currentTarget.value))}>
        {names.map((name, j) => (
          <option key={name} value={j}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <div class="ppca-controls">
        {choice(t(words.across), across)}
        {choice(t(words.upright), upright)}
        {controls}
      </div>
      <Chart
        title={t(words.samples)}
        note={`${t(words.data)} · ${t(words.samplesNoise)}`}
        controls={<ScatterNames />}
        x={{ label: names[x] }}
        y={{ label: names[y] }}
        height={300}
        marks={[
          { kind: "points", ...real, color: roleColor("data"), radius: 2.5 },
          { kind: "points", x: column(x), y: column(y), color: roleColor("model"), radius: 2.5 },
        ]}
      />
    </>
  );
}

function ScatterNames() {
  return (
    <span class="ppca-names">
      <span style={{ color: roleColor("data") }}>{t(words.data)}</span>
      <span style={{ color: roleColor("model") }}>{t(words.modelRows)}</span>
    </span>
  );
}

/** Rows that have both columns, evenly spread over the table. */
function realPoints({ rows, columns, values, mask }: Table, x: number, y: number) {
  const unit = values instanceof Uint8Array ? 255 : 1;
  const count = Math.min(rows, points);
  const chosen = Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count) * columns).filter(
    (at) => mask?.[at + x] !== 0 && mask?.[at + y] !== 0,
  );
  return {
    x: Float64Array.from(chosen, (at) => values[at + x] / unit),
    y: Float64Array.from(chosen, (at) => values[at + y] / unit),
  };
}

/** Rows as PPCA and PCA give them back from as many numbers. */
export function BesideView({ fold, data }: ViewProps) {
  const { original, ppca, pca } = fold.output("scores") ?? {};
  if (!original || !ppca) return <p class="ppca-caption">{t(words.later)}</p>;
  return (
    <Compared
      title={t(words.beside)}
      note={t(words.besideNote)}
      rows={[
        { label: t(words.original), rows: original },
        { label: t(words.ppca), rows: ppca },
        ...(pca ? [{ label: t(words.pca), rows: pca }] : []),
      ]}
      shape={shapeOf(data, original.shape[1])}
    />
  );
}
