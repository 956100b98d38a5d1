import { useSignal } from "@preact/signals";
import { exp } from "../../../../shared/math/elementary.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import type { Mark } from "../../../views/chart-spec.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor } from "../../../views/palette.ts";
import { Plane } from "../../../views/plane.tsx";
import { NotKept } from "../../parts/not-kept.tsx";
import { Select } from "../../parts/select.tsx";
import { Slider } from "../../parts/slider.tsx";
import { drawEllipse, ellipseAt } from "./ellipse.ts";
import { Legend } from "./legend.tsx";
import { MatrixTable } from "./matrix-table.tsx";
import { isOnPlane, moment, nameOf, type Props, type Shown, stateNames, useMoment, useShown } from "./state.ts";
import { words } from "./words.ts";

/** Probability within the ellipses: two deviations' worth. */
const ELLIPSE = 0.86;

/** One step of the filter: what was predicted, what was measured, and what follows; the gain in numbers. */
export function UpdatesView(props: Props) {
  const column = useSignal(0);
  const shown = useShown(props);
  const { params } = props.experiment;
  const now = useMoment(shown, shown !== null && isOnPlane(params, shown.series) && !shown.series.image);
  if (!shown) return <p class="part-caption">{t(words.notYet)}</p>;
  if (!shown.found.gains || !shown.found.predictedCov) return <NotKept />;
  const { series, steps } = shown;
  const i = Math.min(column.value, series.outputs - 1);
  const go = (by: number) => (moment.value = Math.min(Math.max(now + by, 0), steps - 1));
  return (
    <>
      <div class="state-steps" data-act="step">
        <button type="button" disabled={now === 0} onClick={() => go(-1)}>
          {t(words.previous)}
        </button>
        <button type="button" disabled={now === steps - 1} onClick={() => go(1)}>
          {t(words.next)}
        </button>
        <Slider
          label={t(words.steps)}
          max={steps - 1}
          value={now}
          said={t(words.now, { t: now + 1, total: steps })}
          onMove={(to) => (moment.value = to)}
        />
        {series.outputs > 1 && series.outputs !== 2 && (
          <Select
            label={t(words.column)}
            names={series.names.map((_, c) => nameOf(series, c))}
            value={i}
            onChoose={(c) => (column.value = c)}
          />
        )}
      </div>
      <div class="part-pair">
        {series.outputs === 2 ? <Ellipses shown={shown} now={now} /> : <Curves shown={shown} now={now} i={i} />}
        <Gain props={props} shown={shown} now={now} />
      </div>
    </>
  );
}

interface StepProps {
  readonly shown: Shown;
  readonly now: number;
}

/** The three densities of one number. */
function Curves({ shown: { found, series }, now, i }: StepProps & { readonly i: number }) {
  const m = series.outputs;
  const belief = (name: string) => ({
    mean: Number(found[name].values[now * m + i]),
    deviation: Math.sqrt(Number(found[`${name}Cov`].values[(now * m + i) * m + i])),
  });
  const [prior, posterior] = [belief("predicted"), belief("filtered")];
  const isUsed = found.used.values[now * m + i] !== 0;
  const measured = { mean: series.values[now * m + i] ?? 0, deviation: Number(found.noise.values[i]) };
  // What is vague is cut: else the curves that matter are needles.
  const all = isUsed ? [posterior, measured] : [posterior];
  const reach = 5 * Math.max(...all.map(({ deviation }) => deviation));
  const low = Math.min(...all.map(({ mean }) => mean)) - reach;
  const high = Math.max(...all.map(({ mean }) => mean)) + reach;
  const x = Float64Array.from({ length: 161 }, (_, k) => low + ((high - low) * k) / 160);
  const curve = ({ mean, deviation }: typeof prior, label: string, color: string, dashed = false): Mark => ({
    kind: "line",
    x,
    y: x.map((value) => exp(-0.5 * ((value - mean) / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI))),
    label,
    color,
    dashed,
  });
  return (
    <Chart
      title={t(words.updateTitle, { t: now + 1 })}
      note={t(words.updateNote)}
      x={{ label: nameOf(series, i) }}
      y={{ label: t(words.density), zero: true }}
      marks={[
        curve(prior, t(words.prior), roleColor("other"), true),
        ...(isUsed ? [curve(measured, t(words.likelihood), roleColor("data"))] : []),
        curve(posterior, t(words.posterior), roleColor("model")),
      ]}
      height={260}
    />
  );
}

/** The three densities of two numbers, as ellipses. */
function Ellipses({ shown: { found, series }, now }: StepProps) {
  const noise = [Number(found.noise.values[0]), Number(found.noise.values[1])];
  const posterior = ellipseAt(found, "filtered", now, ELLIPSE);
  const isUsed = found.used.values[2 * now] !== 0;
  const measured = {
    x: series.values[2 * now] ?? 0,
    y: series.values[2 * now + 1] ?? 0,
    long: 2 * Math.max(...noise),
    short: 2 * Math.min(...noise),
    turn: noise[0] < noise[1] ? Math.PI / 2 : 0,
  };
  const prior = ellipseAt(found, "predicted", now, ELLIPSE);
  const small = isUsed ? [posterior, measured] : [posterior];
  // A prior that knows next to nothing would make the others points.
  const isVague = prior.long > 4 * Math.max(...small.map(({ long }) => long));
  const seen = isVague ? small : [...small, prior];
  const reach = (isVague ? 1.6 : 1.15) * Math.max(...seen.map(({ long }) => long));
  const middle = [
    seen.reduce((sum, { x }) => sum + x / seen.length, 0),
    seen.reduce((sum, { y }) => sum + y / seen.length, 0),
  ];
  const half = reach + Math.max(...seen.map(({ x, y }) => Math.max(Math.abs(x - middle[0]), Math.abs(y - middle[1]))));
  const flip = series.image ? -1 : 1;
  const kinds = [
    [prior, "other", isVague ? words.vaguePrior : words.prior],
    ...(isUsed ? ([[measured, "data", words.likelihood]] as const) : []),
    [posterior, "model", words.posterior],
  ] as const;
  return (
    <Figure title={t(words.updateTitle, { t: now + 1 })} note={t(words.updateNote)}>
      <div class="state-ellipses">
        <Plane
          title={t(words.updateTitle, { t: now + 1 })}
          x={[middle[0] - half, middle[0] + half]}
          y={[flip * middle[1] - half, flip * middle[1] + half]}
          draw={(pen) => {
            const turned = { ...pen, py: (value: number) => pen.py(flip * value) };
            for (const [ellipse, role] of kinds) drawEllipse(turned, ellipse, pen.color(roleColor(role)));
          }}
        />
      </div>
      <Legend entries={kinds.map(([, role, name]) => ({ name: t(name), color: roleColor(role) }))} />
    </Figure>
  );
}

function Gain({ props, shown: { found, series }, now }: StepProps & { readonly props: Props }) {
  const [, n, m] = found.gains.shape;
  const say = (value: number) => formatNumber(value, locale.value, 3);
  const innovation = Array.from({ length: m }, (_, i) => i)
    .filter((i) => found.used.values[now * m + i] !== 0)
    .map((i) => say(Number(found.innovations.values[now * m + i])))
    .join("; ");
  return (
    <MatrixTable
      title={t(words.gain)}
      note={t(words.gainNote, { innovation: innovation || t(words.noInnovation) })}
      rows={stateNames(props.experiment.params, series, n)}
      columns={series.names.map((_, i) => nameOf(series, i))}
      values={found.gains.values.subarray(now * n * m, (now + 1) * n * m)}
    />
  );
}
