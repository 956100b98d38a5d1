import { curveSizes } from "../../../../../shared/labs/graphs/bayes-net/learning/plan.ts";
import { t } from "../../../../i18n/locale.ts";
import { LiveLine } from "../../../../views/live-line.tsx";
import { roleColor } from "../../../../views/palette.ts";
import type { LearningProps } from "./props.ts";
import { words } from "./words.ts";

/** Error over rows on logarithmic axes, from the least to the largest of its repeats, beside a line that falls with the root of their number. */
export function CurveView({ fold, experiment }: LearningProps) {
  const points = curveSizes(experiment.params.rows ?? 0).flatMap((size, i) => {
    const errors = Array.from(fold.output(`curve.${i}`)?.error?.values ?? []);
    return errors.length > 0 ? [{ size, errors, error: Math.hypot(...errors) / Math.sqrt(errors.length) }] : [];
  });
  if (points.length === 0) return null;
  const x = points.map(({ size }) => size);
  const y = points.map(({ error }) => error);
  const last = points[points.length - 1];
  const color = roleColor("model");
  return (
    <LiveLine
      title={t(words.curveTitle)}
      note={t(words.curveNote)}
      x={{ label: t(words.rows), log: true }}
      y={{ label: t(words.error), log: true }}
      height={220}
      series={[
        {
          ...{ label: t(words.spread), color, x },
          low: points.map(({ errors }) => Math.min(...errors)),
          y: points.map(({ errors }) => Math.max(...errors)),
        },
        {
          label: t(words.root),
          color: roleColor("data"),
          x,
          y: x.map((size) => last.error * Math.sqrt(last.size / size)),
        },
        { label: t(words.measured), color, x, y, width: 2 },
      ]}
    />
  );
}
