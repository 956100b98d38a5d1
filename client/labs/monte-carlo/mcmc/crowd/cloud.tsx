import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Arrays } from "../../../../../shared/arrays.ts";
import { crowdSize } from "../../../../../shared/labs/monte-carlo/mcmc/crowd/plan.ts";
import { t } from "../../../../i18n/locale.ts";
import { formatInteger } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import { seriesColor } from "../../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../../views/plane.tsx";
import { useAnswer } from "../../../answer.ts";
import { drawAxes } from "../../../parts/axes.ts";
import { type Axes, AxisSelects, axesWithin } from "../../../parts/select.tsx";
import type { McmcProps } from "../draws.ts";
import { boxOf, isPlanar } from "../planar.ts";
import { cells, contours, corners } from "../plane.tsx";
import { namesOf } from "./names.ts";
import { type Places, placesOf, spanOf } from "./positions.ts";
import { words } from "./words.ts";

/** Dots of one picture: more only hide each other, and a frame has 16 ms. */
const MOST_DOTS = 20_000;
/** Colours that follow each other over the superchains. */
const COLORS = 8;

/** All chains of a crowd where they are now, two quantities of each. */
export function CloudView(props: McmcProps) {
  const { experiment, fold, locale: language, ask } = props;
  const { params } = experiment;
  const places = placesOf(fold);
  const width = Math.min(...places.map((one) => one.width));
  const names = namesOf(props).names.slice(0, Number.isFinite(width) ? width : undefined);
  const axes = useSignal<Axes>([0, 1]);
  const [across, upright] = axesWithin(axes.value, names.length);
  const box = isPlanar(params.target) ? boxOf(params.target) : undefined;
  const { answer: field } = useAnswer(ask, box ? params.target : null, () => ({
    task: {
      kind: "density",
      steps: cells,
      params: { ...experiment.params, ...corners(boxOf(params.target)), columns: cells },
    },
    given: {},
  }));
  const picture = useRef<{ readonly field: Arrays; readonly canvas: HTMLCanvasElement } | null>(null);
  if (places.length === 0 && !box) return <p class="part-caption">{t(words.none)}</p>;
  const [x, y] = box ? [box.x, box.y] : [spanOf(places, across), spanOf(places, upright)];
  const total = places.reduce((sum, { chains }) => sum + chains, 0);
  const stride = Math.max(1, Math.ceil(total / MOST_DOTS));
  const paint = (pen: PlotContext) => {
    if (box && field !== null) {
      if (picture.current?.field !== field)
        picture.current = { field, canvas: contours(field, pen.color("var(--ink-soft)")) };
      const [left, top] = [pen.px(box.x[0]), pen.py(box.y[1])];
      pen.context.drawImage(picture.current.canvas, left, top, pen.px(box.x[1]) - left, pen.py(box.y[0]) - top);
    }
    drawCloud(pen, places, stride, [across, upright]);
    drawAxes(pen, pen.x, pen.y, [names[across] ?? "", names[upright] ?? ""], language);
  };
  const shown = places.reduce((sum, { chains }) => sum + Math.ceil(chains / stride), 0);
  const counts = { shown: formatInteger(shown, language), made: formatInteger(crowdSize(params), language) };
  return (
    <Figure title={t(words.cloud)} note={t(words.cloudNote, counts)} columns={() => columnsOf(places, names)}>
      <div class="mcmc-square">
        {!box && (
          <div class="part-controls">
            <AxisSelects names={names} axes={axes} />
          </div>
        )}
        <Plane
          title={t(words.cloud)}
          x={x}
          y={y}
          height={400}
          zoom={`${params.target} ${across} ${upright}`}
          draw={paint}
        />
        <p class="mcmc-caption">{places.length > 0 ? stepOf(places, fold.tasks[0].steps, language) : t(words.none)}</p>
      </div>
    </Figure>
  );
}

function stepOf(places: readonly Places[], all: number, language: McmcProps["locale"]): string {
  const steps = places.map(({ step }) => step);
  const [from, to] = [Math.min(...steps), Math.max(...steps)].map((step) => formatInteger(step, language));
  const values = { from, to, step: to, steps: formatInteger(all, language) };
  return t(from === to ? words.cloudStep : words.cloudSteps, values);
}

/** One colour after the other: a canvas is slow at changing them. */
function drawCloud(
  { context, px, py, color }: PlotContext,
  places: readonly Places[],
  stride: number,
  [across, upright]: Axes,
): void {
  context.globalAlpha = 0.6;
  for (let shade = 0; shade < COLORS; shade++) {
    context.fillStyle = color(seriesColor(shade));
    for (const { values, width, chains, each, first } of places) {
      if (across >= width || upright >= width) continue;
      for (let c = 0; c < chains; c += stride) {
        if ((first + Math.floor(c / each)) % COLORS !== shade) continue;
        context.fillRect(px(values[c * width + across]) - 0.75, py(values[c * width + upright]) - 0.75, 1.5, 1.5);
      }
    }
  }
  context.globalAlpha = 1;
}

function columnsOf(places: readonly Places[], names: readonly string[]) {
  const all = (of: (place: Places, chain: number) => number) =>
    Float64Array.from(places.flatMap((place) => Array.from({ length: place.chains }, (_, c) => of(place, c))));
  return [
    { name: t(words.superchain), values: all(({ first, each }, c) => first + Math.floor(c / each) + 1) },
    ...names.map((name, column) => ({ name, values: all(({ values, width }, c) => values[c * width + column]) })),
  ];
}
