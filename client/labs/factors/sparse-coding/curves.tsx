import type { Fold } from "../../../../shared/labs/fold.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";
import "./sparse-coding.css";

export function ObjectiveCurve({ fold, version }: ViewProps) {
  return (
    <Curve
      fold={fold}
      version={version}
      record="objective"
      title={t(words.objective)}
      y={t(words.perPatch)}
      height={220}
    />
  );
}

/** What learning records at each minibatch. */
export function CurvesView({ fold, version }: ViewProps) {
  return (
    <div class="sparse-curves">
      <Curve fold={fold} version={version} record="objective" title={t(words.objective)} y={t(words.perPatch)} />
      <Curve fold={fold} version={version} record="sparsity" title={t(words.nonZeros)} y={t(words.perPatch)} />
      <p class="sparse-caption sparse-whole">{t(words.curvesNote)}</p>
    </div>
  );
}

interface CurveProps {
  readonly fold: Fold;
  /** The fold stays the same object while it grows: without this a component that reads a signal is not drawn again. */
  readonly version: number;
  readonly record: string;
  readonly title: string;
  readonly y: string;
  readonly height?: number;
}

function Curve({ fold, record, title, y, height = 180 }: CurveProps) {
  const total = fold.tasks.find(({ id }) => id === "train")?.steps ?? 1;
  const values = fold.records("train", record)?.values ?? new Float64Array(0);
  // Thinned records have fewer rows than steps, evenly spaced.
  const spacing = values.length > 1 ? (fold.done("train") - 1) / (values.length - 1) : 1;
  const x = Float64Array.from(values, (_, i) => 1 + i * spacing);
  return (
    <LiveLine
      title={title}
      x={{ label: t(words.minibatch), domain: [0, total] }}
      y={{ label: y, zero: true }}
      height={height}
      series={[{ label: t(words.training), color: roleColor("data"), x, y: Float64Array.from(values) }]}
    />
  );
}
