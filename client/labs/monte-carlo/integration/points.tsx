import { useSignal } from "@preact/signals";
import { METHODS, type Method } from "../../../../shared/labs/monte-carlo/integration/integral/method-fields.ts";
import { type Shown, shownOf } from "../../../../shared/labs/monte-carlo/integration/integral/shown.ts";
import { METHOD_NAMES } from "../../../../shared/labs/monte-carlo/integration/names.ts";
import { surfaceQuestion } from "../../../../shared/labs/monte-carlo/integration/questions.ts";
import { normalQuantile } from "../../../../shared/stats/normal-quantile.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { useAnswer } from "../../answer.ts";
import { drawAxes } from "../../parts/axes.ts";
import { Select } from "../../parts/select.tsx";
import { Running } from "./running.tsx";
import { type IntegrationProps, pointsOf } from "./state.ts";
import { words } from "./words.ts";

/** Points of one method on the integrand, as they arrive, and beside them its estimate. */
export function PointsView(props: IntegrationProps) {
  const { fold, experiment, ask, locale } = props;
  const { params } = experiment;
  const dimension = params.dimension ?? 2;
  const chosen = useSignal<Method | null>(null);
  const axes = useSignal<readonly [number, number]>([0, 1]);
  const method = chosen.value ?? params.method ?? "plain";
  const across = Math.min(axes.value[0], dimension - 1);
  const upright = Math.min(axes.value[1], dimension - 1);
  const asked = { ...surfaceQuestion(params, across, upright) };
  const { answer } = useAnswer(ask, JSON.stringify(asked.task.params), () => ({
    ...asked,
    task: { ...asked.task, recordedAs: `surface.${across}.${upright}` },
  }));
  const shown = shownOf(params);
  const found = pointsOf(fold, method);
  const place = (u: number) => (shown.normal ? normalQuantile(u) : shown.low + (shown.high - shown.low) * u);
  const surface = answer?.values;
  const flat = dimension === 1;
  const range: readonly [number, number] = [shown.low, shown.high];
  const heights = flat && surface ? heightsOf(surface.values) : range;
  const letters = params.problem === "own" && dimension <= 3;
  const names = Array.from({ length: dimension }, (_, j) => (letters ? ["x", "y", "z"][j] : `x${j + 1}`));
  const count = found?.count ?? 0;
  const note = flat ? words.pointsLine : dimension === 2 ? words.pointsNote : words.pointsOthers;
  const draw = (pen: PlotContext) => {
    if (flat && surface) drawCurve(pen, surface.values, shown);
    const size = count > 600 ? 1.6 : 2.2;
    // Of a recorded result the first few coordinates are kept.
    const kept = found !== undefined && Math.max(across, flat ? 0 : upright) < found.dimension;
    for (let i = 0; kept && i < count; i++) {
      const x = pen.px(place(found.points[i * found.dimension + across]));
      const y = pen.py(flat ? found.values[i] : place(found.points[i * found.dimension + upright]));
      spot(pen, x, y, size);
    }
    drawAxes(pen, pen.x, pen.y, flat ? ["x", "f(x)"] : [names[across], names[upright]], locale);
  };
  return (
    <>
      <div class="part-controls">
        <Select
          act="method"
          label={t(words.method)}
          names={METHODS.map((one) => t(METHOD_NAMES[one]))}
          value={METHODS.indexOf(method)}
          onChoose={(at) => (chosen.value = METHODS[at])}
        />
        {dimension > 2 && (
          <>
            <Select
              act="axes"
              label={t(words.across)}
              names={names}
              value={across}
              onChoose={(at) => (axes.value = [at, upright])}
            />
            <Select
              act="axes"
              label={t(words.upright)}
              names={names}
              value={upright}
              onChoose={(at) => (axes.value = [across, at])}
            />
          </>
        )}
      </div>
      <div class="part-beside integration-main">
        <Figure
          title={t(words.points)}
          note={
            found
              ? t(note, {
                  count: formatInteger(count, locale),
                  total: formatInteger(2 ** (params.log2Points ?? 14), locale),
                })
              : t(words.noPoints)
          }
          columns={() => columnsOf(names, found)}
        >
          <Plane
            title={t(words.points)}
            x={range}
            y={heights}
            {...(flat && { height: 280 })}
            {...(!flat &&
              surface && { field: { values: surface.values, columns: surface.shape[1], rows: surface.shape[0] } })}
            draw={draw}
          />
        </Figure>
        <Running {...props} method={method} />
      </div>
    </>
  );
}

function columnsOf(names: readonly string[], found: ReturnType<typeof pointsOf>) {
  const count = found?.count ?? 0;
  return [
    ...names.slice(0, found?.dimension ?? 0).map((name, j) => ({
      name,
      values: Float64Array.from({ length: count }, (_, i) => Number(found?.points[i * found.dimension + j])),
    })),
    { name: "f", values: Float64Array.from(found?.values ?? []) },
  ];
}

/** Seen on light and on dark parts of the field. */
function spot({ context }: PlotContext, x: number, y: number, size: number): void {
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
  context.fillStyle = "#ffffff";
  context.fill();
  context.lineWidth = 0.8;
  context.strokeStyle = "#000000";
  context.stroke();
}

function heightsOf(values: ArrayLike<number>): readonly [number, number] {
  const [low, high] = Array.from(values).reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [0, 0]);
  return low < high ? [low - 0.05 * (high - low), high + 0.05 * (high - low)] : [low - 1, high + 1];
}

function drawCurve(pen: PlotContext, values: ArrayLike<number>, { low, high }: Shown): void {
  const { context } = pen;
  context.strokeStyle = pen.color("var(--accent)");
  context.lineWidth = 2;
  context.beginPath();
  for (let i = 0; i < values.length; i++)
    context.lineTo(pen.px(low + ((high - low) * (i + 0.5)) / values.length), pen.py(values[i]));
  context.stroke();
}
