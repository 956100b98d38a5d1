import type { NDArray } from "../../../../shared/arrays.ts";
import type { RbmParams } from "../../../../shared/labs/partition/rbm/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { valueRange } from "../../../views/palette.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** The two halves of the gradient of the weights and their difference, a picture per hidden unit: what the newest step of training compared. */
export function GradientView(props: ViewProps<RbmParams>) {
  const { positiveStatistics: positive, negativeStatistics: negative } = props.fold.snapshot("train") ?? {};
  if (!positive || !negative)
    return props.fold.output("train") ? <NotKept /> : <p class="part-caption">{t(words.notYet)}</p>;
  const difference = less(positive, negative);
  const gaussian = props.experiment.params.visibleUnits === "gaussian";
  const both = [...positive.values, ...negative.values];
  return (
    <>
      <div class="rbm-three">
        <Statistics {...props} rows={positive} title={t(words.ofData)} all={both} diverging={gaussian} />
        <Statistics {...props} rows={negative} title={t(words.ofDreams)} all={both} diverging={gaussian} />
        <Statistics {...props} rows={difference} title={t(words.ofGradient)} all={difference.values} diverging />
      </div>
      <p class="part-caption">{t(words.gradientNote)}</p>
    </>
  );
}

export function less(a: NDArray, b: NDArray): NDArray {
  return { shape: a.shape, values: Float32Array.from(a.values, (value, at) => value - b.values[at]) };
}

interface StatisticsProps extends Pick<ViewProps<RbmParams>, "data" | "locale"> {
  readonly title: string;
  /** One picture per hidden unit. */
  readonly rows: NDArray;
  /** What the ends of the colours are taken from. */
  readonly all: ArrayLike<number>;
  readonly diverging: boolean;
}

/** Pictures of numbers that have a sign, or of means of products of zeros and ones. */
export function Statistics({ title, rows, all, diverging, data, locale }: StatisticsProps) {
  const map = diverging ? "diverging" : "viridis";
  const [low, high] = valueRange(all, map);
  const range = diverging ? ([low, high] as const) : ([0, high] as const);
  const size = formatNumber(high, locale, 3);
  return (
    <PictureRows
      title={title}
      note={t(diverging ? words.signed : words.from0, { size })}
      rows={rows}
      rowName={(n) => `${t(words.unit)} ${n + 1}`}
      shape={shapeOf(data, rows.shape[1])}
      map={map}
      range={range}
      columns={3}
      gap={2}
      maxScale={14}
    />
  );
}
