import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { DenoisingParams } from "../../../../shared/labs/autoencoders/denoising/fields.ts";
import { type Asked, cleaningQuestion } from "../../../../shared/labs/autoencoders/denoising/questions.ts";
import { useAnswer } from "../../answer.ts";
import { netKey } from "../../parts/net-state.ts";
import type { ViewProps } from "../../view.ts";
import { lacksNet, netOf } from "../state.ts";

export type DenoisingProps = ViewProps<DenoisingParams>;

/** Spoils rows and cleans them, or walks on from them; null rows ask nothing. */
export function useCleaning(
  props: DenoisingProps,
  kind: "clean" | "walk",
  rows: NDArray | null,
  asked: Asked,
  key: string,
  recordedAs?: string,
): { readonly answer: Arrays | null; readonly waiting: boolean } {
  const net = netOf(props);
  const isKnown = (net !== undefined || lacksNet(props)) && rows !== null && rows.values.length > 0;
  const asks = isKnown ? `${kind} ${netKey(props)} ${key} ${JSON.stringify(asked)}` : null;
  return useAnswer(props.ask, asks, () => {
    if (!rows) throw new Error("nothing to ask about");
    const row = props.data ?? { columns: rows.shape[1] };
    const { task, given } = cleaningQuestion(kind, props.experiment.params, row, net ?? {}, rows, asked);
    return { task: { ...task, recordedAs, partial: net === undefined }, given };
  });
}
