import { useMemo } from "preact/hooks";
import { type PlanarSamples, planarSamples } from "../../../../shared/labs/generative/points/plane.ts";
import { type RowParams, type RowSamples, rowSamples } from "../../../../shared/labs/generative/points/samples.ts";
import type { ViewProps } from "../../view.ts";

type Props<P> = Pick<ViewProps<P>, "data" | "experiment">;

/** The points as the model has them; null where a result came without its data, or before data that are no points are refused. */
export function useSamples({ data, experiment }: Props<Pick<RowParams, "testFraction">>): PlanarSamples | null {
  const { testFraction } = experiment.params;
  return useMemo(() => (data?.columns === 2 ? planarSamples(data, testFraction) : null), [data, testFraction]);
}

/** The same of points or of pictures. */
export function useRows({ data, experiment }: Props<RowParams>): RowSamples | null {
  const { testFraction, resolution } = experiment.params;
  return useMemo(
    () => (data && (data.image || data.columns === 2) ? rowSamples(data, { testFraction, resolution }) : null),
    [data, testFraction, resolution],
  );
}
