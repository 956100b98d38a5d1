import { useSignal } from "@preact/signals";
import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { cross } from "../../../views/strokes.ts";
import { drawAxes, type Range } from "../../parts/axes.ts";
import { Check } from "../../parts/check.tsx";
import { type Axes, AxisSelects, axesWithin } from "../../parts/select.tsx";
import { BurnIn } from "./controls.tsx";
import { type Draws, drawsOf, type McmcProps, strideFor } from "./draws.ts";
import { words } from "./words.ts";

/** Dots of one picture: more are thinned evenly. */
const maxDots = 8000;

/** Two parameters against each other, with the divergent transitions on top. */
export function PairsView(props: McmcProps) {
  const draws = drawsOf(props);
  const { names } = draws;
  const axes = useSignal<Axes>([0, Number.POSITIVE_INFINITY]);
  const [x, y] = axesWithin(axes.value, names.length);
  const scale = names[y] ?? "";
  const positive = scale === "tau" || scale === "sigma";
  const log = useSignal(true);
  const logY = positive && log.value;
  if (draws.rows <= draws.from || names.length === 0) return <p class="part-caption">{t(words.noDraws)}</p>;
  const pair = pairOf(draws, x, y, logY);
  const title = t(words.pairsOf, { x: names[x], y: names[y] });
  const divergences = formatInteger(
    pair.divergent.reduce((sum, value) => sum + value, 0),
    props.locale,
  );
  const made = props.fold.done(draws.tasks[0]);
  const note = draws.thinned
    ? t(words.pairsThinned, {
        divergences,
        kept: formatInteger(draws.rows, props.locale),
        made: formatInteger(made, props.locale),
      })
    : t(words.pairsNote, { divergences });
  const paint = (pen: PlotContext) => {
    drawAxes(pen, pen.x, pen.y, [names[x], names[y]], props.locale, logY);
    drawPairs(pen, pair);
  };
  return (
    <Figure
      title={title}
      note={note}
      columns={() => [
        { name: t(words.chainChoice), values: pair.chain.map((chain) => chain + 1) },
        { name: names[x], values: pair.x },
        { name: names[y], values: logY ? pair.y.map((value) => 10 ** value) : pair.y },
        { name: t(words.diverged), values: pair.divergent },
      ]}
    >
      <div class="part-controls">
        <AxisSelects names={names} axes={axes} />
        {positive && <Check label={t(words.logScale)} on={log} />}
        <BurnIn draws={draws} />
      </div>
      <Plane title={title} x={pair.rangeX} y={pair.rangeY} height={320} zoom={`${x} ${y} ${logY}`} draw={paint} />
    </Figure>
  );
}

interface Pair {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly chain: Int32Array;
  readonly divergent: Uint8Array;
  readonly rangeX: Range;
  readonly rangeY: Range;
}

function pairOf(draws: Draws, x: number, y: number, logY: boolean): Pair {
  const { tasks, rows, from, fold } = draws;
  const stride = strideFor(draws, maxDots);
  const xs: number[] = [];
  const ys: number[] = [];
  const chains: number[] = [];
  const divergent: number[] = [];
  tasks.forEach((task, chain) => {
    const { shape, values } = fold.records(task, "draw") as NDArray;
    const flags = fold.records(task, "divergent")?.values;
    for (let i = from; i < rows; i++) {
      const flag = flags?.[i] ?? 0;
      // Every divergence is shown, however many dots there are.
      if ((i - from) % stride !== 0 && flag === 0) continue;
      const up = values[i * shape[1] + y];
      xs.push(values[i * shape[1] + x]);
      ys.push(logY ? Math.log10(up) : up);
      chains.push(chain);
      divergent.push(flag);
    }
  });
  return {
    x: Float64Array.from(xs),
    y: Float64Array.from(ys),
    chain: Int32Array.from(chains),
    divergent: Uint8Array.from(divergent),
    rangeX: rangeOf(xs),
    rangeY: rangeOf(ys),
  };
}

/** The values with room for the axes. */
function rangeOf(values: readonly number[]): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const room = (high - low || 1) * 0.06;
  return [low - 1.6 * room, high + room];
}

function drawPairs(pen: PlotContext, { x, y, chain, divergent }: Pair): void {
  const { context } = pen;
  context.globalAlpha = 0.45;
  let painted = -1;
  for (let i = 0; i < x.length; i++) {
    if (chain[i] !== painted) {
      painted = chain[i];
      context.fillStyle = pen.color(seriesColor(painted));
    }
    context.fillRect(pen.px(x[i]) - 1.25, pen.py(y[i]) - 1.25, 2.5, 2.5);
  }
  context.globalAlpha = 1;
  context.strokeStyle = pen.color("var(--bad)");
  context.lineWidth = 2;
  for (let i = 0; i < x.length; i++) if (divergent[i]) cross(context, pen.px(x[i]), pen.py(y[i]), 4);
}
