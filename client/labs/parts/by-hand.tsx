import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../shared/arrays.ts";
import type { Table } from "../../../shared/data/table.ts";
import { t } from "../../i18n/locale.ts";
import type { BrushPicture } from "../../views/brush.ts";
import { LinePad } from "../../views/line-pad.tsx";
import { seriesColor } from "../../views/palette.ts";
import { words } from "./back-words.ts";
import { ClassBars } from "./class-bars.tsx";
import { ColorNames } from "./color-names.tsx";
import { type Drawing, DrawingPad, drawingSize, useDrawing } from "./drawing.tsx";
import { PictureRows, scaleFor } from "./picture-rows.tsx";
import { Sliders } from "./sliders.tsx";
import { inUnits, isPicture, kindOfRows, namesOf, shapeOf, type Units } from "./table.ts";

/** A row that is drawn or set by hand, in the units of the table; pictures from 0 to 1. */
export interface Hand extends Drawing {
  readonly data: Table;
  readonly units: Units;
  /** The row as the net sees it. */
  readonly rows: NDArray<Float32Array>;
  /** Another one for each row. */
  readonly key: string;
  example(index: number): BrushPicture;
}

/** `rowOf`: a row of the table to begin with, another one for each index. `units`: of what the net sees. */
export function useHand(data: Table, rowOf: (index: number) => number, units: Units): Hand {
  const { columns, values } = data;
  const { means, deviations } = units;
  const isDrawn = isPicture(data, columns);
  const most = isDrawn && values instanceof Uint8Array ? 255 : 1;
  const example = (index: number) => {
    const own = values.subarray(rowOf(index) * columns, (rowOf(index) + 1) * columns);
    return { ...shapeOf(data, columns), values: Float32Array.from(own, (x) => x / most) };
  };
  const drawing = useDrawing(() => example(0));
  const now = drawing.picture.value.values;
  const seen = isDrawn ? now : now.map((x, c) => (x - means[c]) / deviations[c]);
  return {
    ...drawing,
    data,
    units,
    rows: { shape: [1, columns], values: seen },
    key: `drawn ${drawing.edits}`,
    example,
  };
}

interface ByHandProps {
  readonly title: string;
  readonly hand: Hand;
  /** What comes back: pictures beside the own one; of other rows the first is drawn. */
  readonly answers: readonly { readonly title: string; readonly note?: string; readonly rows: NDArray | undefined }[];
  /** What is said of the row of the data that it began as. */
  about?(index: number): string | undefined;
}

/** A row by hand, and what comes back for it: a picture, a line that is drawn over, or a slider for each number. */
export function ByHand(props: ByHandProps) {
  const { title, hand, answers } = props;
  const { data, example } = hand;
  if (kindOfRows(data) !== "pictures") return <RowPad {...props} />;
  if (data.image?.channels !== 1) return <p class="part-caption">{t(words.noDraw)}</p>;
  return (
    <div class="part-drawing">
      <DrawingPad title={title} drawing={hand} example={example} />
      {answers.map(
        ({ rows, ...named }) =>
          rows && (
            <PictureRows
              key={named.title}
              {...named}
              rows={rows}
              rowName={() => named.title}
              shape={data.image ?? hand.picture.value}
              range={[0, 1]}
              maxScale={scaleFor(hand.picture.value, drawingSize)}
            />
          ),
      )}
    </div>
  );
}

function RowPad({ title, hand, answers, about }: ByHandProps) {
  const { data, units, picture, rows } = hand;
  const begun = useSignal(0);
  const isChanged = useSignal(false);
  const ranges = useMemo(() => rangesOf(data), [data]);
  const names = namesOf(data, data.columns);
  const now = Float64Array.from(picture.value.values);
  const change = (values: Float64Array) => {
    isChanged.value = true;
    hand.set({ ...picture.value, values: Float32Array.from(values) });
  };
  const begin = (index: number) => {
    begun.value = index;
    isChanged.value = false;
    hand.set(hand.example(index));
  };
  const [answer] = answers;
  const isLine = kindOfRows(data) === "lines";
  return (
    <>
      {isLine ? (
        <LinePad
          title={title}
          values={now}
          range={wholeRange(ranges)}
          beside={answer.rows && inUnits(answer.rows.values, units)}
          placeName={(c) => names[c]}
          onChange={change}
        />
      ) : (
        <Sliders
          name={(c) => names[c]}
          values={[...now]}
          ranges={ranges}
          onMove={(c, value) => change(now.map((x, k) => (k === c ? value : x)))}
        />
      )}
      <div class="part-controls">
        <button type="button" data-act="example" onClick={() => begin(begun.value + 1)}>
          {t(words.otherRow)}
        </button>
        <button type="button" disabled={!isChanged.value} onClick={() => begin(begun.value)}>
          {t(words.undo)}
        </button>
        <span class="part-caption">{about?.(begun.value)}</span>
        {isLine && <ColorNames data={title} model={answer.title} />}
      </div>
      {!isLine && answer.rows && <ErrorParts names={names} seen={rows.values} back={answer.rows.values} />}
    </>
  );
}

/** Smallest and largest value of each column, a little apart where it has one value. */
function rangesOf({ rows, columns, values }: Table): readonly (readonly [number, number])[] {
  return Array.from({ length: columns }, (_, c) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let r = 0; r < rows; r++) {
      low = Math.min(low, values[r * columns + c]);
      high = Math.max(high, values[r * columns + c]);
    }
    return low < high ? [low, high] : [low - 1, high + 1];
  });
}

function wholeRange(ranges: readonly (readonly [number, number])[]): readonly [number, number] {
  const [low, high] = [Math.min(...ranges.map(([from]) => from)), Math.max(...ranges.map(([, to]) => to))];
  return [low - 0.1 * (high - low), high + 0.1 * (high - low)];
}

interface ErrorPartsProps {
  readonly names: readonly string[];
  readonly seen: ArrayLike<number>;
  readonly back: ArrayLike<number>;
}

/** The columns with the largest parts of the error, largest first. */
function ErrorParts({ names, seen, back }: ErrorPartsProps) {
  const errors = names.map((name, c) => ({ name, error: (seen[c] - back[c]) ** 2 })).sort((a, b) => b.error - a.error);
  const total = errors.reduce((sum, { error }) => sum + error, 0) || 1;
  const most = errors.slice(0, 6);
  return (
    <ClassBars
      title={t(words.errorParts)}
      names={most.map(({ name }) => name)}
      shares={most.map(({ error }) => error / total)}
      color={seriesColor(1)}
    />
  );
}
