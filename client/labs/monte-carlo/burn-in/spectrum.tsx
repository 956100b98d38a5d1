import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { type Props, summaryOf } from "./found.ts";
import { words } from "./words.ts";

/** Eigenvalues, largest first, and what the second says. */
export function SpectrumView({ fold }: Props) {
  const summary = summaryOf(fold);
  if (!summary) return <p class="part-caption">{t(words.afterwards)}</p>;
  const { values } = summary.values;
  if (values.length === 0) return <p class="part-caption">{t(words.noSpectrum)}</p>;
  const second = Number(summary.second.values[0]);
  const isReversible = summary.reversible.values[0] === 1;
  const said = formatNumber(second, locale.value, 4);
  const note =
    second === 1
      ? t(words.spectrumStuck)
      : isReversible
        ? t(words.spectrumReversible, { second: said, time: formatNumber(1 / (1 - second), locale.value, 3) })
        : t(words.spectrumOther, { second: said });
  const x = Float64Array.from({ length: values.length }, (_, i) => i + 1);
  return (
    <Chart
      title={t(words.spectrum)}
      note={note}
      x={{ label: t(words.number) }}
      y={{ label: t(isReversible ? words.eigenvalue : words.singularValue), domain: isReversible ? [-1, 1] : [0, 1] }}
      height={300}
      marks={[
        { kind: "rule", y: 0 },
        { kind: "interval", x, low: x.map(() => 0), high: Float64Array.from(values), color: roleColor("other") },
        { kind: "points", x, y: Float64Array.from(values), color: roleColor("model"), radius: 3.5 },
      ]}
    />
  );
}
