import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { type KnownVariable, likeliest } from "../../../../shared/labs/factors/sfa/compared.ts";
import { middleOf } from "../../../../shared/labs/factors/sfa/data.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { namedColumns } from "../../parts/matrix.ts";
import { Select } from "../../parts/select.tsx";
import { type Lane, Lanes } from "./lanes.tsx";
import {
  columnName,
  correlationOf,
  featureColor,
  featureName,
  featuresOf,
  knownOf,
  type SfaProps,
  sayShort,
} from "./state.ts";
import { words } from "./words.ts";

const shownAtFirst = [0, 1, 2];
const windows = [100, 300, 1000];

/** Input, slow features and the true variable over one time axis; a film is scrubbed along with them. */
export function TimeView(props: SfaProps) {
  const { data, experiment } = props;
  const y = featuresOf(props);
  const known = useMemo(() => knownOf(props), [data, experiment, props.locale]);
  const shown = useSignal<readonly number[]>(shownAtFirst);
  const truth = useSignal<number | null>(null);
  const column = useSignal<number | null>(null);
  const span = useSignal(0);
  const film = useFilm(y?.shape[0] ?? 0, { milliseconds: 40 });
  if (!y || !data) return <p class="part-caption">{t(words.notYet)}</p>;
  const [rows, count] = y.shape;
  const now = film.frame;
  const truthAt = truth.value ?? likeliest(props.fold.output("slow")?.correlations, known);
  const truthShown = known[truthAt];
  const middle = middleOf(experiment.params);
  const input = column.value ?? centreOf(data);
  const [from, to] = windowAround(now, windows[span.value - 1] ?? rows, rows);
  const name = t(words.inputOf, { name: columnName(data, input) });
  const series = { values: data.values, stride: data.columns, offset: middle * data.columns + input };
  const lanes: Lane[] = [
    { label: name, lines: [{ color: roleColor("data"), ...series }] },
    ...shown.value.filter((i) => i < count).map((i) => featureLane(props, y, i, truthShown)),
  ];
  const columns = () => [
    { name: t(words.step), values: Float64Array.from({ length: rows }, (_, n) => n + middle) },
    ...namedColumns(y, (i) => `y${i + 1}`),
    ...known.map(({ name, values }) => ({ name, values: values.subarray(0, rows) })),
  ];
  const toggle = (i: number) => {
    const rest = shown.value.filter((one) => one !== i);
    shown.value = rest.length < shown.value.length ? rest : [...rest, i].sort((a, b) => a - b);
  };
  return (
    <Figure title={t(words.time)} note={t(words.timeNote)} columns={columns} name="slow-features">
      <div class="sfa-time">
        <div class="sfa-lanes">
          <Lanes title={t(words.time)} lanes={lanes} from={from} to={to} now={now} onTime={film.seek} />
          <FilmControls
            film={film}
            label={t(words.step)}
            now={t(words.now, { t: formatInteger(now + 1, locale.value), total: formatInteger(rows, locale.value) })}
            longest={t(words.now, { t: formatInteger(rows, locale.value), total: formatInteger(rows, locale.value) })}
          />
        </div>
        <div class="part-stack">
          {data.image && <Picture data={data} row={now + middle} />}
          <ul class="sfa-features">
            {Array.from({ length: count }, (_, i) => (
              <li key={i}>
                <label>
                  <input type="checkbox" checked={shown.value.includes(i)} onChange={() => toggle(i)} />{" "}
                  {featureName(i)}
                </label>
                <span class="part-number">{formatNumber(y.values[now * count + i], locale.value, 3)}</span>
              </li>
            ))}
          </ul>
          <Select
            label={t(words.truth)}
            names={[...known.map(({ name }) => name), t(words.noTruth)]}
            value={Math.min(truthAt, known.length)}
            onChoose={(at) => (truth.value = at)}
          />
          {data.columns > 1 && !data.image && (
            <Select
              label={t(words.inputChoice)}
              names={Array.from({ length: data.columns }, (_, j) => columnName(data, j))}
              value={input}
              onChoose={(at) => (column.value = at)}
            />
          )}
          <Select
            act="window"
            label={t(words.window)}
            names={[t(words.whole), ...windows.map((steps) => formatInteger(steps, locale.value))]}
            value={span.value}
            onChoose={(at) => (span.value = at)}
          />
        </div>
      </div>
    </Figure>
  );
}

/** A feature, and along it the truth: flipped where needed, since the sign of a feature is arbitrary. */
function featureLane(props: SfaProps, y: NDArray, i: number, truth: KnownVariable | undefined): Lane {
  const line = { color: seriesColor(featureColor(i)), values: y.values, stride: y.shape[1], offset: i };
  if (!truth) return { label: labelOf(props, i), lines: [line] };
  const r = correlationOf(props, i, truth);
  return {
    label: `${labelOf(props, i)} · ${truth.name}: |r| = ${sayShort(Math.abs(r))}`,
    lines: [{ color: roleColor("truth"), dashed: true, values: truth.values, factor: r < 0 ? -1 : 1 }, line],
  };
}

/** A frame of the film. */
function Picture({ data: { values, columns, image }, row }: { readonly data: Table; readonly row: number }) {
  return (
    image && (
      <div class="part-framed">
        <ImageGrid
          title={t(words.picture)}
          values={values.subarray(row * columns, (row + 1) * columns)}
          count={1}
          shape={image}
          maxScale={10}
          height={150}
        />
      </div>
    )
  );
}

/** First and last of at most `span` steps around one. */
function windowAround(now: number, span: number, rows: number): readonly [number, number] {
  const from = Math.max(0, Math.min(rows - span, now - Math.floor(span / 2)));
  return [from, Math.min(rows, from + span) - 1];
}

/** For pictures the pixel in the middle, otherwise the first column. */
function centreOf({ image }: Table): number {
  return image ? Math.floor(image.height / 2) * image.width + Math.floor(image.width / 2) : 0;
}

function labelOf({ metrics, fold }: SfaProps, i: number): string {
  const delta = metrics[`delta.${i + 1}`];
  const eta = fold.output("slow")?.eta?.values[i];
  return [
    featureName(i),
    ...(delta === undefined ? [] : [`Δ = ${sayShort(delta)}`]),
    ...(delta === undefined || eta === undefined ? [] : [`η = ${sayShort(eta)}`]),
  ].join(" · ");
}
