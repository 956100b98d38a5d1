import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { Scrub, Select } from "./controls.tsx";
import { type Lane, Lanes } from "./lanes.tsx";
import { columnName, correlationOf, featuresOf, knownVariables, middleOf } from "./state.ts";
import { words } from "./words.ts";
import "./sfa.css";

const shownAtFirst = 3;
const framesASecond = 25;
const windows = [100, 300, 1000];

/** Input, slow features and the true variable over one time axis; a film is scrubbed along with them. */
export function TimeView(props: ViewProps) {
  const { data, experiment } = props;
  const y = featuresOf(props);
  const known = useMemo(() => knownVariables(props), [data, experiment]);
  const hidden = useSignal<ReadonlySet<number>>(new Set(Array.from({ length: 20 }, (_, i) => i).slice(shownAtFirst)));
  const truth = useSignal<number | null>(null);
  const column = useSignal<number | null>(null);
  const span = useSignal(0);
  const now = useSignal(0);
  const playing = useSignal(false);
  const rows = y?.shape[0] ?? 0;
  const time = Math.min(now.value, Math.max(0, rows - 1));
  useEffect(() => {
    if (!playing.value || rows === 0) return;
    const timer = setInterval(() => {
      now.value = (now.peek() + 1) % rows;
    }, 1000 / framesASecond);
    return () => clearInterval(timer);
  }, [playing.value, rows, now, playing]);
  if (!y || !data) return <p class="sfa-caption">{t(words.notYet)}</p>;
  const count = y.shape[1];
  const truthAt = truth.value ?? likeliest(props, known, count);
  const truthShown = known[truthAt];
  const middle = middleOf(props);
  const input = column.value ?? centreOf(props);
  const from = span.value === 0 ? 0 : Math.max(0, Math.min(rows - span.value, time - Math.floor(span.value / 2)));
  const to = span.value === 0 ? rows - 1 : Math.min(rows - 1, from + span.value - 1);
  const lanes: Lane[] = [
    {
      label: t(words.inputOf, { name: columnName(data, input) }),
      lines: [
        { color: roleColor("data"), values: data.values, stride: data.columns, offset: middle * data.columns + input },
      ],
    },
  ];
  for (let i = 0; i < count; i++) {
    if (hidden.value.has(i)) continue;
    const r = truthShown ? correlationOf(props, i, truthShown.column) : 0;
    lanes.push({
      label: `${featureLabel(props, i)}${truthShown ? ` · ${truthShown.name}: |r| = ${say(Math.abs(r))}` : ""}`,
      lines: [
        ...(truthShown
          ? [{ color: roleColor("truth"), dashed: true, values: truthShown.values, factor: r < 0 ? -1 : 1 }]
          : []),
        { color: seriesColor(i === 1 ? 7 : i), values: y.values, stride: count, offset: i },
      ],
    });
  }
  const columns = () => [
    { name: t(words.step), values: Float64Array.from({ length: rows }, (_, n) => n + middle) },
    ...Array.from({ length: count }, (_, i) => ({
      name: `y${i + 1}`,
      values: Float64Array.from({ length: rows }, (_, n) => y.values[n * count + i]),
    })),
    ...known.map(({ name, values }) => ({ name, values: values.subarray(0, rows) })),
  ];
  return (
    <Figure title={t(words.time)} note={t(words.timeNote)} columns={columns} name="slow-features">
      <div class={data.image ? "sfa-time sfa-with-picture" : "sfa-time"}>
        <div class="sfa-lanes">
          <Lanes
            title={t(words.time)}
            lanes={lanes}
            from={from}
            to={to}
            now={time}
            onTime={(step) => (now.value = step)}
          />
          <Scrub rows={rows} time={time} now={now} playing={playing} />
        </div>
        <div class="sfa-side">
          {data.image && (
            <div class="sfa-picture">
              <ImageGrid
                title={t(words.picture)}
                values={data.values.subarray((time + middle) * data.columns, (time + middle + 1) * data.columns)}
                count={1}
                shape={data.image}
                maxScale={10}
                height={150}
              />
            </div>
          )}
          <ul class="sfa-features">
            {Array.from({ length: count }, (_, i) => (
              <li key={i}>
                <label>
                  <input
                    type="checkbox"
                    checked={!hidden.value.has(i)}
                    onChange={() => (hidden.value = toggled(hidden.value, i))}
                  />{" "}
                  {t(words.feature, { n: i + 1 })}
                </label>
                <output class="sfa-number">{formatNumber(y.values[time * count + i], locale.value, 3)}</output>
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
            label={t(words.window)}
            names={[t(words.whole), ...windows.map((steps) => formatInteger(steps, locale.value))]}
            value={span.value === 0 ? 0 : windows.indexOf(span.value) + 1}
            onChoose={(at) => (span.value = at === 0 ? 0 : windows[at - 1])}
          />
        </div>
      </div>
    </Figure>
  );
}

/** Of pictures the pixel in the middle, else the first column. */
function centreOf({ data }: ViewProps): number {
  const { width, height } = data?.image ?? { width: 0, height: 0 };
  return Math.floor(height / 2) * width + Math.floor(width / 2);
}

function featureLabel({ metrics, fold }: ViewProps, i: number): string {
  const delta = metrics[`delta.${i + 1}`];
  const eta = fold.output("slow")?.eta?.values[i];
  const said = delta === undefined ? [] : [`Δ = ${say(delta)}`, ...(eta === undefined ? [] : [`η = ${say(eta)}`])];
  return [t(words.feature, { n: i + 1 }), ...said].join(" · ");
}

function say(value: number): string {
  return new Intl.NumberFormat(locale.value, { maximumSignificantDigits: 3 }).format(value);
}

/** The known variable that some feature follows best. */
function likeliest(props: ViewProps, known: readonly { readonly column: number }[], count: number): number {
  const best = known.map(({ column }) =>
    Math.max(...Array.from({ length: count }, (_, i) => Math.abs(correlationOf(props, i, column)))),
  );
  return Math.max(0, best.indexOf(Math.max(...best)));
}

function toggled(set: ReadonlySet<number>, i: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(i)) next.add(i);
  return next;
}
