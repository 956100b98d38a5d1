import type { Fold } from "../../../../../shared/labs/fold.ts";
import { t } from "../../../../i18n/locale.ts";
import { LiveLine, type LiveSeries } from "../../../../views/live-line.tsx";
import { roleColor } from "../../../../views/palette.ts";
import type { LearningProps } from "./props.ts";
import { words } from "./words.ts";

const kinds = ["error", "distance", "heldOut"] as const;
type Kind = (typeof kinds)[number];

interface Point {
  readonly rows: number;
  /** Of each repeat. */
  readonly values: readonly number[];
}

/** What was learnt from few rows, and from more: from the least to the largest of the repeats, and their middle. */
export function CurveView({ fold }: LearningProps) {
  const kind = kinds.find((one) => pointsOf(fold, one).length > 0);
  if (!kind) return null;
  const points = pointsOf(fold, kind);
  const isError = kind === "error";
  const x = points.map(({ rows }) => rows);
  const y = points.map(({ values }) => (isError ? Math.hypot(...values) / Math.sqrt(values.length) : meanOf(values)));
  const color = roleColor("model");
  const series: readonly LiveSeries[] = [
    {
      ...{ label: t(words.spread), color, x },
      low: points.map(({ values }) => Math.min(...values)),
      y: points.map(({ values }) => Math.max(...values)),
    },
    ...(isError ? [rootLine(x, y)] : []),
    { label: t(words[kind]), color, x, y, width: 2 },
  ];
  return (
    <LiveLine
      title={t(words.curveTitle)}
      note={t({ error: words.curveNote, distance: words.distanceNote, heldOut: words.heldOutNote }[kind])}
      x={{ label: t(words.rows), log: true }}
      y={{ label: t(kind === "heldOut" ? words.nats : words[kind]), log: isError, zero: kind === "distance" }}
      height={220}
      series={series}
    />
  );
}

/** A straight line on logarithmic axes, through the last point. */
function rootLine(x: readonly number[], y: readonly number[]): LiveSeries {
  const [rows, error] = [x[x.length - 1], y[y.length - 1]];
  return { label: t(words.root), color: roleColor("data"), x, y: x.map((size) => error * Math.sqrt(rows / size)) };
}

/** Where all repeats are known and none says that what it was held against is impossible. */
function pointsOf(fold: Fold, kind: Kind): readonly Point[] {
  return fold.tasks
    .filter((task) => task.kind === "curve")
    .flatMap(({ id, params }) => {
      const values = Array.from(fold.output(id)?.[kind]?.values ?? []);
      return values.length > 0 && values.every(Number.isFinite) ? [{ rows: Number(params.rows), values }] : [];
    });
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
