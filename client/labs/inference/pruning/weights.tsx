import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { type Layer, layersIn } from "./state.ts";
import { words } from "./words.ts";

const BINS = 41;

interface WeightHistogramProps {
  readonly before: Arrays;
  readonly after: Arrays;
  /** What is left has moved since it was pruned. */
  readonly isTuned: boolean;
}

/** How large weights are: those that went, where they were, and those that are left. */
export function WeightHistogram({ before, after, isTuned }: WeightHistogramProps) {
  const { ends, gone, left, edges } = useMemo(() => counted(before, after, isTuned), [before, after, isTuned]);
  const steps = (counts: Float64Array) => edges.map((_, k) => counts[k >> 1]);
  const zeros = edges.map(() => 0);
  return (
    <LiveLine
      title={t(words.histogram)}
      note={t(isTuned ? words.histogramTuned : words.histogramNote)}
      x={{ label: t(words.weight), domain: ends }}
      y={{ label: t(words.count), zero: true }}
      series={[
        { label: t(words.gone), color: roleColor("other"), x: edges, y: steps(gone), low: zeros, width: 1 },
        { label: t(words.stays), color: seriesColor(1), x: edges, y: steps(left), low: zeros, width: 1.5 },
      ]}
      height={170}
    />
  );
}

/** Of the weights that are not 0, about 0. */
function deviationOf(layers: readonly Layer[]): number {
  let [square, count] = [0, 0];
  for (const { weights } of layers)
    for (let i = 0; i < weights.length; i++) {
      square += weights[i] * weights[i];
      if (weights[i] !== 0) count++;
    }
  return Math.sqrt(square / Math.max(1, count));
}

/** Counts per bin over four deviations of the weights before, or three of what is left once it has moved: what is beyond is in the last bins. */
function counted(before: Arrays, after: Arrays, isTuned: boolean) {
  const [whole, rest] = [layersIn(before), layersIn(after)];
  const most = Math.max(4 * deviationOf(whole), isTuned ? 3 * deviationOf(rest) : 0) || 1;
  const [gone, left] = [new Float64Array(BINS), new Float64Array(BINS)];
  const binOf = (weight: number) => Math.min(BINS - 1, Math.max(0, Math.floor(((weight + most) / (2 * most)) * BINS)));
  for (const [l, { weights }] of rest.entries())
    for (let i = 0; i < weights.length; i++) {
      if (weights[i] === 0) gone[binOf(whole[l]?.weights[i] ?? 0)]++;
      else left[binOf(weights[i])]++;
    }
  const edges = Float64Array.from({ length: 2 * BINS }, (_, k) => -most + (2 * most * ((k + 1) >> 1)) / BINS);
  return { ends: [-most, most] as const, gone, left, edges };
}
