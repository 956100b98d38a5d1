import { isGradient } from "../../../../shared/labs/monte-carlo/integration/fields.ts";
import { NO_MEAN, NO_VARIANCE } from "../../../../shared/labs/monte-carlo/integration/integral/tail.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { OwnBox } from "./own-box.tsx";
import { PointsView } from "./points.tsx";
import type { IntegrationProps } from "./state.ts";
import { VarianceView } from "./variance.tsx";
import { words } from "./words.ts";

export function MainView(props: IntegrationProps) {
  const { experiment, metrics, locale } = props;
  if (isGradient(experiment.params)) return <VarianceView {...props} />;
  const tail = metrics.tailIndex;
  const warning =
    tail === undefined || tail >= NO_VARIANCE ? undefined : tail < NO_MEAN ? words.noMean : words.noVariance;
  return (
    <>
      {experiment.params.problem === "own" && <OwnBox {...props} />}
      {warning && tail !== undefined && (
        <p class="part-warning">{t(warning, { tail: formatNumber(tail, locale, 2) })}</p>
      )}
      <PointsView {...props} />
    </>
  );
}
