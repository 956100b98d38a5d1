import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import { partsOf, scaleOf } from "../../../../shared/labs/autoencoders/anomaly/data.ts";
import { rowsIn } from "../../../../shared/labs/autoencoders/anomaly/judged.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { LinePad } from "../../../views/line-pad.tsx";
import { ColorNames } from "../../parts/color-names.tsx";
import { DrawingPad, drawingSize, useDrawing } from "../../parts/drawing.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { PictureRows, scaleFor } from "../../parts/picture-rows.tsx";
import { Sliders } from "../../parts/sliders.tsx";
import { classNames, isPicture, namesOf, shapeOf } from "../../parts/table.ts";
import { isLine } from "./rows.tsx";
import { say } from "./say.ts";
import { type AnomalyProps, type Judged, judgedOf, modelOf, useJudge } from "./state.ts";
import { words } from "./words.ts";
import "./anomaly.css";

/** A row that is drawn or set by hand, judged while it changes. */
export function JudgeView(props: AnomalyProps) {
  const { data, experiment } = props;
  const judged = judgedOf(props);
  const scale = useMemo(
    () => (data && judged ? scaleOf(data, experiment.params, partsOf(data, experiment.params).train) : null),
    [data, experiment.params, judged?.scores],
  );
  if (!judged) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  if (modelOf(props).missing) return <NotKept />;
  if (!data || !scale) return <p class="part-caption">{t(words.noData)}</p>;
  if (isPicture(data, data.columns) && data.image?.channels !== 1) return <p class="part-caption">{t(words.noDraw)}</p>;
  const own = { ...props, data, judged, scale };
  const key = `${data.rows} ${data.columns} ${experiment.seed}`;
  return isPicture(data, data.columns) ? <DrawnPicture key={key} {...own} /> : <SetRow key={key} {...own} />;
}

interface HandProps extends AnomalyProps {
  readonly data: Table;
  readonly judged: Judged;
  readonly scale: ReturnType<typeof scaleOf>;
}

/** Test rows to begin with: a normal one, then one of each kind in turn. */
function examplesOf(data: Table, { scores }: Judged): readonly number[] {
  const kinds = new Map<number, number[]>();
  for (const row of rowsIn(scores, "test")) {
    const kind = data.labels?.[row] ?? 0;
    kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
  }
  const isOdd = (rows: readonly number[]) => Number(scores.anomaly?.values[rows[0]] ?? 0);
  const groups = [...kinds.values()].sort((a, b) => isOdd(a) - isOdd(b));
  return Array.from({ length: 40 }, (_, k) => groups[k % groups.length][Math.floor(k / groups.length)]).filter(
    (row) => row !== undefined,
  );
}

/** A row of numbers: drawn as a line where it has many columns, else set by a slider for each. */
function SetRow(props: HandProps) {
  const { data, judged, scale, experiment } = props;
  const { columns } = data;
  const examples = useMemo(() => examplesOf(data, judged), [data, judged.scores]);
  const chosen = useSignal(0);
  const rowAt = (k: number) => {
    const row = examples[k % examples.length];
    return Float64Array.from(data.values.subarray(row * columns, (row + 1) * columns));
  };
  const values = useSignal<Float64Array | null>(null);
  const now = values.value ?? rowAt(chosen.value);
  const seen = Float32Array.from(now, (x, c) => (x - scale.means[c]) / scale.deviations[c]);
  const { answer } = useJudge(props, { shape: [1, columns], values: seen }, `hand ${seen.join(" ")}`);
  const ranges = useMemo(() => rangesOf(data), [data]);
  const back = answer && Float64Array.from(answer.rows.values, (y, c) => scale.means[c] + y * scale.deviations[c]);
  const names = namesOf(data, columns);
  const kind = data.labels?.[examples[chosen.value % examples.length]];
  const begin = kind === undefined ? null : classNames(experiment.data, data)[kind];
  const change = (next: Float64Array) => {
    values.value = next;
  };
  const fresh = () => {
    chosen.value++;
    values.value = null;
  };
  return (
    <div class="anomaly-hand">
      {isLine(data) ? (
        <LinePad
          title={t(words.hand)}
          values={now}
          range={wholeRange(ranges)}
          beside={back ?? undefined}
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
        <button type="button" data-act="example" onClick={fresh}>
          {t(words.otherRow)}
        </button>
        <button type="button" disabled={values.value === null} onClick={() => (values.value = null)}>
          {t(words.undo)}
        </button>
        <span class="part-caption">{begin && t(words.begunWith, { kind: begin })}</span>
        {isLine(data) && <ColorNames data={t(words.hand)} model={t(words.reconstruction)} />}
      </div>
      <Sentence judged={judged} value={answer?.[judged.score].values[0]} />
      {!isLine(data) && answer && <Errors names={names} seen={seen} back={answer.rows.values} />}
      <p class="part-caption">{t(isLine(data) ? words.handLineNote : words.handNumbersNote)}</p>
    </div>
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

function DrawnPicture(props: HandProps) {
  const { data, judged } = props;
  const { columns } = data;
  const shape = shapeOf(data, columns);
  const examples = useMemo(() => examplesOf(data, judged), [data, judged.scores]);
  const example = (index: number) => {
    const row = examples[index % examples.length];
    const share = data.values instanceof Uint8Array ? 255 : 1;
    const values = Float32Array.from(data.values.subarray(row * columns, (row + 1) * columns), (x) => x / share);
    return { width: shape.width, height: shape.height, values };
  };
  const drawing = useDrawing(() => example(0));
  const { values } = drawing.picture.value;
  const { answer } = useJudge(props, { shape: [1, columns], values }, `drawn ${drawing.edits}`);
  const back = answer?.rows;
  const pictures = back && [
    { title: t(words.reconstruction), rows: back },
    {
      title: t(words.difference),
      rows: { ...back, values: Float32Array.from(values, (x, c) => Math.abs(x - back.values[c])) },
    },
  ];
  return (
    <>
      <div class="part-drawing">
        <DrawingPad title={t(words.drawing)} drawing={drawing} example={example} />
        {pictures?.map(({ title, rows }) => (
          <PictureRows
            key={title}
            title={title}
            rows={rows}
            rowName={() => title}
            shape={shape}
            range={[0, 1]}
            maxScale={scaleFor(shape, drawingSize)}
          />
        ))}
      </div>
      <Sentence judged={judged} value={answer?.[judged.score].values[0]} />
      <p class="part-caption">{t(words.handPictureNote)}</p>
    </>
  );
}

/** The score of the row, what the threshold makes of it, and how many normal rows it is above. */
function Sentence({ judged, value }: { readonly judged: Judged; readonly value: number | undefined }) {
  const { scores, score, threshold } = judged;
  const normal = useMemo(() => rowsIn(scores, "test").filter((row) => !scores.anomaly?.values[row]), [scores]);
  if (value === undefined) return <p class="anomaly-sentence">…</p>;
  const above = normal.filter((row) => Number(scores[score].values[row]) < value).length / normal.length;
  const isFlagged = value >= threshold;
  return (
    <p class="anomaly-sentence" role="status" data-flagged={isFlagged}>
      <b>{t(isFlagged ? words.judgedAnomalous : words.judgedNormal)}</b>{" "}
      <span class="part-number">{t(words.scoreAndThreshold, { value: say(value), threshold: say(threshold) })}</span>{" "}
      <span class="soft">{t(words.aboveNormal, { share: formatPercent(above, locale.value) })}</span>
    </p>
  );
}

interface ErrorsProps {
  readonly names: readonly string[];
  readonly seen: ArrayLike<number>;
  readonly back: ArrayLike<number>;
}

/** Each column's part of the error, largest first. */
function Errors({ names, seen, back }: ErrorsProps) {
  const errors = names.map((name, c) => ({ name, error: (seen[c] - back[c]) ** 2 }));
  const total = errors.reduce((sum, { error }) => sum + error, 0) || 1;
  return (
    <ul class="anomaly-errors" aria-label={t(words.errorParts)}>
      {errors
        .sort((a, b) => b.error - a.error)
        .slice(0, 6)
        .map(({ name, error }) => (
          <li key={name}>
            <span>{name}</span>
            <span class="anomaly-bar" aria-hidden="true">
              <span style={{ inlineSize: `${(100 * error) / total}%` }} />
            </span>
            <span class="part-number">{formatPercent(error / total, locale.value)}</span>
          </li>
        ))}
    </ul>
  );
}
