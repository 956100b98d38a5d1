import type { Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../shared/arrays.ts";
import { piecesOf } from "../../../shared/labs/nets/linear-regions.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger } from "../../i18n/numbers.ts";
import { Figure } from "../../views/figure.tsx";
import { LiveLine } from "../../views/live-line.tsx";
import { mapColor, seriesColor } from "../../views/palette.ts";
import { Plane, type PlotContext } from "../../views/plane.tsx";
import { Check } from "./check.tsx";
import { words } from "./region-words.ts";

interface LinearRegionsProps {
  readonly title: string;
  /** Of a task or a question: corners, heights, sides (`shared/labs/nets/linear-regions.ts`). */
  readonly found: Arrays;
  readonly window: readonly [number, number];
  /** Of what is learnt, over the line. */
  readonly target?: { readonly x: Float64Array; readonly y: Float64Array };
  /** Ends of the scale of colours; default: those of the values. */
  readonly range?: readonly [number, number];
  /** Neighbours differ in colour, whatever the net gives. */
  readonly apart: boolean;
}

/** What a net gives over its window, and the regions where it is linear. */
export function LinearRegions(props: LinearRegionsProps) {
  return props.found.corners.shape[1] === 1 ? <OnLine {...props} /> : <OnPlane {...props} />;
}

/** Whether neighbours differ in colour. */
export function ApartToggle({ on }: { readonly on: Signal<boolean> }) {
  return <Check act="colours" label={t(words.apart)} on={on} />;
}

/** Pieces whose colours alternate, so that it is seen where they meet. */
const MOST_APART = 250;

function OnLine({ title, found, target }: LinearRegionsProps) {
  const { x, y } = useMemo(() => piecesOf(found), [found]);
  const count = x.length / 2;
  const every = (side: 0 | 1) => {
    const own = Array.from({ length: count }, (_, r) => r).filter((r) => r % 2 === side);
    return {
      x: own.flatMap((r) => [x[2 * r], x[2 * r + 1], x[2 * r + 1]]),
      // A gap behind each piece.
      y: own.flatMap((r) => [y[2 * r], y[2 * r + 1], Number.NaN]),
    };
  };
  const net = { label: t(words.net), color: "var(--role-model)" };
  return (
    <LiveLine
      title={title}
      note={t(words.regionsFound, { count: formatInteger(count, locale.value) })}
      x={{ label: "x" }}
      y={{ label: "y" }}
      height={260}
      series={[
        ...(target ? [{ ...target, color: "var(--role-truth)", label: t(words.target) }] : []),
        ...(count > MOST_APART
          ? [{ ...net, x, y }]
          : [
              { ...net, ...every(0) },
              { label: "", color: seriesColor(3), ...every(1) },
            ]),
      ]}
    />
  );
}

function OnPlane({ title, found, window: [low, high], range, apart }: LinearRegionsProps) {
  const { corners, heights, sides } = found;
  const count = sides.values.length;
  const { starts, middles } = useMemo(() => countedOff(found), [found]);
  const [least, most] = range ?? rangeOf(middles);
  const draw = (pen: PlotContext) => {
    const { context, px, py, color } = pen;
    const series = Array.from({ length: 8 }, (_, s) => color(seriesColor(s)));
    context.strokeStyle = color("var(--surface)");
    context.lineWidth = count > 1500 ? 0.25 : 0.6;
    context.lineJoin = "round";
    for (let r = 0; r < count; r++) {
      context.beginPath();
      for (let c = starts[r]; c < starts[r + 1]; c++)
        context.lineTo(px(Number(corners.values[2 * c])), py(Number(corners.values[2 * c + 1])));
      context.closePath();
      context.globalAlpha = apart ? 0.35 + 0.13 * ((r * 7) % 5) : 1;
      context.fillStyle = apart
        ? series[(r * 5 + (r >> 3)) % 8]
        : shadeOf(pen, found, starts[r], starts[r + 1], least, most);
      context.fill();
      context.globalAlpha = 1;
      context.stroke();
    }
  };
  return (
    <Figure
      title={title}
      note={t(words.regionsNote, { count: formatInteger(count, locale.value) })}
      columns={() => [
        {
          name: t(words.region),
          values: Array.from(sides.values).flatMap((own, r) => new Array<number>(Number(own)).fill(r)),
        },
        ...["x", "y"].map((name, k) => ({
          name,
          values: Array.from(heights.values, (_, c) => Number(corners.values[2 * c + k])),
        })),
        { name: t(words.value), values: Array.from(heights.values, Number) },
      ]}
    >
      <Plane title={title} x={[low, high]} y={[low, high]} draw={draw} zoom="regions" />
    </Figure>
  );
}

/** Where the corners of each region begin, and what the net gives in its middle, as it is linear there. */
function countedOff({ heights, sides }: Arrays) {
  const starts = new Int32Array(sides.values.length + 1);
  const middles = Float64Array.from(sides.values, (own, r) => {
    starts[r + 1] = starts[r] + Number(own);
    let sum = 0;
    for (let c = starts[r]; c < starts[r + 1]; c++) sum += Number(heights.values[c]);
    return sum / Number(own);
  });
  return { starts, middles };
}

/** Stops of a shade: viridis between them is near enough to a straight way through its colours. */
const STOPS = 6;

/** The colours of a linear function over a region, by its corners: an even one where it hardly changes. */
function shadeOf(
  { context, px, py }: PlotContext,
  { corners, heights }: Arrays,
  from: number,
  to: number,
  least: number,
  most: number,
): string | CanvasGradient {
  const at = (c: number) => [
    px(Number(corners.values[2 * c])),
    py(Number(corners.values[2 * c + 1])),
    Number(heights.values[c]),
  ];
  const shade = (height: number) => mapColor("viridis", (height - least) / (most - least || 1));
  const [x, y, height] = at(from);
  let [across, upright, widest] = [0, 0, 0];
  for (let c = from + 1; c + 1 < to; c++) {
    const [[ax, ay, a], [bx, by, b]] = [at(c), at(c + 1)];
    const area = (ax - x) * (by - y) - (bx - x) * (ay - y);
    if (Math.abs(area) <= Math.abs(widest)) continue;
    widest = area;
    across = ((a - height) * (by - y) - (b - height) * (ay - y)) / area;
    upright = ((b - height) * (ax - x) - (a - height) * (bx - x)) / area;
  }
  const heightsHere = Array.from({ length: to - from }, (_, c) => at(from + c)[2]);
  const [low, high] = [Math.min(...heightsHere), Math.max(...heightsHere)];
  const steepness = across * across + upright * upright;
  if (steepness === 0 || high - low < 0.02 * (most - least)) return shade((low + high) / 2);
  const along = (h: number) =>
    [x + (across * (h - height)) / steepness, y + (upright * (h - height)) / steepness] as const;
  const gradient = context.createLinearGradient(...along(low), ...along(high));
  for (let s = 0; s <= STOPS; s++) gradient.addColorStop(s / STOPS, shade(low + ((high - low) * s) / STOPS));
  return gradient;
}

function rangeOf(values: Float64Array): readonly [number, number] {
  return [
    values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ];
}
