import { isUnsettled } from "../../../../shared/labs/graphs/bayes-net/metrics.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import type { BayesNetProps } from "./asked.ts";
import { words } from "./words.ts";

/** Says of messages that a run left while they still changed that they are no result; nothing of others. */
export function Unsettled({
  experiment: { params },
  fold,
  metrics,
}: Pick<BayesNetProps, "experiment" | "fold" | "metrics">) {
  if (!fold.finished || !isUnsettled(params, metrics)) return null;
  const values = { rounds: params.rounds ?? 0, change: formatNumber(metrics.residual, locale.value, 2) };
  return <p class="part-warning">{t(words.unsettled, values)}</p>;
}
