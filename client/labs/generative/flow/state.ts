import { useMemo } from "preact/hooks";
import type { FlowParams } from "../../../../shared/labs/generative/flow/fields.ts";
import { type PlanarSamples, planarSamples } from "../../../../shared/labs/generative/points/plane.ts";
import type { ViewProps } from "../../view.ts";

export type FlowProps = ViewProps<FlowParams>;

/** The points as the model has them; null where a result came without its data, or before data that are no points are refused. */
export function useSamples({ data, experiment }: Pick<FlowProps, "data" | "experiment">): PlanarSamples | null {
  const { testFraction } = experiment.params;
  return useMemo(() => (data?.columns === 2 ? planarSamples(data, testFraction) : null), [data, testFraction]);
}
