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
  if (isPicture(data, data.columns))
    return (
      <>
        <Pictures {...shown} names={names} brief={brief} />
        {!brief && <Judged {...props} />}
      </>
    );
  if (data.columns === 2)
    return (
      <>
        <Points {...shown} columns={data.names ?? ["x", "y"]} brief={brief} />
        {!brief && <Judged {...props} />}
      </>
    );
  const profile = { ...shown, data };
  if (!brief)
    return (
      <>
        {classes.slice(0, MOST_PROFILES).map((k, place) => (
          <Profile
            key={k}
            {...profile}
            class={k}
            name={names[place]}
            height={200}
            title={t(words.profileOf, { name: names[place] })}
          />
        ))}
        <Judged {...props} />
      </>
    );
  const place = Math.min(chosen.value, classes.length - 1);
  return (
    <>
      <div class="part-controls">
        <Select act="class" label={t(words.class)} names={names} value={place} onChoose={(at) => (chosen.value = at)} />
      </div>
      <Profile {...profile} class={classes[place]} name={names[place]} height={220} title={t(words.profile)} />
    </>
  );
}

/** Classes of a table whose columns are drawn, at most. */
const MOST_PROFILES = 10;

interface Shown {
  readonly rows: Rows;
  readonly labelled: Uint32Array;
  /** Samples × columns, in the units of the table; classes come in turn. */
  readonly generated: NDArray;
  readonly labels: Int32Array;
}

/** A column per class, of the first labelled rows and of the first samples: both come one of each class in turn. */
function Pictures({
  rows,
  labelled,
  generated,
  names,
  brief,
}: Omit<Shown, "labels"> & { readonly names: readonly string[]; readonly brief: boolean }) {
  const { columns, values, image } = rows;
  const across = names.length;
  const most = brief ? 3 : SHOWN;
  const count = Math.min(most * across, labelled.length);
  const made = Math.min(most * across, generated.shape[0]);
  const unit = values instanceof Uint8Array ? 255 : 1;
  const real = Float32Array.from(
    { length: count * columns },
    (_, i) => values[labelled[Math.floor(i / columns)] * columns + (i % columns)] / unit,
  );
  const scale = generated.values instanceof Uint8Array ? 255 : 1;
  const drawn = Float32Array.from(generated.values.subarray(0, made * columns), (value) => value / scale);
  const shared = {
    shape: image ?? { width: columns, height: 1 },
    range: [0, 1] as const,
    columns: across,
    maxScale: 2,
    gap: 3,
    note: t(words.byClass, { classes: names.join(", ") }),
  };
  const rowName = (kind: string) => (i: number) => `${names[i % across]}, ${kind} ${Math.floor(i / across) + 1}`;
  return (
    <div class="part-pair">
      <PictureRows
        title={t(brief ? words.someReal : words.real)}
        rows={array(real, [count, columns])}
        rowName={rowName(t(words.row))}
        {...shared}
      />
      <PictureRows
        title={t(brief ? words.someGenerated : words.generated)}
        rows={array(drawn, [made, columns])}
        rowName={rowName(t(words.sample))}
        {...shared}
      />
    </div>
  );
}

interface Cloud {
  /** points × 2. */
  readonly points: NDArray;
  readonly labels: Int32Array;
}

/** Of tables of two columns: labelled rows as circles and samples as dots; beside them all training rows. */
function Points({
  rows,
  labelled,
  generated,
  labels,
  columns,
  brief,
}: Shown & { readonly columns: readonly string[]; readonly brief: boolean }) {
  const known = cloudOf(rows, labelled);
  const truth = cloudOf(rows, rows.train);
  const made = { points: generated, labels: labels.subarray(0, generated.shape[0]) };
  const spans = [0, 1].map((axis) => {
    const ends = [truth, made].map(({ points }) => rangeOf(points, axis));
    const [low, high] = [Math.min(...ends.map(([a]) => a)), Math.max(...ends.map(([, b]) => b))];
    return [low - 0.05 * (high - low), high + 0.05 * (high - low)] as const;
  });
  const shared = { spans, names: columns, circles: known };
  return (
    <div class="part-pair">
      <CloudPlane title={t(brief ? words.somePlane : words.plane)} note={t(words.planeNote)} dots={made} {...shared} />
      <CloudPlane title={t(words.truth)} note={t(words.truthNote)} dots={truth} {...shared} />
    </div>
  );
}

function cloudOf({ values, labels }: Rows, chosen: Uint32Array): Cloud {
  const points = Float64Array.from({ length: 2 * chosen.length }, (_, i) => values[2 * chosen[i >> 1] + (i & 1)]);
  return { points: array(points, [chosen.length, 2]), labels: Int32Array.from(chosen, (row) => labels[row]) };
}

interface CloudPlaneProps {
  readonly title: string;
  readonly note: string;
  readonly dots: Cloud;
  readonly circles: Cloud;
  readonly spans: readonly (readonly [number, number])[];
  readonly names: readonly string[];
}

function CloudPlane({ title, note, dots, circles, spans, names }: CloudPlaneProps) {
  const paint = ({ context, color, px, py }: PlotContext) => {
    context.globalAlpha = 0.6;
    const each = ({ points: { values }, labels }: Cloud, draw: (x: number, y: number, css: string) => void) => {
      for (let n = 0; n < labels.length && n < MOST_POINTS; n++)
        draw(px(values[2 * n]), py(values[2 * n + 1]), color(seriesColor(labels[n])));
    };
    each(dots, (x, y, css) => {
      context.fillStyle = css;
      dot(context, x, y, 2.5);
    });
    context.globalAlpha = 1;
    context.lineWidth = 2.5;
    each(circles, (x, y, css) => {
      context.strokeStyle = css;
      ring(context, x, y, 5);
    });
  };
  const column = (axis: number) => Float64Array.of(...columnOf(circles.points, axis), ...columnOf(dots.points, axis));
  const columns = () => [
    { name: names[0], values: column(0) },
    { name: names[1], values: column(1) },
    { name: t(words.class), values: Float64Array.of(...circles.labels, ...dots.labels) },
    {
      name: t(words.labelledRow),
      values: Float64Array.of(...circles.labels.map(() => 1), ...dots.labels.map(() => 0)),
    },
  ];
  return (
    <Figure title={title} note={note} columns={columns}>
      <Plane title={`${title}: ${note}`} x={spans[0]} y={spans[1]} height={300} zoom={names.join(" × ")} draw={paint} />
    </Figure>
  );
}

/** Samples that are drawn as points, at most. */
const MOST_POINTS = 4000;

/** How good the samples are, as far as it is known. */
function Judged({ metrics, locale }: SamplesProps) {
  const { quality, novelty } = metrics;
  if (novelty === undefined) return <p class="part-caption">{t(words.firstRepeat)}</p>;
  const said = { novelty: formatNumber(novelty, locale, 3) };
  return (
    <p class="part-caption">
      {t(words.firstRepeat)}{" "}
      {quality === undefined
        ? t(words.novel, said)
        : t(words.judged, { ...said, quality: formatNumber(100 * quality, locale, 3) })}
    </p>
  );
}
