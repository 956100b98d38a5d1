import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import { classNames } from "../../parts/table.ts";
import type { GanProps } from "./state.ts";
import { words } from "./words.ts";

/** How many samples each group of the data gets, and what the histograms of both say. */
export function ModesView({ fold, data, experiment }: GanProps) {
  const found = fold.output("modes");
  if (!found) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const { counts, covered, divergences } = found;
  const number = (value: number) => formatNumber(value, locale.value, 3);
  const [rows] = fold.output("samples")?.generated.shape ?? [0];
  const names = data && classNames(experiment.data, data);
  return (
    <>
      {counts ? (
        <Chart
          title={t(words.modesTitle)}
          note={t(words.modesNote, { covered: covered.values[0], total: counts.values.length })}
          height={260}
          x={{ label: t(words.mode) }}
          y={{ label: t(words.sampleCount), zero: true, whole: true }}
          marks={[
            {
              kind: "bars",
              names: Array.from(counts.values, (_, c) => names?.[c] ?? `${c + 1}`),
              values: counts.values,
              color: roleColor("model"),
            },
            { kind: "rule", y: (0.1 * rows) / counts.values.length, dashed: true, label: t(words.least) },
          ]}
        />
      ) : (
        <p class="part-caption">{t(words.noModes)}</p>
      )}
      {divergences && (
        <p class="part-caption">
          {t(words.divergences, { kl: number(divergences.values[0]), js: number(divergences.values[1]) })}
        </p>
      )}
    </>
  );
}
