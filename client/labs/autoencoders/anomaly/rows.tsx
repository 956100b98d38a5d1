import { useMemo } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import { scaleOf } from "../../../../shared/labs/autoencoders/anomaly/data.ts";
import { SCORES } from "../../../../shared/labs/autoencoders/anomaly/fields.ts";
import { PART } from "../../../../shared/labs/autoencoders/anomaly/part.ts";
import { type Shown, shownOf } from "../../../../shared/labs/autoencoders/anomaly/questions.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { roleColor } from "../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { ColorNames } from "../../parts/color-names.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { classNames, isPicture, namesOf, shapeOf } from "../../parts/table.ts";
import { say } from "./say.ts";
import { type AnomalyProps, type Judged, judgedOf, useJudge } from "./state.ts";
import { groups as groupNames, parts as partNames, scores as scoreNames, words } from "./words.ts";
import "./anomaly.css";

/** Columns from which rows that are no pictures are drawn as lines, and not as a table. */
const LEAST_LINE = 24;
export const isLine = (data: Table) => data.columns >= LEAST_LINE && !isPicture(data, data.columns);

/** Some rows with what the net makes of them: anomalies that score highest and lowest, normal rows likewise. */
export function RowsView(props: AnomalyProps) {
  const { data, experiment } = props;
  const judged = judgedOf(props);
  const { params } = experiment;
  const score = judged?.score ?? params.score;
  const scores = judged?.scores;
  const shown = useMemo(
    () => (data && scores ? shownOf(data, params, scores, score) : null),
    [data, params, scores, score],
  );
  const { answer, waiting } = useJudge(
    props,
    shown?.rows ?? null,
    `shown ${score}`,
    score === params.score ? "shown" : undefined,
  );
  if (!judged) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  if (!data || !shown) return <p class="part-caption">{t(words.noData)}</p>;
  const here = answer?.rows.shape[0] === shown.rows.shape[0] ? answer : undefined;
  if (!here && !waiting) return <NotKept />;
  const names = classNames(experiment.data, data);
  const back = inUnits(data, params, shown, here?.rows.values);
  return (
    <Figure
      title={t(words.rows)}
      note={t(
        isLine(data)
          ? words.rowsLinesNote
          : isPicture(data, data.columns)
            ? words.rowsPicturesNote
            : words.rowsTableNote,
      )}
      controls={isLine(data) && <ColorNames data={t(words.row)} model={t(words.reconstruction)} />}
      columns={() => columnsOf(data, judged, names)}
    >
      {shown.groups.map(({ id, rows }, g) => {
        const first = shown.groups.slice(0, g).reduce((sum, group) => sum + group.rows.length, 0);
        return (
          <section key={id} class="anomaly-group">
            <h3 class="part-heading">{t(groupNames[judged.tested ? id : id === "worst" ? "highest" : "lowest"])}</h3>
            {isLine(data) || isPicture(data, data.columns) ? (
              <div class="anomaly-cells">
                {Array.from(rows, (row, k) => (
                  <div key={row}>
                    {isLine(data) ? (
                      <Line title={nameOf(row)} data={data} row={row} back={partOf(back, first + k, data.columns)} />
                    ) : (
                      <Picture title={nameOf(row)} data={data} shown={shown} n={first + k} back={here?.rows.values} />
                    )}
                    <Verdict judged={judged} row={row} kind={names[data.labels?.[row] ?? -1]} />
                  </div>
                ))}
              </div>
            ) : (
              <Cells data={data} rows={rows} first={first} shown={shown} back={here?.rows.values} judged={judged} />
            )}
          </section>
        );
      })}
    </Figure>
  );
}

const PARTS = Object.keys(PART) as (keyof typeof PART)[];

const nameOf = (row: number) => `${t(words.row)} ${formatInteger(row + 1, locale.value)}`;

/** Its kind and score, and whether it is flagged: in words and by a mark, not by colour alone. */
function Verdict({
  judged,
  row,
  kind,
}: {
  readonly judged: Judged;
  readonly row: number;
  readonly kind?: string | undefined;
}) {
  const value = Number(judged.scores[judged.score].values[row]);
  const isFlagged = value >= judged.threshold;
  return (
    <p class="part-caption anomaly-verdict">
      {kind ?? nameOf(row)} <span class="part-number">{say(value)}</span>{" "}
      {isFlagged && <b class="anomaly-flag">{t(words.flagged)}</b>}
    </p>
  );
}

/** Reconstructions in the units of the table. */
function inUnits(
  data: Table,
  params: AnomalyProps["experiment"]["params"],
  shown: Shown,
  back: ArrayLike<number> | undefined,
) {
  if (!back) return undefined;
  const train = shown.train;
  const { means, deviations } = scaleOf(data, params, train);
  return Float64Array.from(back, (y, at) => means[at % data.columns] + y * deviations[at % data.columns]);
}

const partOf = (values: Float64Array | undefined, n: number, columns: number) =>
  values?.subarray(n * columns, (n + 1) * columns);

interface LineProps {
  readonly title: string;
  readonly data: Table;
  readonly row: number;
  readonly back: Float64Array | undefined;
}

/** A row and its reconstruction as lines; where they part, the gap is filled. */
function Line({ title, data: { columns, values }, row, back }: LineProps) {
  const own = Float64Array.from(values.subarray(row * columns, (row + 1) * columns));
  const both = [...own, ...(back ?? [])];
  const [low, high] = [Math.min(...both), Math.max(...both)];
  const room = 0.08 * (high - low || 1);
  return (
    <div class="anomaly-line-box">
      <Plane
        title={title}
        x={[0, columns - 1]}
        y={[low - room, high + room]}
        height={96}
        draw={(pen) => drawPair(pen, own, back)}
      />
    </div>
  );
}

function drawPair({ context, px, py, color }: PlotContext, own: Float64Array, back: Float64Array | undefined) {
  const path = (values: Float64Array, backwards = false) => {
    for (let k = 0; k < values.length; k++) {
      const at = backwards ? values.length - 1 - k : k;
      context.lineTo(px(at), py(values[at]));
    }
  };
  context.lineJoin = "round";
  if (back) {
    context.beginPath();
    path(own);
    path(back, true);
    context.fillStyle = color("var(--series-1)");
    context.globalAlpha = 0.45;
    context.fill();
    context.globalAlpha = 1;
  }
  for (const [values, role, width] of [
    [back, "model", 1.25],
    [own, "data", 1.5],
  ] as const) {
    if (!values) continue;
    context.beginPath();
    path(values);
    context.strokeStyle = color(roleColor(role));
    context.lineWidth = width;
    context.stroke();
  }
}

interface PictureProps {
  readonly title: string;
  readonly data: Table;
  readonly shown: Shown;
  readonly n: number;
  readonly back: ArrayLike<number> | undefined;
}

/** A picture, its reconstruction, and where the two differ. */
function Picture({ title, data, shown, n, back }: PictureProps) {
  const { columns } = data;
  const own = shown.rows.values.subarray(n * columns, (n + 1) * columns);
  const values = new Float32Array(3 * columns).fill(Number.NaN);
  values.set(own);
  if (back)
    for (let c = 0; c < columns; c++) {
      const y = back[n * columns + c];
      values[columns + c] = y;
      values[2 * columns + c] = Math.abs(y - own[c]);
    }
  const shape = shapeOf(data, columns);
  const scale = Math.max(1, Math.floor(56 / Math.max(shape.width, shape.height)));
  return (
    <ImageGrid
      title={title}
      values={values}
      count={3}
      shape={shape}
      range={[0, 1]}
      columns={3}
      gap={2}
      maxScale={scale}
    />
  );
}

/** Columns that are shown of a wide table: those with the largest errors. */
const MOST_COLUMNS = 12;

interface CellsProps {
  readonly data: Table;
  readonly rows: Uint32Array;
  readonly first: number;
  readonly shown: Shown;
  readonly back: ArrayLike<number> | undefined;
  readonly judged: Judged;
}

/** Rows as a table: the darker a cell, the larger its part of the row's error. */
function Cells({ data, rows, first, shown, back, judged }: CellsProps) {
  const { columns, values } = data;
  const names = namesOf(data, columns);
  const errors = (n: number) =>
    Array.from({ length: columns }, (_, c) =>
      back ? (back[(first + n) * columns + c] - shown.rows.values[(first + n) * columns + c]) ** 2 : 0,
    );
  const all = Array.from(rows, (_, n) => errors(n));
  const sum = (c: number) => all.reduce((total, own) => total + own[c], 0);
  const chosen = Array.from(names.keys())
    .sort((a, b) => sum(b) - sum(a))
    .slice(0, MOST_COLUMNS)
    .sort((a, b) => a - b);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="table-scroll" tabIndex={0} aria-label={t(words.rows)}>
      <table class="anomaly-table">
        <thead>
          <tr>
            <th scope="col">{t(words.row)}</th>
            <th scope="col" class="number">
              {t(words.score)}
            </th>
            {chosen.map((c) => (
              <th key={c} scope="col" class="number">
                {names[c]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from(rows, (row, n) => {
            const total = all[n].reduce((a, b) => a + b, 0) || 1;
            const value = Number(judged.scores[judged.score].values[row]);
            return (
              <tr key={row}>
                <th scope="row" class="number">
                  {formatInteger(row + 1, locale.value)}
                </th>
                <td class="number">
                  {say(value)} {value >= judged.threshold && <b class="anomaly-flag">{t(words.flagged)}</b>}
                </td>
                {chosen.map((c) => (
                  <td
                    key={c}
                    class="number anomaly-cell"
                    style={{ "--share": `${Math.round(100 * (all[n][c] / total))}%` }}
                  >
                    {say(values[row * columns + c])}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Every row of the table with its scores, for CSV. */
function columnsOf(data: Table, { scores, score, threshold }: Judged, names: readonly string[]) {
  const all = Array.from({ length: data.rows }, (_, row) => row);
  const { labels } = data;
  return [
    { name: t(words.row), values: all.map((row) => row + 1) },
    { name: t(words.part), values: all.map((row) => t(partNames[PARTS[Number(scores.part.values[row])]])) },
    ...(labels ? [{ name: t(words.kind), values: all.map((row) => names[labels[row]]) }] : []),
    ...SCORES.map((one) => ({ name: t(scoreNames[one]), values: all.map((row) => Number(scores[one].values[row])) })),
    { name: t(words.flagged), values: all.map((row) => Number(Number(scores[score].values[row]) >= threshold)) },
  ];
}
