import { useMemo } from "preact/hooks";
import { type PlanarSamples, planarSamples } from "../../../../shared/labs/generative/points/plane.ts";
import type { ViewProps } from "../../view.ts";

type Props = Pick<ViewProps<{ readonly testFraction: number }>, "data" | "experiment">;

/** The points as the model has them; null where a result came without its data, or before data that are no points are refused. */
export function useSamples({ data, experiment }: Props): PlanarSamples | null {
  const { testFraction } = experiment.params;
  return useMemo(() => (data?.columns === 2 ? planarSamples(data, testFraction) : null), [data, testFraction]);
}
