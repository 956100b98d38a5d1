import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { t } from "../../../i18n/locale.ts";
import { roleColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import { Check } from "../../parts/check.tsx";
import { ColorNames } from "../../parts/color-names.tsx";
import { Compared } from "../../parts/compared.tsx";
import { columnOf } from "../../parts/matrix.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { isPicture, namesOf, shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { AxisChart } from "../axis-chart.tsx";
import { modelKey, modelOf } from "./state.ts";
import { words } from "./words.ts";

const pictures = 40;
const points = 400;

/** Rows that the model generates: pictures, or points among those of the data in two chosen columns. */
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
  if (!model) return <p class="part-caption">{t(words.noModel)}</p>;
  const rows = (picture && !noisy.value ? answer?.means : answer?.samples) ?? {
    shape: [count, columns],
    values: new Float32Array(0),
  };
  const again = (
    <button type="button" onClick={() => round.value++}>
      {t(words.again)}
    </button>
  );
  if (!picture) return <Scatter data={props.data} rows={rows} controls={again} />;
  return (
    <PictureRows
      title={t(words.samples)}
      note={t(noisy.value ? words.samplesNoise : words.samplesNote)}
      rows={rows}
      rowName={(n) => `${t(words.row)} ${n + 1}`}
      shape={shapeOf(props.data, columns)}
      range={[0, 1]}
      height={280}
      maxScale={6}
      framed
      above={
        <div class="part-controls">
          {again}
          <Check act="noise" label={t(words.withNoise)} on={noisy} />
        </div>
      }
    />
  );
}

interface ScatterProps {
  /** Null where a published result came without them. */
  readonly data: Table | null;
  /** Rows of the model, none before the first answer. */
  readonly rows: NDArray;
  readonly controls: ComponentChildren;
}

function Scatter({ data, rows, controls }: ScatterProps) {
  const columns = rows.shape[1];
  const known = rows.values.length > 0 ? rows : { ...rows, shape: [0, columns] };
  return (
    <AxisChart
      title={t(words.samples)}
      note={`${t(words.data)} · ${t(words.samplesNoise)}`}
      controls={<ColorNames data={t(words.data)} model={t(words.modelRows)} />}
      names={namesOf(data, columns)}
      height={300}
      marks={(x, y) => [
        ...(data
          ? [{ kind: "points", ...realPoints(data, x, y ?? x), color: roleColor("data"), radius: 2.5 } as const]
          : []),
        { kind: "points", x: columnOf(known, x), y: columnOf(known, y ?? x), color: roleColor("model"), radius: 2.5 },
      ]}
    >
      {controls}
    </AxisChart>
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

/** Rows as PPCA and PCA reconstruct them from equally many numbers. */
export function BesideView({ fold, data }: ViewProps) {
  const { original, ppca, pca } = fold.output("scores") ?? {};
  if (!original || !ppca) return <p class="part-caption">{t(words.later)}</p>;
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
