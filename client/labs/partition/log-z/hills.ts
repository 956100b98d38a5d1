import type { LiveSeries } from "../../../views/live-line.tsx";

const BINS = 32;

interface Hill {
  readonly label: string;
  readonly color: string;
  readonly values: Float64Array;
}

/** Histograms in the same bins, as filled steps: how many of the values of each lie in a bin, of all of its own. */
export function hillsOf(...hills: readonly Hill[]): readonly LiveSeries[] {
  const all = hills.flatMap(({ values }) => Array.from(values)).filter(Number.isFinite);
  const [least, most] = all.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  const [low, high] = least < most ? [least, most] : [least - 0.5, most + 0.5];
  const wide = (high - low) / BINS;
  // Both ends of each bin, and the ground on either side.
  const x = Array.from({ length: BINS }, (_, bin) => [low + bin * wide, low + (bin + 1) * wide]).flat();
  return hills.map(({ label, color, values }) => {
    const counts = new Array<number>(BINS).fill(0);
    for (const value of values)
      if (Number.isFinite(value)) counts[Math.min(BINS - 1, Math.floor((value - low) / wide))]++;
    const y = counts.flatMap((count) => [count / values.length, count / values.length]);
    return { label, color, x: [low, ...x, high], y: [0, ...y, 0], low: new Float64Array(2 * BINS + 2), width: 1.5 };
  });
}
