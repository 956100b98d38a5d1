import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../shared/arrays.ts";
import { METHOD_NAMES, type Method, methodsOf } from "../../../../shared/labs/partition/likelihood-gradient/names.ts";
import {
  type MapAxes,
  type MapPlane,
  mapQuestion,
  placeOf,
  planeOf,
  probeQuestion,
  thetaAt,
} from "../../../../shared/labs/partition/likelihood-gradient/questions.ts";
import { fixedOf, learnOf } from "../../../../shared/labs/partition/likelihood-gradient/results.ts";
import { parameterNames } from "../../../../shared/labs/partition/likelihood-gradient/statistics.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { useAnswer } from "../../answer.ts";
import { drawAxes } from "../../parts/axes.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { stepsOf } from "../../parts/record-lines.tsx";
import { type Axes, AxisSelects, axesWithin, Select } from "../../parts/select.tsx";
import { drawContours, drawFixed, drawPath, drawProbe, type Path } from "./map-drawing.ts";
import { columnsOf, firstAxes, type LikelihoodProps } from "./state.ts";
import { words } from "./words.ts";

const HEIGHT = 360;

interface MapProps extends LikelihoodProps {
  readonly shown: readonly Method[];
}

/** Paths of the parameters over the likelihood's contours, where each method would come to rest, and under the hand where each would go. */
export function LikelihoodMap(props: MapProps) {
  const { fold, experiment, ask, locale, shown } = props;
  const { params } = experiment;
  const names = parameterNames(params, columnsOf(props));
  const isPrincipal = useSignal(true);
  const axes = useSignal<Axes>(firstAxes(params, columnsOf(props)));
  // Another model may have fewer parameters.
  const two = axesWithin(axes.value, names.length);
  const held = useSignal<readonly [number, number] | null>(null);
  const last = useSignal<number>(Number.POSITIVE_INFINITY);
  const chosen: MapAxes = isPrincipal.value ? "principal" : two;
  const plane = planeOf(fold, params, chosen);
  const key = JSON.stringify(chosen);
  const { answer } = useAnswer(ask, plane ? `${key} ${plane.centre.join()}` : null, () =>
    recorded(mapQuestion(fold, params, plane as MapPlane), isPrincipal.value ? "map.principal" : undefined),
  );
  const place = held.value;
  const probe = useAnswer(ask, plane && place ? `${key} ${place.join()}` : null, () =>
    probeQuestion(fold, params, thetaAt(plane as MapPlane, ...(place as [number, number]))),
  );
  const rows = Math.max(0, ...shown.map((method) => fold.records(learnOf(method), "theta")?.shape[0] ?? 0));
  const film = useFilm(rows, { milliseconds: Math.max(16, 5000 / Math.max(1, rows)), frame: last });
  if (!plane) return <p class="part-caption">{t(words.empty)}</p>;
  const axisNames: readonly [string, string] = isPrincipal.value
    ? [t(words.firstDirection), t(words.secondDirection)]
    : [names[two[0]], names[two[1]]];
  const paths = pathsOf(props, plane);
  const share = rows > 0 ? (film.frame + 1) / rows : 0;
  const draw = (pen: PlotContext) => {
    if (answer) drawContours(pen, answer, plane);
    for (const path of paths) drawPath(pen, path, share);
    for (const method of shown) {
      const fixed = fixedOf(fold, method);
      if (fixed) drawFixed(pen, placeOf(plane, fixed.theta), method);
    }
    if (place) drawProbe(pen, place, plane, probe.answer, shown);
    const [x, y] = isPrincipal.value ? [0, 0] : two.map((at) => plane.centre[at]);
    drawAxes(pen, [pen.x[0] + x, pen.x[1] + x], [pen.y[0] + y, pen.y[1] + y], axisNames, locale);
  };
  const step = paths[0]?.steps[Math.min(paths[0].steps.length, Math.ceil(share * paths[0].steps.length)) - 1] ?? 0;
  return (
    <div class="part-stack">
      <div class="part-controls">
        <Select
          act="axes"
          label={t(words.axes)}
          names={[t(words.principal), t(words.twoParameters)]}
          value={isPrincipal.value ? 0 : 1}
          onChoose={(at) => {
            isPrincipal.value = at === 0;
            held.value = null;
          }}
        />
        {!isPrincipal.value && <AxisSelects names={names} axes={axes} />}
      </div>
      <Figure
        title={t(words.map)}
        note={t(props.experiment.params.decay > 0 ? words.mapNoteDecay : words.mapNote)}
        columns={() => columnsOfPaths(paths, axisNames)}
      >
        <Plane
          title={t(words.map)}
          x={shifted(plane.x, isPrincipal.value ? 0 : plane.centre[two[0]])}
          y={shifted(plane.y, isPrincipal.value ? 0 : plane.centre[two[1]])}
          height={HEIGHT}
          draw={(pen) => draw(inPlane(pen, isPrincipal.value ? [0, 0] : two.map((at) => plane.centre[at])))}
          onPoint={(x, y) => {
            const [left, low] = isPrincipal.value ? [0, 0] : two.map((at) => plane.centre[at]);
            held.value = [x - left, y - low];
          }}
        />
      </Figure>
      <p class="part-caption gradient-said">{place ? saidOf(probe.answer, shown, locale) : t(words.press)}</p>
      <FilmControls
        film={film}
        label={t(words.playSteps)}
        now={t(words.stepNow, { step: formatInteger(step, locale) })}
      />
    </div>
  );
}

function recorded<Q extends ReturnType<typeof mapQuestion>>(question: Q, recordedAs: string | undefined) {
  return { ...question, task: { ...question.task, recordedAs } };
}

const shifted = ([low, high]: readonly [number, number], by: number): readonly [number, number] => [
  low + by,
  high + by,
];

/** The same pen, told places from maximum likelihood on. */
function inPlane(pen: PlotContext, [x, y]: readonly number[]): PlotContext {
  return {
    ...pen,
    x: shifted(pen.x, -x),
    y: shifted(pen.y, -y),
    px: (at) => pen.px(at + x),
    py: (at) => pen.py(at + y),
  };
}

function pathsOf({ fold, shown }: MapProps, plane: MapPlane): readonly Path[] {
  const start = placeOf(plane, fold.output("fixed")?.start.values ?? plane.centre);
  return shown.flatMap((method): Path[] => {
    const record = fold.records(learnOf(method), "theta");
    const rows = record?.shape[0] ?? 0;
    if (!record || rows === 0) return [];
    // A line of more points than pixels looks the same.
    const every = Math.max(1, Math.floor(rows / 800));
    const all = stepsOf(fold, learnOf(method), "theta");
    const kept = Array.from({ length: rows }, (_, row) => row).filter((row) => row % every === 0 || row === rows - 1);
    const places = kept.map((row) => placeOf(plane, record.values, row * plane.centre.length));
    return [
      {
        method,
        steps: Float64Array.from(kept, (row) => all[row]),
        x: Float64Array.from(places, ([x]) => x),
        y: Float64Array.from(places, ([, y]) => y),
        start,
      },
    ];
  });
}

function columnsOfPaths(paths: readonly Path[], names: readonly [string, string]) {
  return paths.flatMap(({ method, x, y }) => {
    const name = t(METHOD_NAMES[method]);
    return [
      { name: `${name}: ${names[0]}`, values: x },
      { name: `${name}: ${names[1]}`, values: y },
    ];
  });
}

function saidOf(answer: Arrays | null, shown: readonly Method[], locale: LikelihoodProps["locale"]): string {
  if (!answer) return t(words.asking);
  if (!answer.kl) return t(words.noModel);
  const cosines = shown.flatMap((method) => {
    const cosine = answer[`cosine.${method}`]?.values[0];
    if (method === "exact" || cosine === undefined) return [];
    return [`${t(METHOD_NAMES[method])} ${formatNumber(Number(cosine), locale, 2)}`];
  });
  return t(words.heldSaid, { kl: formatNumber(Number(answer.kl.values[0]), locale, 3), cosines: cosines.join(" · ") });
}

/** Methods of the run that are drawn. */
export function shownOf({ experiment }: LikelihoodProps, hidden: ReadonlySet<Method>): readonly Method[] {
  return methodsOf(experiment.params).filter((method) => !hidden.has(method));
}
