import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { sequencesOf } from "../../../../shared/kernels/hmm/model.ts";
import { explain } from "../../../i18n/explain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { useSize } from "../../../views/size.ts";
import { useAnswer } from "../../answer.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { Select } from "../../parts/select.tsx";
import { Slider } from "../../parts/slider.tsx";
import { CellPanel } from "./cell-panel.tsx";
import { columnsIn, type Mode, windowOf } from "./columns.ts";
import { type Cell, Grid } from "./grid.tsx";
import { shownAt } from "./observed.ts";
import { Strip } from "./strip.tsx";
import { keyOf, type Overview, type Props, question, type Subject, useOverview, useSubject } from "./use-subject.ts";
import { words } from "./words.ts";
import "./hmm.css";

/** Of a series: all of it, and a window of it as a trellis whose cells say how their numbers come about. */
export function SequenceView(props: Props) {
  const { subject, error } = useSubject(props);
  const overview = useOverview(props, subject);
  const wrong = error && (
    <p class="field-error" role="alert">
      {explain(error)}
    </p>
  );
  if (!subject) return wrong ?? <p class="part-caption">{t(words.empty)}</p>;
  return (
    <>
      {wrong}
      {overview?.impossible !== undefined && (
        <p class="field-error" role="alert">
          {t(words.impossible, { row: overview.impossible + 1 })}
        </p>
      )}
      <Series {...{ ...props, subject }} overview={overview?.impossible === undefined ? overview : undefined} />
    </>
  );
}

type SeriesProps = Props & { readonly subject: Subject; readonly overview: Overview | undefined };

/** Width of a column of the trellis in CSS pixels, and how many there are at most. */
const COLUMN = 46;
const MOST = 16;

function Series(props: SeriesProps) {
  const { subject, overview } = props;
  const { observations } = subject.data;
  const sequences = useMemo(() => sequencesOf(observations), [observations]);
  const start = useSignal(0);
  const cell = useSignal<Cell>({ row: 0, state: 0 });
  const [box, size] = useSize<HTMLDivElement>();
  const fits = Math.max(3, Math.min(MOST, Math.floor((size.value[0] - 92) / COLUMN)));
  const sequence = Math.max(
    0,
    sequences.findIndex(([, to]) => start.value < to),
  );
  const [first, end] = sequences[sequence] ?? [0, 0];
  const from = Math.max(first, Math.min(start.value, end - fits));
  const to = Math.min(end, from + fits);
  const select = ({ row, state }: Cell) => {
    const own = Math.max(first, Math.min(end - 1, row));
    cell.value = { row: own, state };
    if (own < from) start.value = own;
    if (own >= to) start.value = own - fits + 1;
  };
  const pick = (row: number) => {
    const [low, high] = sequences.find(([, until]) => row < until) ?? [0, 0];
    start.value = Math.max(low, Math.min(row - Math.floor(fits / 2), high - fits));
    cell.value = { row, state: cell.peek().state };
  };
  return (
    <div ref={box}>
      <Figure title={t(words.sequence)} note={noteOf(subject, overview)} columns={() => tableOf(subject, overview)}>
        <Strip {...{ subject, overview }} title={t(words.stripTold)} window={[from, to]} onPick={pick} />
      </Figure>
      <Legend subject={subject} />
      <div class="part-controls">
        {sequences.length > 1 && (
          <Select
            act="sequence"
            label={t(words.whichSequence)}
            names={sequences.map((_, i) => String(i + 1))}
            value={sequence}
            onChoose={(i) => pick(sequences[i][0])}
          />
        )}
        {end - first > fits && (
          <Slider
            act="window"
            label={t(words.window)}
            min={first}
            max={end - fits}
            value={from}
            said={t(words.windowNow, { from: from + 1, to, rows: observations.rows })}
            onMove={(value) => (start.value = value)}
          />
        )}
      </div>
      {size.value[0] > 0 && (
        <Trellis {...props} from={from} to={to} first={first} end={end} cell={cell.value} onSelect={select} />
      )}
    </div>
  );
}

interface TrellisProps extends SeriesProps {
  readonly from: number;
  readonly to: number;
  /** Of the sequence. */
  readonly first: number;
  readonly end: number;
  readonly cell: Cell;
  onSelect(cell: Cell): void;
}

const MODES = ["forward", "smoothed", "viterbi"] as const;

function Trellis({ ask, subject, overview, from, to, first, end, cell, onSelect }: TrellisProps) {
  const mode = useSignal<Mode>("smoothed");
  const isAged = subject.model.durations !== undefined;
  const shownMode: Mode = isAged && mode.value === "viterbi" ? "smoothed" : mode.value;
  // One row more on either side: the arithmetic of a cell needs its neighbours.
  const asked = { from: Math.max(first, from - 1), rows: Math.min(end, to + 1) - Math.max(first, from - 1) };
  const key = overview ? `${asked.from} ${asked.rows} ${keyOf(subject)}` : null;
  const { answer, key: answered } = useAnswer(ask, key, () => question(subject, "trellis", asked));
  const window = useMemo(
    () => (answer ? windowOf(Number(answered?.split(" ")[0]), answer) : undefined),
    [answer, answered],
  );
  const columns =
    window && window.arrays.forward.shape[1] === subject.shown.length
      ? columnsIn(subject, window, shownMode, [Math.max(from, window.start), to], overview?.path)
      : [];
  const film = useFilm(columns.length, { milliseconds: 450, once: null });
  useEffect(() => film.seek(Math.max(0, columns.length - 1)), [shownMode, from, columns.length]);
  const isReached = (c: number) => (shownMode === "smoothed" ? c >= columns.length - 1 - film.frame : c <= film.frame);
  if (!window || columns.length === 0)
    return <p class="part-caption">{overview ? t(words.computing) : t(words.empty)}</p>;
  // The first and the last row of a window have their arithmetic only where the sequence begins and ends.
  const hasBefore = cell.row > window.start || (cell.row === first && window.start === first);
  const stop = window.start + window.rows;
  const hasAfter = cell.row < stop - 1 || (cell.row === end - 1 && stop === end);
  const isSeen = hasBefore && hasAfter && cell.state < subject.shown.length;
  return (
    <>
      <Figure title={t(words.trellis)} note={t(words[`${shownMode}Note`])} columns={() => numbersOf(subject, columns)}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend beside the label that is there */}
        <div class="hmm-modes" role="group" aria-label={t(words.modes)} data-act="mode">
          {MODES.filter((one) => !isAged || one !== "viterbi").map((one) => (
            <button key={one} type="button" aria-pressed={shownMode === one} onClick={() => (mode.value = one)}>
              {t(words[one])}
            </button>
          ))}
        </div>
        <Grid {...{ subject, columns, isReached, onSelect }} mode={shownMode} selected={cell} />
      </Figure>
      <div class="part-controls">
        <button type="button" class="small" disabled={film.frame === 0} onClick={() => film.seek(film.frame - 1)}>
          {t(words.stepBack)}
        </button>
        <button
          type="button"
          class="small"
          disabled={film.frame >= columns.length - 1}
          onClick={() => film.seek(film.frame + 1)}
        >
          {t(words.stepOn)}
        </button>
        <FilmControls
          film={film}
          label={t(words.film)}
          now={t(words.filmNow, {
            step: columns[shownMode === "smoothed" ? columns.length - 1 - film.frame : film.frame].row + 1,
          })}
        />
      </div>
      {isSeen && <CellPanel {...{ subject, window, cell }} />}
    </>
  );
}

/** Which colour is which state. */
function Legend({ subject: { shown, colors } }: { readonly subject: Subject }) {
  return (
    <ul class="hmm-legend">
      {shown.map((name, s) => (
        <li key={name}>
          <span class="hmm-swatch" style={{ background: colors[s] }} />
          {name}
        </li>
      ))}
    </ul>
  );
}

const noteOf = ({ isRun }: Subject, overview: Overview | undefined) =>
  overview
    ? t(isRun ? words.likelihoodOfRun : words.likelihoodNow, {
        value: formatNumber(overview.logLikelihood, locale.value, 6),
      })
    : "";

function tableOf(subject: Subject, overview: Overview | undefined) {
  const rows = overview?.rows ?? subject.data.observations.rows;
  const K = subject.shown.length;
  const all = Array.from({ length: rows }, (_, row) => row);
  const { labels } = subject.data;
  return [
    { name: t(words.step), values: all.map((row) => row + 1) },
    { name: t(words.observed), values: all.map((row) => shownAt(subject, row)) },
    ...(labels ? [{ name: t(words.truth), values: all.map((row) => subject.classes[labels[row]] ?? "") }] : []),
    ...(overview
      ? [
          { name: t(words.path), values: all.map((row) => subject.shown[overview.path[row]]) },
          ...subject.shown.map((name, s) => ({
            name: `p(${name})`,
            values: Float64Array.from(all, (row) => overview.posterior[row * K + s]),
          })),
        ]
      : []),
  ];
}

const numbersOf = ({ shown }: Subject, columns: ReturnType<typeof columnsIn>) => [
  { name: t(words.step), values: columns.map(({ row }) => row + 1) },
  ...shown.map((name, s) => ({ name, values: Float64Array.from(columns, ({ values }) => values[s]) })),
];
