import { useSignal } from "@preact/signals";
import { t } from "../../../../i18n/locale.ts";
import { LiveLine } from "../../../../views/live-line.tsx";
import { roleColor } from "../../../../views/palette.ts";
import { recordLine } from "../../../parts/record-lines.tsx";
import { ChainSelect, type SampleProps, sampleOf } from "./chains.tsx";
import { words } from "./words.ts";

/** Energy and magnetisation of a chain, sweep by sweep. */
export function SeriesView(props: SampleProps) {
  const params = sampleOf(props);
  const chosen = useSignal(0);
  const chain = Math.min(chosen.value, params.sizes.length * params.temperatures - 1);
  const task = { id: `chain.${chain}` };
  const energy = recordLine(props.fold, task, "energy");
  const magnetisation = recordLine(props.fold, task, "magnetisation");
  return (
    <>
      <ChainSelect params={params} chosen={chosen} />
      {energy.y.length === 0 ? (
        <p class="part-caption">{t(words.empty)}</p>
      ) : (
        <div class="part-pair">
          <LiveLine
            title={t(words.energySeries)}
            x={{ label: t(words.sweep) }}
            y={{ label: t(words.energy), unit: "J" }}
            series={[{ label: t(words.energy), color: roleColor("data"), ...energy }]}
          />
          <LiveLine
            title={t(words.magnetisationSeries)}
            x={{ label: t(words.sweep) }}
            y={{ label: "m" }}
            series={[{ label: t(words.magnetisation), color: roleColor("model"), ...magnetisation }]}
          />
        </div>
      )}
    </>
  );
}
