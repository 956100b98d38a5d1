import { type ForwardParams, isTrained } from "../../../../shared/labs/inference/forward/fields.ts";
import { className } from "../../../i18n/class-names.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import type { Said } from "../../view.ts";
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
