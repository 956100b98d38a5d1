import type { NDArray } from "../../../../shared/arrays.ts";
import type { Series } from "../../../../shared/labs/graphs/state-space/series.ts";

export interface SoundTrack {
  readonly of: "measured" | "smoothed" | "truth";
  /** Column of the series. */
  readonly column: number;
  readonly samples: Float32Array;
}

/** What is heard of each column, of the steps that were measured: as it was, the smoother's mean, and the truth where it is known. */
export function tracksOf({ steps, outputs: m, values, truth }: Series, smoothed: NDArray): readonly SoundTrack[] {
  const column = (from: ArrayLike<number | bigint>, i: number) =>
    Float32Array.from({ length: steps }, (_, step) => Number(from[step * m + i]));
  return Array.from({ length: m }, (_, i) => i).flatMap((i): SoundTrack[] => [
    { of: "measured", column: i, samples: column(values, i) },
    { of: "smoothed", column: i, samples: column(smoothed.values, i) },
    ...(truth ? [{ of: "truth" as const, column: i, samples: column(truth, i) }] : []),
  ]);
}
