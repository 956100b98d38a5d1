import { mean, standardDeviation } from "../../../shared/stats/moments.ts";
import { LiveLine, type LiveLineProps, type LiveSeries } from "../../views/live-line.tsx";
import "./parts.css";

/** Things of one kind, each a point: places that are not known are not finite. */
export interface PointGroup {
  readonly label: string;
  readonly color: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

interface MeanPointsProps extends Omit<LiveLineProps, "series"> {
  readonly groups: readonly PointGroup[];
  /** Said as long as no point is known. */
  readonly empty: string;
}

/** The points of several kinds, and of each kind a bar at its mean x: mean of y ± its standard deviation. */
export function MeanPoints({ groups, x, empty, ...figure }: MeanPointsProps) {
  const series = groups.flatMap(pointsAndBar);
  if (series.length === 0) return <p class="part-caption">{empty}</p>;
  return <LiveLine {...figure} x={{ ...x, ...(x.log && { domain: spanOf(groups) }) }} series={series} />;
}

/** A tenth more on either side; between whole numbers where the points are counts. */
function spanOf(groups: readonly PointGroup[]): readonly [number, number] {
  const all = groups.flatMap(({ x }) => x.filter(Number.isFinite));
  const [low, high] = [Math.min(...all) / 1.1, Math.max(...all) * 1.1];
  return all.every(Number.isInteger) ? [Math.floor(low), Math.ceil(high)] : [low, high];
}

export function pointsAndBar({ label, color, x, y }: PointGroup): readonly LiveSeries[] {
  const known = y.flatMap((value, i) => (Number.isFinite(value) && Number.isFinite(x[i]) ? [i] : []));
  if (known.length === 0) return [];
  const middle = mean(Float64Array.from(known, (i) => x[i]));
  const heights = Float64Array.from(known, (i) => y[i]);
  const deviation = known.length > 1 ? standardDeviation(heights) : 0;
  const bar = [-deviation, deviation].map((off) => mean(heights) + off);
  return [
    ...known.map((i, n) => ({ label: n === 0 ? label : "", color, x: [x[i]], y: [y[i]] })),
    { label: "", color, x: [middle, middle], y: bar },
  ];
}
