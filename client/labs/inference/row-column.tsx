/** A row of a table that passes through a net: of the held-out ones, its numbers moved by hand. */
import { useMemo } from "preact/hooks";
import type { Table } from "../../../shared/data/table.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger } from "../../i18n/numbers.ts";
import type { Known } from "../parts/picture-net.tsx";
import { Slider } from "../parts/slider.tsx";
import { Sliders } from "../parts/sliders.tsx";
import { namesOf } from "../parts/table.ts";
import type { PictureSource } from "./picture-source.tsx";
import { words } from "./words.ts";

/** Columns with a slider at most. */
const SHOWN = 24;

interface RowColumnProps {
  /** Its samples as the data have them. */
  readonly known: Known;
  readonly from: PictureSource;
  readonly data: Table;
}

export function RowColumn({ known, from, data }: RowColumnProps) {
  const { test, columns } = known.samples;
  const ranges = useMemo(() => rangesOf(data), [data]);
  const names = namesOf(data, columns);
  const move = (c: number, value: number) =>
    from.set(
      "drawn",
      from.picture.map((x, k) => (k === c ? value : x)),
    );
  return (
    <section class="part-stack inference-row">
      <div data-act="pick">
        <Slider
          label={t(words.rowOfTable)}
          min={0}
          max={test.length - 1}
          value={from.chosen}
          said={formatInteger(from.chosen + 1, locale.value)}
          onMove={from.pick}
        />
      </div>
      <p class="part-caption">{t(words.rowNote)}</p>
      <Sliders name={(c) => names[c]} values={[...from.picture]} ranges={ranges} onMove={move} />
      {columns > SHOWN && <p class="part-caption">{t(words.moreColumns, { count: columns - SHOWN })}</p>}
      <div class="part-controls">
        <button type="button" disabled={from.source === "data"} onClick={() => from.pick(from.chosen)}>
          {t(words.asInData)}
        </button>
      </div>
    </section>
  );
}

/** Smallest and largest number of the first columns, a little apart where it has one. */
function rangesOf({ rows, columns, values }: Table): readonly (readonly [number, number])[] {
  return Array.from({ length: Math.min(SHOWN, columns) }, (_, c) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let r = 0; r < rows; r++) {
      low = Math.min(low, values[r * columns + c]);
      high = Math.max(high, values[r * columns + c]);
    }
    return low < high ? [low, high] : [low - 1, high + 1];
  });
}
