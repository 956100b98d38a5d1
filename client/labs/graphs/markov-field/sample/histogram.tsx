import { useSignal } from "@preact/signals";
import { t } from "../../../../i18n/locale.ts";
import { Chart } from "../../../../views/chart.tsx";
import { roleColor } from "../../../../views/palette.ts";
import { recordLine } from "../../../parts/record-lines.tsx";
import { ChainSelect, type SampleProps, sampleOf } from "./chains.tsx";
import { words } from "./words.ts";

/** How often a chain met each energy after burn-in. */
export function HistogramView(props: SampleProps) {
  const params = sampleOf(props);
  const chosen = useSignal(0);
  const chain = Math.min(chosen.value, params.sizes.length * params.temperatures - 1);
  const energy = recordLine(props.fold, { id: `chain.${chain}` }, "energy");
  const counted = energy.y.filter((_, i) => energy.x[i] > params.burnIn);
  return (
    <>
      <ChainSelect params={params} chosen={chosen} />
      {counted.length < 2 ? (
        <p class="part-caption">{t(words.empty)}</p>
      ) : (
        <Chart
          title={t(words.histogramOf)}
          note={t(words.histogramNote)}
          x={{ label: t(words.energy), unit: "J" }}
          y={{ label: t(words.count) }}
          marks={[{ kind: "histogram", values: counted, color: roleColor("data") }]}
        />
      )}
    </>
  );
}
