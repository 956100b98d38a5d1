import { useSignal } from "@preact/signals";
import { array, type NDArray } from "../../../../shared/arrays.ts";
import { presentClasses, type Rows } from "../../../../shared/labs/generative/augmentation/data.ts";
import type { AugmentationParams } from "../../../../shared/labs/generative/augmentation/fields.ts";
import { SHOWN } from "../../../../shared/labs/generative/augmentation/numbers.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { dot, ring } from "../../../views/strokes.ts";
import { columnOf } from "../../parts/matrix.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { rangeOf } from "../../parts/scatter.tsx";
import { Select } from "../../parts/select.tsx";
import { classNames, isPicture } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { Profile } from "./profile.tsx";
import { firstRepeat } from "./state.ts";
import { words } from "./words.ts";

interface SamplesProps extends ViewProps<AugmentationParams> {
  /** Under another picture, without what is said of them. */
  readonly brief?: boolean;
}

/** Samples of the first generative model beside the real rows that it learnt from, by class: pictures, points, or column by column. */
export function SamplesView(props: SamplesProps) {
  const { fold, experiment, data, brief = false } = props;
  const { rows: generated, classes: labels } = fold.output("samples") ?? {};
  const repeat = firstRepeat(props);
  const chosen = useSignal(0);
  if (!generated || !labels || !repeat || !data) return brief ? null : <p class="part-caption">{t(words.notYet)}</p>;
  const { rows, labelled } = repeat;
  const classes = presentClasses(rows);
  const all = classNames(experiment.data, rows);
  const names = classes.map((k) => all[k]);
  const shown = { rows, labelled, generated, labels: labels.values as Int32Array };
  const place = Math.min(chosen.value, classes.length - 1);
  return (
    <>
      {isPicture(data, data.columns) ? (
        <Pictures {...shown} names={names} height={brief ? 260 : 520} />
      ) : data.columns === 2 ? (
        <Points {...shown} columns={data.names ?? ["x", "y"]} height={brief ? 260 : 420} />
      ) : (
        <>
          <div class="part-controls">
            <Select
              act="class"
              label={t(words.class)}
              names={names}
              value={place}
              onChoose={(at) => (chosen.value = at)}
            />
          </div>
          <Profile {...shown} data={data} class={classes[place]} name={names[place]} height={brief ? 220 : 320} />
        </>
      )}
      {!brief && <Judged {...props} />}
    </>
  );
}

interface Shown {
  readonly rows: Rows;
  readonly labelled: Uint32Array;
  /** Samples × columns, in the units of the table; classes come in turn. */
  readonly generated: NDArray;
  readonly labels: Int32Array;
}

/** Row k of each is class k: the first labelled rows, and the first samples. */
function Pictures({
  rows,
  labelled,
  generated,
  names,
  height,
}: Omit<Shown, "labels"> & { readonly names: readonly string[]; readonly height: number }) {
  const { columns, values, image } = rows;
  const unit = values instanceof Uint8Array ? 255 : 1;
  const count = Math.min(SHOWN, Math.floor(labelled.length / names.length));
  const made = Math.min(SHOWN, Math.floor(generated.shape[0] / names.length));
  const real = classRows(
    names.length,
    count,
    columns,
    (k, n, j) => Number(values[labelled[n * names.length + k] * columns + j]) / unit,
  );
  const scale = generated.values instanceof Uint8Array ? 255 : 1;
  const drawn = classRows(
    names.length,
    made,
    columns,
    (k, n, j) => Number(generated.values[(n * names.length + k) * columns + j]) / scale,
  );
  const note = t(words.byClass, { classes: names.join(", ") });
  const shape = image ?? { width: columns, height: 1, channels: 1 as const };
  const both = { shape, range: [0, 1] as const, height, maxScale: 3, note };
  const rowName = (kind: string, across: number) => (i: number) =>
    `${names[Math.floor(i / across)]}, ${kind} ${(i % across) + 1}`;
  return (
    <div class="part-pair">
      <PictureRows title={t(words.real)} rows={real} columns={count} rowName={rowName(t(words.row), count)} {...both} />
      <PictureRows
        title={t(words.generated)}
        rows={drawn}
        columns={made}
        rowName={rowName(t(words.sample), made)}
        {...both}
      />
    </div>
  );
}

function classRows(
  classes: number,
  count: number,
  columns: number,
  numberAt: (k: number, n: number, j: number) => number,
): NDArray {
  const out = new Float32Array(classes * count * columns);
  for (let k = 0; k < classes; k++)
    for (let n = 0; n < count; n++)
      for (let j = 0; j < columns; j++) out[(k * count + n) * columns + j] = numberAt(k, n, j);
  return array(out, [classes * count, columns]);
}

/** Of tables of two columns: labelled rows as circles, samples as dots. */
function Points({
  rows,
  labelled,
  generated,
  labels,
  columns,
  height,
}: Shown & { readonly columns: readonly string[]; readonly height: number }) {
  const real = array(
    Float64Array.from({ length: 2 * labelled.length }, (_, i) => rows.values[2 * labelled[i >> 1] + (i & 1)]),
    [labelled.length, 2],
  );
  const kinds = Int32Array.from(labelled, (row) => rows.labels[row]);
  const spans = [0, 1].map((axis) => {
    const [a, b] = [rangeOf(real, axis), rangeOf(generated, axis)];
    const [low, high] = [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
    return [low - 0.05 * (high - low), high + 0.05 * (high - low)] as const;
  });
  const paint = ({ context, color, px, py }: PlotContext) => {
    context.globalAlpha = 0.5;
    for (let n = 0; n < labels.length && n < MOST_POINTS; n++) {
      context.fillStyle = color(seriesColor(labels[n]));
      dot(context, px(generated.values[2 * n]), py(generated.values[2 * n + 1]), 2);
    }
    context.globalAlpha = 1;
    context.lineWidth = 2.5;
    for (let n = 0; n < kinds.length; n++) {
      context.strokeStyle = color(seriesColor(kinds[n]));
      ring(context, px(real.values[2 * n]), py(real.values[2 * n + 1]), 5);
    }
  };
  const title = t(words.plane);
  const both = (axis: number) => Float64Array.of(...columnOf(real, axis), ...columnOf(generated, axis));
  return (
    <Figure
      title={title}
      note={t(words.planeNote)}
      columns={() => [
        { name: columns[0], values: both(0) },
        { name: columns[1], values: both(1) },
        { name: t(words.class), values: Float64Array.of(...kinds, ...labels) },
        {
          name: t(words.sample),
          values: Float64Array.from({ length: kinds.length + labels.length }, (_, n) => (n < kinds.length ? 0 : 1)),
        },
      ]}
    >
      <Plane title={title} x={spans[0]} y={spans[1]} height={height} zoom={columns.join(" × ")} draw={paint} />
    </Figure>
  );
}

/** Samples that are drawn as points, at most. */
const MOST_POINTS = 4000;

/** How good the samples are, as far as it is known. */
function Judged({ metrics, locale }: SamplesProps) {
  const { quality, novelty } = metrics;
  if (novelty === undefined) return <p class="part-caption">{t(words.firstRepeat)}</p>;
  const said = { novelty: formatNumber(novelty, locale, 2) };
  return (
    <p class="part-caption">
      {t(words.firstRepeat)}{" "}
      {quality === undefined
        ? t(words.novel, said)
        : t(words.judged, { ...said, quality: formatNumber(100 * quality, locale, 3) })}
    </p>
  );
}
