import { t } from "../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { recordLine } from "../../parts/record-lines.tsx";
import { type Props, summaryOf } from "./found.ts";
import { words } from "./words.ts";

/** Distances below this are rounding. */
const ROUNDING = 1e-14;

/** Total variation against time, from the start that was chosen and from the worst, beside the bound by the spectrum. */
export function DistanceView({ fold }: Props) {
  const own = recordLine(fold, { id: "exact" }, "totalVariation");
  if (own.y.length === 0) return <p class="part-caption">{t(words.empty)}</p>;
  const worst = recordLine(fold, { id: "exact" }, "worst");
  const visible = (y: Float64Array) => y.map((distance) => (distance > ROUNDING ? distance : Number.NaN));
  const marks: Mark[] = [
    { kind: "rule", y: 0.25, dashed: true },
    ...boundOf(fold, own.x),
    ...(worst.y.length > 0
      ? [
          {
            kind: "line",
            x: worst.x,
            y: visible(worst.y),
            label: t(words.fromWorst),
            color: roleColor("truth"),
          } as const,
        ]
      : []),
    { kind: "line", x: own.x, y: visible(own.y), label: t(words.fromStart), color: roleColor("model"), width: 2.5 },
  ];
  return (
    <Chart
      title={t(words.distance)}
      note={t(words.distanceNote)}
      x={{ label: t(words.step) }}
      y={{ label: t(words.totalVariation), log: true, domain: [lowest(own.y), 1] }}
      height={320}
      marks={marks}
    />
  );
}

/** Where the axis ends below: at a tenth at least, so that it has a length before the distance falls. */
function lowest(distances: Float64Array): number {
  return distances.reduce((least, distance) => (distance > ROUNDING ? Math.min(least, distance) : least), 0.1);
}

/** The bound says something where it is at most 1. */
function boundOf(fold: Props["fold"], steps: Float64Array): readonly Mark[] {
  const summary = summaryOf(fold);
  const [second, start] = [summary?.second.values[0], summary?.startBound.values[0]];
  if (second === undefined || start === undefined || second >= 1 || start === 0) return [];
  const y = steps.map((step) => {
    const bound = Number(start) * Number(second) ** step;
    return bound <= 1 && bound > ROUNDING ? bound : Number.NaN;
  });
  if (!y.some(Number.isFinite)) return [];
  return [{ kind: "line", x: steps, y, label: t(words.bound), dashed: true, color: roleColor("other") }];
}
