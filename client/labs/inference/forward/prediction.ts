import { type ForwardParams, isTrained } from "../../../../shared/labs/inference/forward/fields.ts";
import { handNet } from "../../../../shared/labs/inference/forward/hand.ts";
import { totalCost } from "../../../../shared/labs/nets/chain/shapes.ts";
import { answerOf, outputOf } from "../../../../shared/labs/nets/chain/summary.ts";
import { trace } from "../../../../shared/labs/nets/chain/trace.ts";
import { className } from "../../../i18n/class-names.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import type { Said } from "../../view.ts";
import { orNull } from "./state.ts";
import { words } from "./words.ts";

/** What the answer of a run is called: its class; of a net by hand its output, and of a single one on which side of a half it is. */
export const predictionSaid: Said = (index, { experiment, data }) => {
  const params = experiment.params as ForwardParams;
  if (isTrained(params)) {
    const name = data?.classes?.[index];
    return name === undefined ? undefined : className(experiment.data, name);
  }
  if ((params.outputs ?? 1) > 1) return t(words.outputNamed, { index: index + 1 });
  return `${t(words.outputNamed, { index: 1 })} ${index > 0 ? ">" : "≤"} ${formatNumber(0.5, locale.value, 2)}`;
};

/** The metrics that a run of a net by hand would have. Undefined while its texts are no net. */
export function handMetrics(params: ForwardParams): Readonly<Record<string, number>> | undefined {
  const run = orNull(() => {
    const { chain, weights, input } = handNet(params);
    return trace(chain, weights, input);
  });
  if (!run) return undefined;
  const answer = answerOf(outputOf(run).values);
  const { macs, parameters, weightBytes } = totalCost(run.chain);
  return {
    ...(answer && { prediction: answer.index, confidence: answer.value }),
    macs,
    parameters,
    bytes: weightBytes,
  };
}
