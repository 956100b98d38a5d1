import { useMemo } from "preact/hooks";
import { array } from "../../../../shared/arrays.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { words as nets } from "../../parts/net-words.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { words as points } from "../points/words.ts";
import { type FlowProps, usePictureShape } from "./state.ts";
import { words } from "./words.ts";

/** Pictures that are put in order. */
const SHOWN = 64;

/** The first held-out pictures in the order of what they are worth by the flow, the likeliest first. */
export function RankedView(props: FlowProps) {
  const image = usePictureShape(props);
  const { real, nlls } = props.fold.output("samples") ?? {};
  const ranked = useMemo(() => {
    if (!real || !nlls) return undefined;
    const [kept, columns] = real.shape;
    const count = Math.min(SHOWN, kept, nlls.values.length);
    const order = Array.from({ length: count }, (_, n) => n).toSorted(
      (a, b) => Number(nlls.values[a]) - Number(nlls.values[b]),
    );
    const values = new Float32Array(count * columns);
    for (const [at, n] of order.entries())
      values.set(real.values.subarray(n * columns, (n + 1) * columns) as Float32Array, at * columns);
    const bits = order.map((n) => Number(nlls.values[n]) / (columns * Math.LN2));
    return { rows: array(values, [count, columns]), bits };
  }, [real, nlls]);
  if (!image) return <p class="part-caption">{t(points.noData)}</p>;
  if (!ranked) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const number = (value: number | undefined) => formatNumber(value ?? 0, locale.value, 3);
  return (
    <PictureRows
      title={t(words.ranked)}
      note={t(words.rankedNote, { first: number(ranked.bits[0]), last: number(ranked.bits.at(-1)) })}
      rows={ranked.rows}
      rowName={(row) => `${number(ranked.bits[row])} bits`}
      shape={image}
      range={[0, 1]}
      columns={8}
    />
  );
}
