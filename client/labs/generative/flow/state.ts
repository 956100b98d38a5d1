import { useMemo } from "preact/hooks";
import { shapeAt } from "../../../../shared/labs/generative/flow/data.ts";
import type { FlowParams } from "../../../../shared/labs/generative/flow/fields.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { useAnswer, type ViewQuestion } from "../../answer.ts";
import { lacksNet, netKey, newestWeights } from "../../parts/net-state.ts";
import type { ViewProps } from "../../view.ts";

export type FlowProps = ViewProps<FlowParams>;

/** The size of pictures as the flow has them; undefined of points, and where a result came without its data. */
export function usePictureShape({
  data,
  experiment,
}: Pick<FlowProps, "data" | "experiment">): PictureShape | undefined {
  const { resolution } = experiment.params;
  return useMemo(() => (data ? shapeAt(data, resolution) : undefined), [data, resolution]);
}

/**
 * What the newest flow answers; `recordedAs`: the name of the answer that a recorded result has, where the question is the one that it was asked. Nothing is asked
 * before there is a flow.
 */
export function useFlowAnswer(
  props: FlowProps,
  {
    key,
    recordedAs,
    question,
  }: { readonly key: string; readonly recordedAs?: string | undefined; question(): ViewQuestion },
) {
  const isKnown = newestWeights(props) !== undefined || lacksNet(props);
  return useAnswer(props.ask, isKnown ? `${netKey(props)} ${key}` : null, () => {
    const { task, given } = question();
    return { task: { ...task, recordedAs, partial: lacksNet(props) }, given };
  });
}
