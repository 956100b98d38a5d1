import { useSignal } from "@preact/signals";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor } from "../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { Select } from "../../parts/select.tsx";
import { drawCross, drawEllipse, drawRing, ellipseAt } from "./ellipse.ts";
import { Legend } from "./legend.tsx";
import { NoiseSliders, useNoises } from "./noises.tsx";
import { bandName, isMeasured, lastMeasured, moment, type Props, type Shown, useMoment, useShown } from "./state.ts";
import { words } from "./words.ts";

const METHODS = ["filtered", "smoothed", "predicted"] as const;

/** Two columns as a place on a plane, over the frames of the film where the data are one; time passes. */
export function PlaneView(props: Props) {
  const { data, experiment, locale: language } = props;
  const { moved, isOffered, answer } = useNoises(props);
  const shown = useShown(props, answer);
  const now = useMoment(shown, !shown?.series.image);
  const film = useFilm(shown?.steps ?? 0, { milliseconds: 90, frame: moment });
  const method = useSignal(0);
  if (!shown) return <p class="part-caption">{t(words.notYet)}</p>;
  const { series, found, steps } = shown;
  const { image } = series;
  const name = METHODS[method.value];
  const [x, y] = image
    ? ([
        [0, image.width],
        [-image.height, 0],
      ] as const)
    : spanOf(shown);
  const unit = data?.values instanceof Uint8Array ? 255 : 1;
  const frame =
    image && data && now < data.rows ? data.values.subarray(now * data.columns, (now + 1) * data.columns) : null;
  const last = lastMeasured(shown);
  // From a path that is seen whole it plays from the start.
  const play = () => {
    if (!film.playing && now >= last) film.seek(0);
    film.toggle();
  };
  const columns = () => [
    { name: t(words.step), values: Float64Array.from({ length: steps }, (_, at) => at + 1) },
    ...METHODS.flatMap((one) =>
      [0, 1].map((i) => ({
        name: `${t(words[one])} ${series.names[i]}`,
        values: Float64Array.from({ length: steps }, (_, at) => Number(found[one].values[2 * at + i])),
      })),
    ),
  ];
  return (
    <Figure
      title={t(words.plane)}
      note={t(image ? words.filmNote : words.planeNote, { band: bandName(experiment.params) })}
      columns={columns}
      name="path"
      controls={
        <Select
          act="method"
          label={t(words.method)}
          names={METHODS.map((one) => t(words[one]))}
          value={method.value}
          onChoose={(at) => (method.value = at)}
        />
      }
    >
      <div class="state-plane">
        <Plane
          title={t(words.plane)}
          x={x}
          y={y}
          draw={(pen) => {
            if (frame && image) drawFrame(pen, frame, image.width, unit);
            draw(pen, shown, name, now, experiment.params.band, last);
          }}
        />
        <div class="part-stack">
          <FilmControls
            film={{ ...film, toggle: play }}
            label={t(words.steps)}
            now={t(words.now, { t: formatInteger(now + 1, language), total: formatInteger(steps, language) })}
            longest={t(words.now, { t: formatInteger(steps, language), total: formatInteger(steps, language) })}
          />
          <Legend
            entries={[
              ...(image ? [] : [{ name: t(words.measured), color: roleColor("data"), kind: "dot" as const }]),
              { name: t(words[name]), color: roleColor("model") },
              ...(series.truth ? [{ name: t(words.truth), color: roleColor("truth"), kind: "dashed" as const }] : []),
              ...(!image && steps > last + 1
                ? [{ name: t(words.forecast), color: roleColor("model"), kind: "dashed" as const }]
                : []),
            ]}
          />
          <p class="part-caption">{sayPlace(shown, name, now)}</p>
          {isOffered && <NoiseSliders props={props} moved={moved} answer={answer} />}
        </div>
      </div>
    </Figure>
  );
}

/** Where everything lies, with room around it; both axes in the same unit. */
function spanOf({ series, found, steps }: Shown): readonly [readonly [number, number], readonly [number, number]] {
  const ends = [0, 1].map((i) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const take = (value: number) => {
      low = Math.min(low, value);
      high = Math.max(high, value);
    };
    for (let step = 0; step < series.steps; step++) if (isMeasured(series, step, i)) take(series.values[2 * step + i]);
    for (let step = 0; step < steps; step++)
      for (const name of ["smoothed", "filtered"]) take(Number(found[name].values[2 * step + i]));
    return [low, high] as const;
  });
  const half = 0.55 * Math.max(ends[0][1] - ends[0][0], ends[1][1] - ends[1][0], 1e-9);
  const around = ([low, high]: readonly [number, number]) =>
    [(low + high) / 2 - half, (low + high) / 2 + half] as const;
  return [around(ends[0]), around(ends[1])];
}

/** The pixels of a picture as squares: never blurred. */
function drawFrame({ context, px, py }: PlotContext, pixels: ArrayLike<number>, width: number, unit: number): void {
  for (let at = 0; at < pixels.length; at++) {
    const [column, row] = [at % width, Math.floor(at / width)];
    const light = Math.round((255 * pixels[at]) / unit);
    context.fillStyle = `rgb(${light} ${light} ${light})`;
    const [left, top] = [Math.round(px(column)), Math.round(py(-row))];
    context.fillRect(left, top, Math.round(px(column + 1)) - left, Math.round(py(-row - 1)) - top);
  }
}

function draw(
  pen: PlotContext,
  { series, found, seen, steps }: Shown,
  name: string,
  now: number,
  band: number,
  last: number,
): void {
  // In a picture y runs downwards.
  const flip = series.image ? -1 : 1;
  const turned: PlotContext = { ...pen, py: (value) => pen.py(flip * value) };
  const { context, px } = pen;
  const { py } = turned;
  const at = (values: ArrayLike<number>, step: number) =>
    [Number(values[2 * step]), Number(values[2 * step + 1])] as const;
  const trace = (values: ArrayLike<number>, from: number, to: number, color: string, dashed = false) => {
    context.strokeStyle = pen.color(color);
    context.lineWidth = 1.5;
    context.setLineDash(dashed ? [4, 4] : []);
    context.beginPath();
    for (let step = from; step <= to; step++) {
      const [x, y] = at(values, step);
      if (step === from) context.moveTo(px(x), py(y));
      else context.lineTo(px(x), py(y));
    }
    context.stroke();
    context.setLineDash([]);
  };
  if (!series.image) {
    context.fillStyle = pen.color(roleColor("data"));
    for (let step = 0; step <= Math.min(now, seen - 1); step++) {
      if (!isMeasured(series, step, 0) || !isMeasured(series, step, 1)) continue;
      const [x, y] = at(series.values, step);
      context.fillRect(px(x) - 1.5, py(y) - 1.5, 3, 3);
    }
  }
  if (series.truth)
    trace(
      series.truth,
      series.image ? Math.max(0, now - 20) : 0,
      Math.min(now, series.steps - 1),
      roleColor("truth"),
      true,
    );
  trace(found[name].values, series.image ? Math.max(0, now - 20) : 0, now, roleColor("model"));
  // Once nothing more is measured, where the body is expected to be.
  if (!series.image && now >= last) trace(found[name].values, now, steps - 1, roleColor("model"), true);
  const noise = name === "predicted" ? found.noise.values : [0, 0];
  drawEllipse(turned, ellipseAt(found, name, now, band, noise as ArrayLike<number>), pen.color(roleColor("model")));
  const [x, y] = at(found[name].values, now);
  drawCross(turned, x, y, pen.color(roleColor("model")));
  if (isMeasured(series, now, 0)) {
    const [mx, my] = at(series.values, now);
    drawRing(turned, mx, my, 5, pen.color(found.used.values[2 * now] ? roleColor("data") : "var(--series-1)"));
  }
}

function sayPlace({ series, found, seen }: Shown, name: string, now: number): string {
  const say = (value: number | bigint) => formatNumber(Number(value), locale.value, 3);
  const place = t(words.position, { x: say(found[name].values[2 * now]), y: say(found[name].values[2 * now + 1]) });
  if (now >= seen) return `${place}. ${t(words.predictedNow)}`;
  if (!isMeasured(series, now, 0)) return `${place}. ${t(words.notSeen)}`;
  if (!found.used.values[2 * now]) return `${place}. ${t(words.refused)}`;
  return `${place}. ${t(words.seenAt, { x: say(series.values[2 * now]), y: say(series.values[2 * now + 1]) })}`;
}
