import type { NDArray } from "../../../../shared/arrays.ts";
import type { RbmParams } from "../../../../shared/labs/partition/rbm/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { ColorNames } from "../../parts/color-names.tsx";
import type { ViewProps } from "../../view.ts";
import { parametersOf, usePhases } from "./state.ts";
import { words } from "./words.ts";

/** Maximum number of weights in a histogram: evenly chosen, so that it can be redrawn while training goes on. */
const maxWeights = 5000;

export function HistogramsView(props: ViewProps<RbmParams>) {
  const weights = parametersOf(props)?.weights;
  const { positive, negative } = usePhases(props);
  if (!weights) return <p class="part-caption">{t(words.noWeights)}</p>;
  const activity = (hidden: NDArray | undefined, label: string, color: string) =>
    hidden ? [{ kind: "histogram" as const, values: hidden.values, bins: 25, density: true, label, color }] : [];
  return (
    <>
      <div class="part-pair">
        <Chart
          title={t(words.weights)}
          x={{ label: t(words.weight) }}
          y={{ label: t(words.density), zero: true }}
          height={180}
          marks={[{ kind: "histogram", values: some(weights.values), density: true, color: roleColor("model") }]}
        />
        <Chart
          title={t(words.activity)}
          controls={<ColorNames data={t(words.positiveNote)} model={t(words.negativeNote)} />}
          x={{ label: t(words.probability), domain: [0, 1] }}
          y={{ label: t(words.density), zero: true }}
          height={180}
          marks={[
            ...activity(positive?.hidden, t(words.positiveNote), roleColor("data")),
            ...activity(negative?.hidden, t(words.negativeNote), roleColor("model")),
          ]}
        />
      </div>
      <p class="part-caption">{t(words.activityNote)}</p>
    </>
  );
}

function some(values: NDArray["values"]): Float64Array {
  const stride = Math.ceil(values.length / maxWeights);
  return Float64Array.from({ length: Math.floor(values.length / stride) }, (_, i) => values[i * stride]);
}
