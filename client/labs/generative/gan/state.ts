import { useMemo } from "preact/hooks";
import type { NDArray, TypedArray } from "../../../../shared/arrays.ts";
import { type GanSamples, plainRows, samplesOf } from "../../../../shared/labs/generative/gan/data.ts";
import type { GanParams } from "../../../../shared/labs/generative/gan/fields.ts";
import { comparedRows, type Square, squareOf } from "../../../../shared/labs/generative/points/plane.ts";
import type { ViewProps } from "../../view.ts";

export type GanProps = ViewProps<GanParams>;

/** What the nets see of the data; null where a result came without them. */
export function useSamples({ data, experiment }: Pick<GanProps, "data" | "experiment">): GanSamples | null {
  const { testFraction, resolution } = experiment.params;
  return useMemo(() => (data ? samplesOf(data, { testFraction, resolution }) : null), [data, testFraction, resolution]);
}

/** What is drawn of a run: of the finished one its output, meanwhile what training last sent. */
export interface Shown {
  readonly generated: NDArray | undefined;
  /** Held-out rows. */
  readonly real: NDArray | undefined;
  readonly field: TypedArray | undefined;
  readonly slope: TypedArray | undefined;
  /** Of points of the plane. */
  readonly square: Square | undefined;
  readonly isFinal: boolean;
}

export function useShown(props: GanProps): Shown {
  const { fold, experiment } = props;
  const samples = useSamples(props);
  const final = fold.output("samples");
  const live = fold.snapshot("train");
  const known = useMemo(() => {
    if (!samples) return undefined;
    const rows = comparedRows(samples, experiment.params);
    return { shape: [rows.length, samples.columns], values: plainRows(samples, rows) };
  }, [samples, experiment.params.compared]);
  const real = final?.real ?? known;
  const corner = final?.square;
  const square = useMemo(() => {
    if (corner) return { low: [corner.values[0], corner.values[1]] as const, side: corner.values[2] };
    return samples && !samples.image && samples.columns === 2 ? squareOf(plainRows(samples, samples.train)) : undefined;
  }, [corner, samples]);
  const now = final ?? live;
  return {
    generated: now?.generated,
    real,
    field: now?.field?.values,
    slope: now?.slope?.values,
    square,
    isFinal: final !== undefined,
  };
}
