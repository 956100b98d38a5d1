import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { Select } from "../../parts/select.tsx";
import { correlationOf, featureName, featuresOf, knownOf, type SfaProps } from "./state.ts";
import { words } from "./words.ts";

const maxPoints = 1500;

/** A slow feature over a variable that made the data: a curve where one is a function of the other. */
export function AgainstView(props: SfaProps) {
  const feature = useSignal(0);
  const truth = useSignal(0);
  const known = useMemo(() => knownOf(props), [props.data, props.experiment, props.locale]);
  const y = featuresOf(props);
  if (!y) return <p class="part-caption">{t(words.notYet)}</p>;
  const chosen = known[truth.value] ?? known[0];
  if (!chosen) return <p class="part-caption">{t(words.noKnown)}</p>;
  const [rows, count] = y.shape;
  const i = Math.min(feature.value, count - 1);
  const stride = Math.max(1, Math.ceil(rows / maxPoints));
  const kept = Array.from({ length: Math.floor(rows / stride) }, (_, n) => n * stride);
  const label = featureName(i);
  return (
    <Chart
      title={t(words.againstTitle, { feature: label, truth: chosen.name })}
      note={t(words.againstNote, { r: formatNumber(correlationOf(props, i, chosen), props.locale, 4) })}
      controls={
        <>
          <Select
            label={t(words.featureChoice)}
            names={Array.from({ length: count }, (_, k) => String(k + 1))}
            value={i}
            onChoose={(at) => (feature.value = at)}
          />
          <Select
            label={t(words.truth)}
            names={known.map(({ name }) => name)}
            value={known.indexOf(chosen)}
            onChoose={(at) => (truth.value = at)}
          />
        </>
      }
      x={{ label: chosen.name }}
      y={{ label }}
      marks={[
        {
          kind: "points",
          x: Float64Array.from(kept, (n) => chosen.values[n]),
          y: Float64Array.from(kept, (n) => y.values[n * count + i]),
          color: roleColor("model"),
          radius: 1.5,
        },
      ]}
      height={280}
    />
  );
}
